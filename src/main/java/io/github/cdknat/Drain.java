package io.github.cdknat;

import java.math.BigDecimal;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeConversionOptions;

/**
 * How long an address may drain, and how a deployment waits for it.
 *
 * @param seconds whole seconds, 1..4000, or a token
 * @param drainWait how far a release is waited for
 * @param budget how long CloudFormation waits for a request because of it
 */
record Drain(Number seconds, DrainWait drainWait, Budget budget) {
    /** EC2's own default of MaxDrainDurationSeconds (UnassignPrivateNatGatewayAddress). */
    static final int DEFAULT_SECONDS = 350;

    private static final int LONGEST = Budget.LONGEST_DRAIN;

    static Drain usual(DrainWait wait) {
        return new Drain(DEFAULT_SECONDS, wait, Budget.of(DEFAULT_SECONDS, wait));
    }

    static Drain of(ConstructPath path, Duration duration, DrainWait wait) {
        return duration.isUnresolved() ? token(path, duration, wait) : literal(path, duration, wait);
    }

    /** Nobody can calculate with a token, so it is waited for as for the longest drain. */
    private static Drain token(ConstructPath path, Duration duration, DrainWait wait) {
        String unit = duration.unitLabel();
        if (!unit.equals("seconds")) {
            throw invalid(path, "a token in " + unit, "make the token one in seconds, with Duration.seconds");
        }
        return new Drain(duration.toSeconds(), wait, Budget.of(LONGEST, wait));
    }

    private static Drain literal(ConstructPath path, Duration duration, DrainWait wait) {
        double seconds = duration.toSeconds(
                        TimeConversionOptions.builder().integral(false).build())
                .doubleValue();
        if (seconds != Math.rint(seconds) || seconds < 1 || seconds > LONGEST) {
            String found = BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
            throw invalid(path, found + " s", "choose a duration that EC2 accepts");
        }
        int whole = (int) seconds;
        return new Drain(whole, wait, Budget.of(whole, wait));
    }

    private static InvalidPropertyException invalid(ConstructPath path, String found, String nextStep) {
        return new InvalidPropertyException("maxDrainDuration", path, found, "whole seconds, 1..4000 s", nextStep);
    }
}

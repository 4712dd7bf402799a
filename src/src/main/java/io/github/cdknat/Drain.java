package io.github.cdknat;

import java.math.BigDecimal;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeConversionOptions;

/**
 * How long an address may drain, and how long CloudFormation waits for a request because of it.
 *
 * @param seconds whole seconds, 1..4000, or a token
 * @param serviceTimeout seconds, 1..3600: ServiceTimeout of AWS::CloudFormation::CustomResource
 */
record Drain(Number seconds, int serviceTimeout) {
    /** MaxDrainDurationSeconds of EC2's UnassignPrivateNatGatewayAddress. */
    private static final int LONGEST = 4000;

    private static final int LONGEST_TIMEOUT = 3600;
    /** Beside two drains: assigning, retries, agreeing observations, and the margin to answer in time. */
    private static final int TIME_BESIDE_DRAINS = 900;

    static Drain of(String path, Duration duration) {
        return duration.isUnresolved() ? token(path, duration) : literal(path, duration);
    }

    /** Nobody can calculate with a token, so CloudFormation waits as long as it can. */
    private static Drain token(String path, Duration duration) {
        String unit = duration.unitLabel();
        if (!unit.equals("seconds")) {
            throw invalid(path, "a token in " + unit, "make the token one in seconds, with Duration.seconds");
        }
        return new Drain(duration.toSeconds(), LONGEST_TIMEOUT);
    }

    /** Time for a drain already under way, an early release for want of room, and the rest. */
    private static Drain literal(String path, Duration duration) {
        double seconds = duration.toSeconds(
                        TimeConversionOptions.builder().integral(false).build())
                .doubleValue();
        if (seconds != Math.rint(seconds) || seconds < 1 || seconds > LONGEST) {
            String found = BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
            throw invalid(path, found + " s", "choose a duration that EC2 accepts");
        }
        int whole = (int) seconds;
        return new Drain(whole, Math.min(LONGEST_TIMEOUT, 2 * whole + TIME_BESIDE_DRAINS));
    }

    private static InvalidPropertyException invalid(String path, String found, String nextStep) {
        return new InvalidPropertyException("maxDrainDuration", path, found, "whole seconds, 1..4000 s", nextStep);
    }
}

package io.github.cdknat.internal;

import io.github.cdknat.DrainWait;
import io.github.cdknat.SecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
import java.math.BigDecimal;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeConversionOptions;

/**
 * How long an address may drain, and how a deployment waits for it.
 * @param seconds whole seconds, 1..4000, or a token
 * @param drainWait how far a release is waited for
 * @param budget in how many stages it is waited out
 */
public record DrainSettings(Number seconds, DrainWait drainWait, TimeoutBudget budget) {
    /** EC2's own. One object, so that CDK is not asked how many seconds it has. */
    public static final Duration DEFAULT = Duration.seconds(Contract.DEFAULT_DRAIN_SECONDS);

    static DrainSettings of(ConstructPath path, SecondaryAddressesProps props) {
        Duration duration = props.getMaxDrainDuration();
        if (duration.equals(DEFAULT)) {
            return of(Contract.DEFAULT_DRAIN_SECONDS, props.getDrainWait());
        }
        return duration.isUnresolved()
                ? token(path, duration, props.getDrainWait())
                : of(literal(path, duration), props.getDrainWait());
    }

    private static DrainSettings of(int seconds, DrainWait wait) {
        return new DrainSettings(seconds, wait, TimeoutBudget.of(seconds, wait));
    }

    /** Nobody can calculate with a token, so it is waited for as for the longest drain. */
    private static DrainSettings token(ConstructPath path, Duration duration, DrainWait wait) {
        String unit = duration.unitLabel();
        if (!unit.equals("seconds")) {
            throw invalid(path, "a token in " + unit, "make the token one in seconds, with Duration.seconds");
        }
        return new DrainSettings(duration.toSeconds(), wait, TimeoutBudget.of(Contract.LONGEST_DRAIN_SECONDS, wait));
    }

    private static int literal(ConstructPath path, Duration duration) {
        double seconds = duration.toSeconds(
                        TimeConversionOptions.builder().integral(false).build())
                .doubleValue();
        if (seconds != Math.rint(seconds) || seconds < 1 || seconds > Contract.LONGEST_DRAIN_SECONDS) {
            String found = BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
            throw invalid(path, found + " s", "choose a duration that EC2 accepts");
        }
        return (int) seconds;
    }

    private static IllegalArgumentException invalid(ConstructPath path, String found, String nextStep) {
        return path.invalid("maxDrainDuration", found + " (whole seconds, 1..4000 s); " + nextStep + ".");
    }
}

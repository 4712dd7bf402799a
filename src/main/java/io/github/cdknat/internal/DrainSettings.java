package io.github.cdknat.internal;

import io.github.cdknat.DrainWait;
import io.github.cdknat.SecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
import java.math.BigDecimal;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeConversionOptions;

/**
 * How long an address may drain, and in how many stages a deployment waits for it: each request has an hour, and a longer worst case
 * takes drain waiters, each with an hour of its own. At worst a Create or Update waits for a drain that is under way and for one to make
 * room, and a Delete for one under way and for its own, or only for the first, if it does not wait for its own.
 * @param seconds whole seconds, 1..4000, or a token
 * @param drainWait how far a release is waited for
 * @param waitersBefore drain waiters before the owner, which wait on Delete; 0..2
 * @param waitersAfter drain waiters after the owner, which wait on Create and Update; 0..2
 */
public record DrainSettings(Number seconds, DrainWait drainWait, int waitersBefore, int waitersAfter) {
    /** EC2's own. One object, so that CDK is not asked how many seconds it has. */
    public static final Duration DEFAULT = Duration.seconds(Contract.DEFAULT_DRAIN_SECONDS);

    /** Beside drains: assigning (15 s, up to 120 s seen in no document but allowed for), a new policy, retries, agreeing looks. */
    static final int BESIDE_DRAINS = 720;

    /** Kept by the handler to answer in time: a twentieth of the hour. */
    static final int MARGIN = 180;

    private static final int STAGE = Contract.LONGEST_SERVICE_TIMEOUT - MARGIN;

    static DrainSettings of(ConstructPath path, SecondaryAddressesProps props) {
        Duration duration = props.getMaxDrainDuration();
        DrainWait wait = props.getDrainWait();
        if (duration.equals(DEFAULT)) {
            return of(Contract.DEFAULT_DRAIN_SECONDS, Contract.DEFAULT_DRAIN_SECONDS, wait);
        }
        if (duration.isUnresolved()) {
            // Nobody can calculate with a token, so it is waited for as for the longest drain.
            return of(token(path, duration), Contract.LONGEST_DRAIN_SECONDS, wait);
        }
        int seconds = literal(path, duration);
        return of(seconds, seconds, wait);
    }

    private static DrainSettings of(Number seconds, int atMost, DrainWait wait) {
        int hold = 2 * atMost + BESIDE_DRAINS;
        int release = (wait == DrainWait.UNTIL_ENDED ? 2 : 1) * atMost + BESIDE_DRAINS;
        return new DrainSettings(seconds, wait, stages(release) - 1, stages(hold) - 1);
    }

    private static int stages(int worst) {
        return (worst + STAGE - 1) / STAGE;
    }

    private static Number token(ConstructPath path, Duration duration) {
        String unit = duration.unitLabel();
        if (!unit.equals("seconds")) {
            throw invalid(path, "a token in " + unit, "make the token one in seconds, with Duration.seconds");
        }
        return duration.toSeconds();
    }

    private static int literal(ConstructPath path, Duration duration) {
        TimeConversionOptions fractions =
                TimeConversionOptions.builder().integral(false).build();
        double seconds = duration.toSeconds(fractions).doubleValue();
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

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
        boolean byDefault = duration.equals(DEFAULT);
        // Nobody can calculate with a token, so it is waited for as for the longest drain.
        boolean token = !byDefault && duration.isUnresolved();
        Number seconds = byDefault ? Contract.DEFAULT_DRAIN_SECONDS : seconds(path, duration, token);
        int atMost = token ? Contract.LONGEST_DRAIN_SECONDS : seconds.intValue();
        int before = props.getDrainWait() == DrainWait.UNTIL_ENDED ? 2 : 1;
        return new DrainSettings(seconds, props.getDrainWait(), waiters(before * atMost), waiters(2 * atMost));
    }

    private static int waiters(int drains) {
        return (drains + BESIDE_DRAINS + STAGE - 1) / STAGE - 1;
    }

    private static Number seconds(ConstructPath path, Duration duration, boolean token) {
        if (token) {
            String unit = duration.unitLabel();
            require(
                    unit.equals("seconds"),
                    path,
                    "a token in " + unit,
                    "make the token one in seconds, with Duration.seconds");
            return duration.toSeconds();
        }
        TimeConversionOptions fractions =
                TimeConversionOptions.builder().integral(false).build();
        double seconds = duration.toSeconds(fractions).doubleValue();
        require(
                seconds == Math.rint(seconds) && seconds >= 1 && seconds <= Contract.LONGEST_DRAIN_SECONDS,
                path,
                BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString() + " s",
                "choose a duration that EC2 accepts");
        return (int) seconds;
    }

    private static void require(boolean holds, ConstructPath path, String found, String next) {
        path.require(holds, "maxDrainDuration", found + " (whole seconds, 1..4000 s); " + next + ".");
    }
}

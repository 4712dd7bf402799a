package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import java.util.Map;
import java.util.Optional;

/**
 * What the current template says about drains.
 *
 * @param seconds how long an address may drain; empty if it does not say
 * @param drainWait how far a delete waits; empty if it does not say
 * @param gatewayGoes whether the gateway is deleted with the stack
 */
public record DrainSettings(Optional<Integer> seconds, Optional<DrainWait> drainWait, boolean gatewayGoes) {
    /** Nothing is known: the event's own properties count. */
    public static final DrainSettings UNKNOWN = new DrainSettings(Optional.empty(), Optional.empty(), false);

    /** Reads a declaration's MaxDrainDurationSeconds (1..4000) and DrainWait; anything else is as absent. */
    public static DrainSettings of(Map<String, Object> declared) {
        Optional<Integer> seconds = Optional.ofNullable(declared.get(Contract.MAX_DRAIN_DURATION_SECONDS))
                .map(Object::toString)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= Contract.LONGEST_DRAIN_SECONDS);
        boolean untilStarted = Contract.UNTIL_STARTED.equals(declared.get(Contract.DRAIN_WAIT));
        return new DrainSettings(
                seconds,
                Optional.of(untilStarted ? DrainWait.UNTIL_STARTED : DrainWait.UNTIL_ENDED),
                "true".equals(String.valueOf(declared.get(Contract.NAT_GATEWAY_DELETED_WITH_STACK))));
    }
}

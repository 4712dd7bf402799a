package io.github.cdknat.handler.model;

import java.util.Optional;

/**
 * What the current template says about drains.
 *
 * @param seconds how long an address may drain; empty if it does not say
 * @param drainWait how far a release waits; empty if it does not say
 */
public record DrainSettings(Optional<Integer> seconds, Optional<DrainWait> drainWait) {
    /** Nothing is known: the event's own properties count. */
    public static final DrainSettings UNKNOWN = new DrainSettings(Optional.empty(), Optional.empty());
}

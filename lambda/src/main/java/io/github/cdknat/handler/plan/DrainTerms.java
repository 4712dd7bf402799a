package io.github.cdknat.handler.plan;

import java.util.Optional;

/**
 * What the current template says about drains.
 *
 * @param seconds how long an address may drain; empty if it does not say
 * @param drainWait how far a release waits; empty if it does not say
 */
public record DrainTerms(Optional<Integer> seconds, Optional<DrainWait> drainWait) {
    /** Nothing is known: the event's own properties count. */
    public static final DrainTerms UNKNOWN = new DrainTerms(Optional.empty(), Optional.empty());
}

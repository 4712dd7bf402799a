package io.github.cdknat.simulation;

import io.github.cdknat.simulation.ActualState.Place;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Addresses that two stacks may take for theirs: both choose from there, one of them got no answer to its call or died at it, and the
 * other one's call had its effect at that moment. EC2 does not say who assigned an address.
 */
final class AmbiguousOwnership {
    private final RecordedAddresses recorded;
    private final BooleanSupplier faulty;
    private final Set<Place> mistaken = new HashSet<>();

    AmbiguousOwnership(RecordedAddresses recorded, BooleanSupplier faulty) {
        this.recorded = recorded;
        this.faulty = faulty;
    }

    /** Whether one stack may take what another one records for its own; from then on it is missing there. */
    boolean mistakes(Place place) {
        boolean possible = faulty.getAsBoolean() && recorded.isContested(place);
        if (possible) {
            mistaken.add(place);
        }
        return possible;
    }

    Set<Place> mistaken() {
        return Collections.unmodifiableSet(mistaken);
    }
}

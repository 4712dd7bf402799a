package io.github.cdknat.simulation;

import io.github.cdknat.simulation.ActualState.Place;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** What is on the gateways and no stack put there, because somebody assigned it by hand. */
final class ManualChanges {
    private final Set<Place> assignedManually = new HashSet<>();

    void assigned(Place place) {
        assignedManually.add(place);
    }

    void unassigned(Place place) {
        assignedManually.remove(place);
    }

    boolean assignedIt(Place place) {
        return assignedManually.contains(place);
    }

    Set<Place> asAdministrator() {
        return Collections.unmodifiableSet(assignedManually);
    }
}

package io.github.cdknat.simulation;

import io.github.cdknat.simulation.ActualState.Place;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is on the gateways and no stack put there: their primary addresses, and what somebody assigned by hand. */
final class ManualChanges {
    private final Map<String, String> primaries = new LinkedHashMap<>();
    private final Set<Place> assignedManually = new HashSet<>();

    void made(String gateway, String primary) {
        primaries.put(gateway, primary);
    }

    /** The primary address of every gateway, by its id. */
    Map<String, String> primaries() {
        return Collections.unmodifiableMap(primaries);
    }

    boolean isPrimary(Place place) {
        return place.address().equals(primaries.get(place.gateway()));
    }

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

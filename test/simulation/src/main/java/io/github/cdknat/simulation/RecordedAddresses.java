package io.github.cdknat.simulation;

import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.simulation.ActualState.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which addresses each stack ever declared: those that it listed, and those that were chosen for its counts. */
final class RecordedAddresses {
    private static final int RESERVED = 4;
    private static final int LAST = 255;

    /** A pool on a gateway. */
    private record Source(String gateway, RequestedAddresses.Pool pool) {}

    private final Map<String, Set<Place>> places = new HashMap<>();
    private final Map<String, List<Source>> sources = new HashMap<>();

    void declared(String stack, String gateway, int number, ConstructDeclaration declared) {
        Set<Place> listed = places.computeIfAbsent(stack, name -> new HashSet<>());
        declared.listed().forEach(octet -> listed.add(new Place(gateway, TemplateFactory.ip(number, octet))));
        if (declared.requested() instanceof RequestedAddresses.Counted counted) {
            sources.computeIfAbsent(stack, name -> new ArrayList<>()).add(new Source(gateway, counted.pool()));
        }
    }

    Set<String> stacks() {
        return places.keySet();
    }

    boolean has(String stack, Place place) {
        return places.getOrDefault(stack, Set.of()).contains(place);
    }

    boolean has(Place place) {
        return places.values().stream().anyMatch(all -> all.contains(place));
    }

    /** Whether the stack may choose it; from then on it is the stack's. */
    boolean chosen(String stack, Place place) {
        boolean possible = mayChoose(stack, place);
        if (possible) {
            places.get(stack).add(place);
        }
        return possible;
    }

    /** Whether more than one stack may choose it. */
    boolean isContested(Place place) {
        return sources.keySet().stream()
                        .filter(stack -> mayChoose(stack, place))
                        .count()
                > 1;
    }

    private boolean mayChoose(String stack, Place place) {
        int octet = Ipv4.of(place.address()).bits() & LAST;
        return octet >= RESERVED
                && octet < LAST
                && sources.getOrDefault(stack, List.of()).stream()
                        .anyMatch(source -> source.gateway().equals(place.gateway())
                                && source.pool().holds(octet));
    }
}

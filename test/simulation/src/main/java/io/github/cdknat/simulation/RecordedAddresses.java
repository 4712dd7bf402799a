package io.github.cdknat.simulation;

import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.simulation.ActualState.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which addresses each stack ever declared: those that it listed, and those that were chosen for its counts. An address tells the
 * gateway, or the subnet of a gateway of the stack's own.
 */
final class RecordedAddresses {
    private static final int RESERVED = 4;
    private static final int LAST = 255;

    /** A pool of the gateway with that number. */
    private record Source(int gateway, RequestedAddresses.Pool pool) {}

    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final Map<String, List<Source>> sources = new HashMap<>();

    void declared(String stack, ConstructDeclaration declared) {
        Set<String> listed = addresses.computeIfAbsent(stack, name -> new HashSet<>());
        declared.listed().forEach(octet -> listed.add(TemplateFactory.ip(declared.gateway(), octet)));
        if (declared.requested() instanceof RequestedAddresses.Counted counted) {
            sources.computeIfAbsent(stack, name -> new ArrayList<>())
                    .add(new Source(declared.gateway(), counted.pool()));
        }
    }

    Set<String> stacks() {
        return addresses.keySet();
    }

    boolean has(String stack, Place place) {
        return addresses.getOrDefault(stack, Set.of()).contains(place.address());
    }

    boolean has(Place place) {
        return addresses.values().stream().anyMatch(all -> all.contains(place.address()));
    }

    /** Whether the stack may choose it; from then on it is the stack's. */
    boolean chosen(String stack, Place place) {
        boolean possible = mayChoose(stack, place);
        if (possible) {
            addresses.get(stack).add(place.address());
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
                        .anyMatch(source -> place.address().equals(TemplateFactory.ip(source.gateway(), octet))
                                && source.pool().holds(octet));
    }
}

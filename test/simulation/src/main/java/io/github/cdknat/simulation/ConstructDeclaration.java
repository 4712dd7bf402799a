package io.github.cdknat.simulation;

import java.util.List;

/**
 * What one construct declares.
 *
 * @param id the construct's logical id
 */
public record ConstructDeclaration(String id, int gateway, RequestedAddresses requested, int drainSeconds) {
    /** The last octets that it lists; none if it counts. */
    List<Integer> listed() {
        return requested instanceof RequestedAddresses.Listed listed ? listed.octets() : List.of();
    }

    ConstructDeclaration wishing(RequestedAddresses other) {
        return new ConstructDeclaration(id, gateway, other, drainSeconds);
    }

    ConstructDeclaration listing(List<Integer> octets) {
        return wishing(new RequestedAddresses.Listed(octets));
    }

    ConstructDeclaration on(int other) {
        return new ConstructDeclaration(id, other, requested, drainSeconds);
    }

    ConstructDeclaration draining(int seconds) {
        return new ConstructDeclaration(id, gateway, requested, seconds);
    }

    ConstructDeclaration named(String other) {
        return new ConstructDeclaration(other, gateway, requested, drainSeconds);
    }
}

package io.github.cdknat.simulation;

import java.util.List;

/**
 * What one construct declares.
 *
 * @param id the construct's logical id
 */
public record ConstructDeclaration(String id, int gateway, RequestedAddresses wish, int drainSeconds) {
    /** The last octets that it lists; none if it counts. */
    List<Integer> listed() {
        return wish instanceof RequestedAddresses.Listed listed ? listed.octets() : List.of();
    }

    ConstructDeclaration wishing(RequestedAddresses other) {
        return new ConstructDeclaration(id, gateway, other, drainSeconds);
    }

    ConstructDeclaration on(int other) {
        return new ConstructDeclaration(id, other, wish, drainSeconds);
    }

    ConstructDeclaration draining(int seconds) {
        return new ConstructDeclaration(id, gateway, wish, seconds);
    }

    ConstructDeclaration named(String other) {
        return new ConstructDeclaration(other, gateway, wish, drainSeconds);
    }
}

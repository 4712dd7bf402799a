package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A declaration that leaves the choice of addresses to us.
 *
 * @param count how many
 * @param pool where from; empty for the whole subnet
 * @param excluded what never to choose
 */
public record AddressSelection(int count, Optional<Cidr> pool, List<Cidr> excluded) {
    public AddressSelection {
        excluded = List.copyOf(excluded);
    }

    /** Whether the declaration leaves room for that address: an owned one that it does not admit is released. */
    public boolean admits(Ipv4 address) {
        return pool.filter(range -> !range.contains(address)).isEmpty() && !excludes(address);
    }

    public boolean excludes(Ipv4 address) {
        return excluded.stream().anyMatch(range -> range.contains(address));
    }

    /** A pool from its lowest address, a subnet from its highest: planned static addresses tend to sit low. */
    public Stream<Ipv4> candidates(Subnet subnet) {
        return pool.map(Cidr::upward).orElseGet(() -> subnet.range().downward());
    }

    @Override
    public String toString() {
        return count
                + (count == 1 ? " address" : " addresses")
                + pool.map(range -> " of the pool " + range).orElse(" of the subnet");
    }
}

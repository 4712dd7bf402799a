package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/**
 * The gateway's subnet and what is taken in it.
 *
 * @param taken addresses that a network interface of the subnet holds, the gateway's own among them
 * @param reserved subnet CIDR reservations of type prefix, and prefixes delegated to network interfaces
 */
public record SubnetUsage(Subnet subnet, SortedSet<Ipv4> taken, List<Cidr> reserved) {
    public SubnetUsage {
        taken = Ipv4.sorted(taken);
        reserved = List.copyOf(reserved);
    }

    public static SubnetUsage of(Subnet subnet, Collection<Ipv4> taken, Collection<Cidr> reserved) {
        return new SubnetUsage(subnet, Ipv4.sorted(taken), List.copyOf(reserved));
    }

    public boolean isReserved(Ipv4 address) {
        return reserved.stream().anyMatch(range -> range.contains(address));
    }
}

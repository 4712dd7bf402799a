package io.github.cdknat.shared;

import java.util.Optional;

/**
 * A subnet's IPv4 range and what AWS reserves in it.
 *
 * <p>"The first four IP addresses and the last IP address in each subnet CIDR block are not available for your use"
 * (Amazon VPC User Guide, "Subnet CIDR blocks").
 */
public record Subnet(String id, Cidr range) {
    private static final int RESERVED_AT_START = 4;

    /** "The allowed size is between a /28 netmask and /16 netmask" (Amazon VPC User Guide, "Subnet CIDR blocks"). */
    public static final int LARGEST = 16;

    /** Reads {@code 10.0.1.0/24}; empty if it is not CIDR notation, or larger than a subnet can be. */
    public static Optional<Subnet> of(String id, String cidr) {
        return cidr.contains("/")
                ? Cidr.parse(cidr).filter(range -> range.prefix() >= LARGEST).map(range -> new Subnet(id, range))
                : Optional.empty();
    }

    public boolean contains(Ipv4 address) {
        return range.contains(address);
    }

    /** Whether AWS keeps that address of the subnet for itself. */
    public boolean reserves(Ipv4 address) {
        return contains(address)
                && (range.offset(address) < RESERVED_AT_START || range.offset(address) == range.size() - 1);
    }

    public String cidr() {
        return range.toString();
    }
}

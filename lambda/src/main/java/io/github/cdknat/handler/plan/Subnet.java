package io.github.cdknat.handler.plan;

import java.util.Optional;

/**
 * A subnet's IPv4 range and what AWS reserves in it.
 *
 * <p>"The first four IP addresses and the last IP address in each subnet CIDR block are not available for your use"
 * (Amazon VPC User Guide, "Subnet CIDR blocks").
 */
public record Subnet(String id, Ipv4 base, int prefix) {
    private static final int RESERVED_AT_START = 4;

    /** Reads {@code 10.0.1.0/24}; empty if it is not CIDR notation. */
    public static Optional<Subnet> of(String id, String cidr) {
        String[] parts = cidr.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,2}") || Integer.parseInt(parts[1]) > 32) {
            return Optional.empty();
        }
        return Ipv4.parse(parts[0]).map(base -> new Subnet(id, base, Integer.parseInt(parts[1])));
    }

    public boolean contains(Ipv4 address) {
        return offset(address) >= 0 && offset(address) < size();
    }

    /** Whether AWS keeps that address of the subnet for itself. */
    public boolean reserves(Ipv4 address) {
        return contains(address) && (offset(address) < RESERVED_AT_START || offset(address) == size() - 1);
    }

    public String cidr() {
        return base + "/" + prefix;
    }

    private long offset(Ipv4 address) {
        return Integer.toUnsignedLong(address.bits()) - Integer.toUnsignedLong(base.bits());
    }

    private long size() {
        return 1L << 32 - prefix;
    }
}

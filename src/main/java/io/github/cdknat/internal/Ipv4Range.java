package io.github.cdknat.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Literal IPv4 addresses and ranges, as numbers. */
record Ipv4Range(long base, int prefix) {
    private static final int BITS = 32;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final int LARGEST_SUBNET = 16;

    /** No host has these: this network, loopback, link-local, multicast, broadcast (IANA IPv4 Special-Purpose Address Registry). */
    private static final List<Ipv4Range> NO_HOSTS = Stream.of(
                    "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32")
            .flatMap(range -> parse(range).stream())
            .toList();

    /** Reads CIDR notation without set host bits. */
    static Optional<Ipv4Range> parse(@Nullable String text) {
        String[] parts = String.valueOf(text).split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]|[12][0-9]|3[0-2]")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(parts[1]);
        return number(parts[0])
                .filter(base -> base % (1L << BITS - prefix) == 0)
                .map(base -> new Ipv4Range(base, prefix));
    }

    /** Reads an address: four decimal numbers without leading zeros. */
    static Optional<Long> number(@Nullable String address) {
        return Optional.ofNullable(address)
                .filter(text -> text.matches(OCTET + "(\\." + OCTET + "){3}"))
                .map(text -> Stream.of(text.split("\\."))
                        .map(Long::valueOf)
                        .reduce(0L, (number, octet) -> number * 256 + octet));
    }

    /** Reads an address, as the range that it alone is, or CIDR notation; nothing of what is a token. */
    static Stream<Ipv4Range> read(@Nullable String text) {
        return Stream.of(text + "/32", String.valueOf(text)).flatMap(range -> parse(range).stream());
    }

    long size() {
        return 1L << BITS - prefix;
    }

    long end() {
        return base + size();
    }

    boolean contains(Ipv4Range other) {
        return base <= other.base && other.end() <= end();
    }

    /** Whether a subnet could hold all of it: subnets are /16 to /28 (Amazon VPC User Guide, Subnet CIDR blocks). */
    boolean fitsASubnet() {
        return prefix >= LARGEST_SUBNET && NO_HOSTS.stream().noneMatch(never -> never.contains(this));
    }

    /** What AWS keeps of a subnet: its first four addresses and its last one (the same page). */
    List<Ipv4Range> reserved() {
        return List.of(new Ipv4Range(base, BITS - 2), new Ipv4Range(end() - 1, BITS));
    }

    /** How many addresses of it are in none of the others, counted no further than to a limit. */
    int countOutside(List<Ipv4Range> others, int limit) {
        int count = 0;
        for (long address = base; address < end() && count < limit; ) {
            Ipv4Range one = new Ipv4Range(address, BITS);
            Optional<Ipv4Range> around =
                    others.stream().filter(other -> other.contains(one)).findFirst();
            count += around.isPresent() ? 0 : 1;
            address = around.map(Ipv4Range::end).orElse(address + 1);
        }
        return count;
    }
}

package io.github.cdknat.shared;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A range of IPv4 addresses in CIDR notation. */
public record Cidr(Ipv4 base, int prefix) {
    private static final int BITS = 32;

    /** Reads {@code 10.0.1.0/24}, or {@code 10.0.1.7} as a /32; empty for anything else, and for set host bits. */
    public static Optional<Cidr> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 1) {
            return Ipv4.parse(text).map(address -> new Cidr(address, BITS));
        }
        if (parts.length != 2 || !parts[1].matches("[0-9]|[12][0-9]|3[0-2]")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(parts[1]);
        return Ipv4.parse(parts[0])
                .map(base -> new Cidr(base, prefix))
                .filter(range -> Integer.toUnsignedLong(range.base().bits()) % range.size() == 0);
    }

    public boolean contains(Ipv4 address) {
        return offset(address) >= 0 && offset(address) < size();
    }

    public boolean contains(Cidr other) {
        return contains(other.base) && other.prefix >= prefix;
    }

    public long size() {
        return 1L << BITS - prefix;
    }

    /** How far the address lies behind the base; negative if it lies before it. */
    public long offset(Ipv4 address) {
        return Integer.toUnsignedLong(address.bits()) - Integer.toUnsignedLong(base.bits());
    }

    /** Lowest first. */
    public Stream<Ipv4> upward() {
        return LongStream.range(0, size()).mapToObj(this::at);
    }

    /** Highest first. */
    public Stream<Ipv4> downward() {
        return LongStream.range(0, size()).mapToObj(offset -> at(size() - 1 - offset));
    }

    public Ipv4 at(long offset) {
        return new Ipv4((int) (Integer.toUnsignedLong(base.bits()) + offset));
    }

    @Override
    public String toString() {
        return base + "/" + prefix;
    }
}

package io.github.cdknat.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Literal IPv4 addresses and ranges, as numbers. */
record Ipv4Range(long base, int prefix) {
    private static final int BITS = 32;

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
        if (address == null || !address.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
            return Optional.empty();
        }
        long number = 0;
        for (String octet : address.split("\\.")) {
            if (Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            number = number * 256 + Integer.parseInt(octet);
        }
        return Optional.of(number);
    }

    long size() {
        return 1L << BITS - prefix;
    }
}

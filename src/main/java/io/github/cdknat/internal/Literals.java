package io.github.cdknat.internal;

import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts that are IPv4 addresses and ranges, and the rules that hold for them whatever the subnet is. */
final class Literals {
    /** No host has these: this network, loopback, link-local, multicast, broadcast (IANA IPv4 Special-Purpose Address Registry). */
    private static final List<Cidr> NO_HOSTS = Stream.of(
                    "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32")
            .flatMap(range -> cidr(range).stream())
            .toList();

    private static final String IN_NO_SUBNET =
            " is in no subnet (at most a /16; nothing of 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/4 and"
                    + " 255.255.255.255); give what the gateway's subnet has.";

    private Literals() {}

    /** Reads an address, as the range that it alone is, or CIDR notation; nothing of what is a token. */
    static Optional<Cidr> range(@Nullable String text) {
        return Cidr.parse(String.valueOf(text));
    }

    /** Reads CIDR notation without set host bits. */
    static Optional<Cidr> cidr(@Nullable String text) {
        return range(text).filter(range -> String.valueOf(text).contains("/"));
    }

    /** Refuses what is neither an IPv4 address that a subnet can have nor a token. */
    static void requireAddress(ConstructPath path, String property, @Nullable String value) {
        boolean cidr = cidr(value).isPresent();
        path.requireText(
                Tokens.isIn(value) || Ipv4.parse(String.valueOf(value)).isPresent(),
                property,
                value,
                "IPv4, four decimal numbers 0..255 without leading zeros",
                cidr ? "drop the prefix length, or take a count from it as a pool" : "correct it");
        requireInSubnet(path, property, value);
    }

    /** Refuses what is neither CIDR notation that a subnet can have nor a token. */
    static void requirePool(ConstructPath path, String property, String value) {
        path.requireText(
                Tokens.isIn(value) || cidr(value).isPresent(),
                property,
                value,
                "CIDR notation without set host bits, such as 10.0.1.16/28",
                "correct it");
        requireInSubnet(path, property, value);
    }

    private static void requireInSubnet(ConstructPath path, String property, @Nullable String value) {
        boolean fits = range(value).stream()
                .allMatch(range -> range.prefix() >= Subnet.LARGEST
                        && NO_HOSTS.stream().noneMatch(never -> never.contains(range)));
        path.require(fits, property, value + IN_NO_SUBNET);
    }
}

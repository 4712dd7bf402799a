package io.github.cdknat.shared;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An IPv4 address; ordered as the unsigned number it is.
 *
 * @param bits the address as 32 bits, most significant octet first
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {
    private static final int OCTETS = 4;

    /** Reads dotted-quad notation: four decimal octets without leading zeros; anything else is empty. */
    public static Optional<Ipv4> parse(String text) {
        int bits = 0;
        int begin = 0;
        for (int i = 0; i < OCTETS; i++) {
            int dot = text.indexOf('.', begin);
            boolean last = i == OCTETS - 1;
            int value = last == (dot < 0) ? octet(text, begin, last ? text.length() : dot) : -1;
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
            begin = dot + 1;
        }
        return Optional.of(new Ipv4(bits));
    }

    /**
     * Reads an address that is known to be one.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static Ipv4 of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Invalid IPv4 address: " + text));
    }

    /** The addresses as a sorted, unmodifiable set. */
    public static SortedSet<Ipv4> sorted(Collection<Ipv4> addresses) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
    }

    /** Those that are not among the others; a set to go on with. */
    public static SortedSet<Ipv4> without(Collection<Ipv4> addresses, Collection<Ipv4> others) {
        SortedSet<Ipv4> left = new TreeSet<>(addresses);
        left.removeAll(others);
        return left;
    }

    /** "10.0.1.5, 10.0.1.6", or "none". */
    public static String list(Collection<Ipv4> addresses) {
        return addresses.isEmpty()
                ? "none"
                : join(", ", addresses.stream().sorted().toList());
    }

    public static String join(String separator, Collection<Ipv4> addresses) {
        return addresses.stream().map(Ipv4::toString).collect(Collectors.joining(separator));
    }

    /** The number from 0 to 255 in that part of the text; -1 if it is none. */
    private static int octet(String text, int begin, int end) {
        int length = end - begin;
        if (length < 1 || length > 3 || length > 1 && text.charAt(begin) == '0') {
            return -1;
        }
        int value = 0;
        for (int i = begin; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value <= 255 ? value : -1;
    }

    @Override
    public int compareTo(Ipv4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }
}

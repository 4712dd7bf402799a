package io.github.cdknat.testkit.history;

import java.util.List;

/**
 * What one construct declares.
 *
 * @param id the construct's logical id
 * @param addresses last octets, in the order of declaration
 */
public record Declared(String id, int gateway, List<Integer> addresses, int drainSeconds) {
    public Declared {
        addresses = List.copyOf(addresses);
    }
}

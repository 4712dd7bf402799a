package io.github.cdknat.testkit.history;

import java.util.List;

/**
 * What one construct declares.
 *
 * @param id the construct's logical id
 */
public record Declared(String id, int gateway, Wish wish, int drainSeconds) {
    /** The last octets that it lists; none if it counts. */
    List<Integer> listed() {
        return wish instanceof Wish.Listed listed ? listed.octets() : List.of();
    }

    Declared wishing(Wish other) {
        return new Declared(id, gateway, other, drainSeconds);
    }

    Declared on(int other) {
        return new Declared(id, other, wish, drainSeconds);
    }

    Declared draining(int seconds) {
        return new Declared(id, gateway, wish, seconds);
    }

    Declared named(String other) {
        return new Declared(other, gateway, wish, drainSeconds);
    }
}

package io.github.cdknat.rehearsal.demo;

import java.time.Duration;
import java.util.Collection;

/**
 * What a step promises, and what came of it.
 *
 * @param promise one clause, as it is read when it is kept
 */
record Expectation(String promise, String expected, String found, boolean isKept) {
    /** The one is to be the other. */
    static Expectation that(String promise, String expected, String found) {
        return new Expectation(promise, expected, found, expected.equals(found));
    }

    /** These and no others, in this order. */
    static Expectation that(String promise, Collection<String> expected, Collection<String> found) {
        return that(promise, text(expected), text(found));
    }

    static Expectation atMost(String promise, int most, int found) {
        return new Expectation(promise, most + " or fewer", String.valueOf(found), found <= most);
    }

    static Expectation atMost(String promise, Duration most, Duration found) {
        return new Expectation(promise, seconds(most) + " or less", seconds(found), found.compareTo(most) <= 0);
    }

    private static String text(Collection<String> items) {
        return items.isEmpty() ? "nothing" : String.join("; ", items);
    }

    private static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}

package io.github.cdknat.handler.reconcile;

import java.util.Map;
import java.util.Optional;

/**
 * The number of the journal's format, in {@code v}; absent means 1. A field that older handlers may ignore, and newer ones may find
 * absent, makes no new format. In every format {@code v}, {@code answered} and {@code decision} mean the same.
 */
final class JournalVersion {
    /** The newest format that is read, and the one that is written. */
    static final int NEWEST = 1;

    private static final String NUMBER = "v";

    /** The journal of an execution that has not begun. */
    static final Map<String, Object> FIRST = Map.of(NUMBER, NEWEST);

    private JournalVersion() {}

    /** The journal's format, if only a newer handler can read it: it must be left as it is. */
    static Optional<String> newer(Map<String, Object> journal) {
        return Optional.ofNullable(journal.get(NUMBER)).map(String::valueOf).filter(number -> !isKnown(number));
    }

    private static boolean isKnown(String number) {
        return number.matches("[0-9]{1,9}") && Integer.parseInt(number) <= NEWEST;
    }
}

package io.github.cdknat.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** What something has shown over time, so that a read can be old: its answer is what was true at one moment. */
public final class History<T> {
    /** No read is older; what was shown before that is forgotten. */
    public static final Duration OLDEST_READ = Duration.ofMinutes(10);

    private record Entry<T>(Instant since, T shown) {}

    private final Deque<Entry<T>> entries = new ArrayDeque<>();

    /** It shows this from now on. */
    public void add(Instant now, T shown) {
        entries.addLast(new Entry<>(now, shown));
        Iterator<Entry<T>> oldest = entries.iterator();
        oldest.next();
        int superseded = 0;
        while (oldest.hasNext() && oldest.next().since().isBefore(now.minus(OLDEST_READ))) {
            superseded++;
        }
        for (; superseded > 0; superseded--) {
            entries.removeFirst();
        }
    }

    /** What it showed at that moment; empty if it was not there yet. */
    public Optional<T> at(Instant moment) {
        for (Iterator<Entry<T>> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry<T> entry = newest.next();
            if (!entry.since().isAfter(moment)) {
                return Optional.of(entry.shown());
            }
        }
        return Optional.empty();
    }

    /** The first that is remembered. */
    public T first() {
        return entries.getFirst().shown();
    }
}

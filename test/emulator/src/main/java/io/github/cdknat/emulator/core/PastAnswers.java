package io.github.cdknat.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;

/** What reads of something have shown over time, so that a read can be old: its answer is what was true at one moment. */
public final class PastAnswers<T> {
    /** No read is older; what was shown before that is forgotten. */
    public static final Duration OLDEST_READ = Duration.ofMinutes(10);

    private final TreeMap<Instant, T> answers = new TreeMap<>();

    /** It shows this from now on. */
    public void add(Instant now, T shown) {
        answers.put(now, shown);
        Instant oldest = answers.lowerKey(now.minus(OLDEST_READ));
        if (oldest != null) {
            answers.headMap(oldest).clear();
        }
    }

    /** What it showed at that moment; empty if it was not there yet. */
    public Optional<T> at(Instant moment) {
        return Optional.ofNullable(answers.floorEntry(moment)).map(Entry::getValue);
    }

    /** The first that is remembered. */
    public T first() {
        return answers.firstEntry().getValue();
    }
}

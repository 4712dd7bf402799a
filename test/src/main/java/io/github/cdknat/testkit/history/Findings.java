package io.github.cdknat.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** How often a law was held against something, and where it did not hold. */
final class Findings {
    /** A law that did not hold, and how. */
    record Breach(Law law, String text) {
        @Override
        public String toString() {
            return law + ": " + text;
        }
    }

    private final List<Breach> breaches = new ArrayList<>();
    private long checks;

    void check(Law law, boolean holds, String text) {
        checks++;
        if (!holds) {
            breaches.add(new Breach(law, text));
        }
    }

    List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    long checks() {
        return checks;
    }
}

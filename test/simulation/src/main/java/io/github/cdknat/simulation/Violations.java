package io.github.cdknat.simulation;

import java.util.ArrayList;
import java.util.List;

/** How often a law was held against something, and where it did not hold. */
final class Violations {
    /** A law that did not hold, and how. */
    record Breach(Invariant law, String text) {
        @Override
        public String toString() {
            return law + ": " + text;
        }
    }

    private final List<Breach> breaches = new ArrayList<>();
    private long checks;

    void check(Invariant law, boolean holds, String text) {
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

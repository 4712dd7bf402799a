package io.github.cdknat.simulation;

import java.util.ArrayList;
import java.util.List;

/** How often a invariant was held against something, and where it did not hold. */
final class Violations {
    /** A invariant that did not hold, and how. */
    record Breach(Invariant invariant, String text) {
        @Override
        public String toString() {
            return invariant + ": " + text;
        }
    }

    private final List<Breach> breaches = new ArrayList<>();
    private long checks;

    void check(Invariant invariant, boolean holds, String text) {
        checks++;
        if (!holds) {
            breaches.add(new Breach(invariant, text));
        }
    }

    List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    long checks() {
        return checks;
    }
}

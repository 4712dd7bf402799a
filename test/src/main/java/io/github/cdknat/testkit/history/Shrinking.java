package io.github.cdknat.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** Makes a failing history shorter for as long as it breaks the same law. */
final class Shrinking {
    private final Blueprint blueprint;
    private final Law law;

    private Shrinking(Blueprint blueprint, Law law) {
        this.blueprint = blueprint;
        this.law = law;
    }

    /** The shortest history that leaving out one step or one trait at a time leads to. */
    static History of(History failing, Law law, Blueprint blueprint) {
        Shrinking shrinking = new Shrinking(blueprint, law);
        History shortest = failing;
        for (History shorter = shrinking.shorter(shortest); shorter != null; shorter = shrinking.shorter(shortest)) {
            shortest = shorter;
        }
        return shortest;
    }

    private History shorter(History history) {
        for (int i = history.steps().size() - 1; i >= 0; i--) {
            List<Step> fewer = new ArrayList<>(history.steps());
            fewer.remove(i);
            if (breaks(history.with(fewer))) {
                return history.with(fewer);
            }
        }
        for (Trait trait : history.traits()) {
            if (breaks(history.without(trait))) {
                return history.without(trait);
            }
        }
        return null;
    }

    private boolean breaks(History history) {
        return Run.of(history, blueprint).breaches().stream().anyMatch(breach -> breach.law() == law);
    }
}

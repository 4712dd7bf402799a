package io.github.cdknat.simulation;

import java.util.ArrayList;
import java.util.List;

/** Makes a failing history shorter for as long as it breaks the same law. */
final class Shrinker {
    private final TemplateFactory blueprint;
    private final Invariant law;

    private Shrinker(TemplateFactory blueprint, Invariant law) {
        this.blueprint = blueprint;
        this.law = law;
    }

    /** The shortest history that leaving out one step or one trait at a time leads to. */
    static SimulationCase of(SimulationCase failing, Invariant law, TemplateFactory blueprint) {
        Shrinker shrinking = new Shrinker(blueprint, law);
        SimulationCase shortest = failing;
        for (SimulationCase shorter = shrinking.shorter(shortest);
                shorter != null;
                shorter = shrinking.shorter(shortest)) {
            shortest = shorter;
        }
        return shortest;
    }

    private SimulationCase shorter(SimulationCase history) {
        for (int i = history.steps().size() - 1; i >= 0; i--) {
            List<SimulationStep> fewer = new ArrayList<>(history.steps());
            fewer.remove(i);
            if (breaks(history.with(fewer))) {
                return history.with(fewer);
            }
        }
        for (Variation trait : history.traits()) {
            if (breaks(history.without(trait))) {
                return history.without(trait);
            }
        }
        return null;
    }

    private boolean breaks(SimulationCase history) {
        return SimulationRun.of(history, blueprint).breaches().stream().anyMatch(breach -> breach.law() == law);
    }
}

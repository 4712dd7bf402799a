package io.github.cdknat.simulation;

import java.util.ArrayList;
import java.util.List;

/** Makes a failing case shorter for as long as it breaks the same invariant. */
record Shrinker(TemplateFactory blueprint, Invariant invariant) {
    /** The shortest case that leaving out one step or one variation at a time leads to. */
    static SimulationCase of(SimulationCase failing, Invariant invariant, TemplateFactory blueprint) {
        Shrinker shrinking = new Shrinker(blueprint, invariant);
        SimulationCase shortest = failing;
        for (SimulationCase shorter = shrinking.shorter(shortest);
                shorter != null;
                shorter = shrinking.shorter(shortest)) {
            shortest = shorter;
        }
        return shortest;
    }

    private SimulationCase shorter(SimulationCase simulationCase) {
        for (int i = simulationCase.steps().size() - 1; i >= 0; i--) {
            List<SimulationStep> fewer = new ArrayList<>(simulationCase.steps());
            fewer.remove(i);
            if (breaks(simulationCase.with(fewer))) {
                return simulationCase.with(fewer);
            }
        }
        for (Variation variation : simulationCase.variations()) {
            if (breaks(simulationCase.without(variation))) {
                return simulationCase.without(variation);
            }
        }
        return null;
    }

    private boolean breaks(SimulationCase simulationCase) {
        return SimulationRun.of(simulationCase, blueprint).breaches().stream()
                .anyMatch(breach -> breach.invariant() == invariant);
    }
}

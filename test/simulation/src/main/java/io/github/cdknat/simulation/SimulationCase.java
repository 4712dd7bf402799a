package io.github.cdknat.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What happens in one life of some stacks and gateways: drawn from a seed, and data, so that it can be made shorter.
 *
 * @param seed also draws what happens by chance while the history runs
 * @param traits how the world differs from the plain one
 */
public record SimulationCase(long seed, int gateways, int stacks, Set<Variation> traits, List<SimulationStep> steps) {
    public SimulationCase {
        traits = traits.isEmpty() ? EnumSet.noneOf(Variation.class) : EnumSet.copyOf(traits);
        steps = List.copyOf(steps);
    }

    /** Draws the history with that seed. */
    public static SimulationCase draw(long seed) {
        return new CaseGenerator(seed).history();
    }

    public SimulationCase with(List<SimulationStep> other) {
        return new SimulationCase(seed, gateways, stacks, traits, other);
    }

    public SimulationCase without(Variation trait) {
        EnumSet<Variation> fewer = EnumSet.copyOf(traits);
        fewer.remove(trait);
        return new SimulationCase(seed, gateways, stacks, fewer, steps);
    }

    public boolean has(Variation trait) {
        return traits.contains(trait);
    }
}

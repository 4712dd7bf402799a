package io.github.cdknat.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What happens in one life of some stacks and gateways: drawn from a seed, and data, so that it can be made shorter.
 *
 * @param seed also draws what happens by chance while the case runs
 * @param conditions how much of what AWS may do was drawn
 * @param variations how the world differs from the plain one
 */
public record SimulationCase(
        long seed,
        AwsConditions conditions,
        int gateways,
        int stacks,
        Set<Variation> variations,
        List<SimulationStep> steps) {
    public SimulationCase {
        variations = variations.isEmpty() ? EnumSet.noneOf(Variation.class) : EnumSet.copyOf(variations);
        steps = List.copyOf(steps);
    }

    /** Draws the case with that seed under the current conditions. */
    public static SimulationCase draw(long seed) {
        return draw(seed, AwsConditions.current());
    }

    public static SimulationCase draw(long seed, AwsConditions conditions) {
        return new CaseGenerator(seed, conditions).simulationCase();
    }

    public SimulationCase with(List<SimulationStep> other) {
        return new SimulationCase(seed, conditions, gateways, stacks, variations, other);
    }

    public SimulationCase without(Variation variation) {
        EnumSet<Variation> fewer = EnumSet.copyOf(variations);
        fewer.remove(variation);
        return new SimulationCase(seed, conditions, gateways, stacks, fewer, steps);
    }

    boolean isHarsh() {
        return conditions == AwsConditions.HARSH;
    }

    public boolean has(Variation variation) {
        return variations.contains(variation);
    }
}

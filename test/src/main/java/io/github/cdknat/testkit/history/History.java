package io.github.cdknat.testkit.history;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What happens in one life of some stacks and gateways: drawn from a seed, and data, so that it can be made shorter.
 *
 * @param seed also draws what happens by chance while the history runs
 * @param traits how the world differs from the plain one
 */
public record History(long seed, int gateways, int stacks, Set<Trait> traits, List<Step> steps) {
    public History {
        traits = traits.isEmpty() ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(traits);
        steps = List.copyOf(steps);
    }

    /** Draws the history with that seed. */
    public static History draw(long seed) {
        return new Drawing(seed).history();
    }

    public History with(List<Step> other) {
        return new History(seed, gateways, stacks, traits, other);
    }

    public History without(Trait trait) {
        EnumSet<Trait> fewer = EnumSet.copyOf(traits);
        fewer.remove(trait);
        return new History(seed, gateways, stacks, fewer, steps);
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }
}

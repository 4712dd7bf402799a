package io.github.cdknat.testkit.history;

import io.github.cdknat.testkit.kernel.Lot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens in one life of some stacks and gateways: drawn from a seed, and data, so that it can be made shorter.
 *
 * @param seed also draws what happens by chance while the history runs
 * @param traits how the world differs from the plain one
 */
public record History(long seed, int gateways, int stacks, Set<Trait> traits, List<Step> steps) {
    private static final int MOST_STEPS = 7;

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

    /** Draws step after step, remembering what was declared before. */
    private static final class Drawing {
        private static final List<Integer> DRAINS = List.of(1, 20, 350, 350, 350, 1500);
        private static final List<String> IDS = List.of("A", "B", "C");
        private static final int POOL = 6;

        private final long seed;
        private final Lot lot;
        private final int gateways;
        private final int stacks;
        private final Map<Integer, List<Declared>> declared = new HashMap<>();
        private final List<Step> steps = new ArrayList<>();

        private Drawing(long seed) {
            this.seed = seed;
            this.lot = new Lot(seed * 31 + 17);
            this.gateways = lot.chance(0.25) ? 2 : 1;
            this.stacks = lot.chance(0.3) ? 2 : 1;
        }

        History history() {
            EnumSet<Trait> traits = traits();
            int length = lot.between(2, MOST_STEPS);
            while (steps.size() < length) {
                step(lot.between(0, stacks - 1));
            }
            return new History(seed, gateways, stacks, traits, steps);
        }

        private EnumSet<Trait> traits() {
            EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
            double share = lot.oneOf(List.of(0.0, 0.08, 0.15, 0.3));
            for (Trait trait : Trait.values()) {
                if (lot.chance(share) || trait == Trait.TIGHT_LIMIT && lot.chance(0.4)) {
                    traits.add(trait);
                }
            }
            return traits;
        }

        private void step(int stack) {
            int dice = lot.between(1, 100);
            if (dice <= 60 || !declared.containsKey(stack)) {
                deploy(stack);
            } else if (dice <= 70) {
                steps.add(new Step.Delete(stack));
                declared.remove(stack);
            } else if (dice <= 80) {
                steps.add(new Step.AssignByHand(lot.between(0, gateways - 1), byHand()));
            } else if (dice <= 87) {
                steps.add(new Step.UnassignByHand(lot.between(0, gateways - 1), byHand(), lot.oneOf(DRAINS)));
            } else if (dice <= 89) {
                steps.add(new Step.Vanish(lot.between(0, gateways - 1)));
            } else {
                steps.add(new Step.Pass(lot.between(1, 400)));
            }
        }

        private void deploy(int stack) {
            List<Declared> next = declared.containsKey(stack) ? changed(stack) : fresh(stack);
            declared.put(stack, next);
            Step.Doom doom = lot.chance(0.3)
                    ? lot.chance(0.5) ? Step.Doom.PARTNER_FAILS : Step.Doom.RIVAL_FAILS
                    : Step.Doom.NONE;
            steps.add(new Step.Deploy(stack, next, doom, lot.oneOf(List.of(1, 2, 5, 10, 20, 60, 300))));
            if (lot.chance(0.15)) {
                steps.add(new Step.Cancel(stack, lot.between(1, lot.chance(0.5) ? 30 : 400)));
            } else if (lot.chance(0.35)) {
                steps.add(new Step.Pass(lot.between(1, lot.chance(0.7) ? 20 : 600)));
            }
        }

        private int byHand() {
            return lot.chance(0.6) ? lot.between(40, 42) : lot.between(20, 20 + POOL - 1);
        }

        private List<Declared> fresh(int stack) {
            List<Declared> fresh = new ArrayList<>();
            fresh.add(new Declared("A", lot.between(0, gateways - 1), some(stack, List.of()), lot.oneOf(DRAINS)));
            if (lot.chance(0.3)) {
                Declared first = fresh.get(0);
                int gateway = lot.between(0, gateways - 1);
                fresh.add(new Declared(
                        "B",
                        gateway,
                        some(stack, gateway == first.gateway() ? first.addresses() : List.of()),
                        lot.oneOf(DRAINS)));
            }
            return fresh;
        }

        private List<Integer> some(int stack, List<Integer> taken) {
            List<Integer> found = new ArrayList<>();
            double share = lot.oneOf(List.of(0.2, 0.4, 0.6));
            for (int octet = first(stack); octet < first(stack) + POOL; octet++) {
                if (lot.chance(share) && !taken.contains(octet)) {
                    found.add(lot.chance(0.5) ? 0 : found.size(), octet);
                }
            }
            return found;
        }

        private static int first(int stack) {
            return 20 + 10 * stack;
        }

        private List<Declared> changed(int stack) {
            List<Declared> next = new ArrayList<>(declared.get(stack));
            int index = lot.between(0, next.size() - 1);
            Declared one = next.get(index);
            int dice = lot.between(1, 100);
            if (dice <= 60) {
                next.set(
                        index,
                        new Declared(
                                one.id(),
                                one.gateway(),
                                some(stack, others(next, index, one.gateway())),
                                one.drainSeconds()));
            } else if (dice <= 68) {
                next.set(index, new Declared(freshId(next), one.gateway(), one.addresses(), one.drainSeconds()));
            } else if (dice <= 76) {
                int gateway = lot.between(0, gateways - 1);
                next.set(
                        index,
                        new Declared(one.id(), gateway, some(stack, others(next, index, gateway)), one.drainSeconds()));
            } else if (dice <= 82) {
                next.set(index, new Declared(one.id(), one.gateway(), one.addresses(), lot.oneOf(DRAINS)));
            } else if (dice <= 90 && next.size() < 3) {
                int gateway = lot.between(0, gateways - 1);
                next.add(new Declared(
                        freshId(next), gateway, some(stack, others(next, -1, gateway)), lot.oneOf(DRAINS)));
            } else if (next.size() > 1) {
                next.remove(index);
                hand(stack, next, one);
            }
            return next;
        }

        /** A sibling may take over what a removed construct declared. */
        private void hand(int stack, List<Declared> next, Declared removed) {
            Declared heir = next.get(0);
            if (heir.gateway() == removed.gateway() && lot.chance(0.5)) {
                List<Integer> all = new ArrayList<>(heir.addresses());
                all.addAll(removed.addresses());
                next.set(0, new Declared(heir.id(), heir.gateway(), all, heir.drainSeconds()));
            }
        }

        private static List<Integer> others(List<Declared> all, int except, int gateway) {
            List<Integer> taken = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (i != except && all.get(i).gateway() == gateway) {
                    taken.addAll(all.get(i).addresses());
                }
            }
            return taken;
        }

        private String freshId(List<Declared> used) {
            return IDS.stream()
                    .filter(id -> used.stream().noneMatch(one -> one.id().equals(id)))
                    .findFirst()
                    .orElse("D");
        }
    }
}

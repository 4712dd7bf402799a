package io.github.cdknat.simulation;

import io.github.cdknat.emulator.core.SeededRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Draws a case, step after step, remembering what was declared before. */
final class CaseGenerator {
    private static final int MOST_STEPS = 7;
    private static final int OWN_ADDRESSES = 6;
    private static final int MOST_COUNTED = 4;

    private static final List<Integer> DRAINS = List.of(1, 5, 20, 20, 20, 60, 60, 60, 60, 120, 350, 350, 350);

    /** Up to four thousand seconds are legal, but a long drain is mostly waiting: so it is drawn in one history of some. */
    private static final List<Integer> LONG_DRAINS = List.of(5, 60, 350, 1500, 1500, 4000);

    private static final double SHARE_OF_LONG_DRAINS = 0.1;

    private static final List<Integer> DOOM_SECONDS = List.of(1, 2, 5, 10, 20, 60, 300);
    private static final List<String> IDS = List.of("A", "B", "C");

    private final long seed;
    private final AwsConditions conditions;
    private final SeededRandom random;
    private final int gateways;
    private final int stacks;
    private final List<Integer> drains;
    private final Map<Integer, List<ConstructDeclaration>> declared = new HashMap<>();
    /** The stacks that have a gateway of their own, with the number of its subnet. */
    private final Map<Integer, Integer> ownGateways = new HashMap<>();

    private final List<SimulationStep> steps = new ArrayList<>();

    CaseGenerator(long seed, AwsConditions conditions) {
        this.seed = seed;
        this.conditions = conditions;
        this.random = new SeededRandom(seed * 31 + 17);
        this.gateways = random.faults(0.25) ? 2 : 1;
        this.stacks = random.faults(0.3) ? 2 : 1;
        this.drains = random.faults(SHARE_OF_LONG_DRAINS) ? LONG_DRAINS : DRAINS;
    }

    SimulationCase simulationCase() {
        EnumSet<Variation> variations = variations();
        int length = Math.min(random.between(2, MOST_STEPS), random.between(2, MOST_STEPS));
        for (int stack = 0; stack < stacks && isHarsh(); stack++) {
            if (random.faults(0.25)) {
                ownGateways.put(stack, TemplateFactory.FIRST_OWN + stack);
            }
        }
        while (steps.size() < length) {
            step(random.between(0, stacks - 1));
        }
        if (happens(0.7)) {
            steps.add(new SimulationStep.Pass(random.oneOf(List.of(60, 600, 3600))));
        }
        return new SimulationCase(seed, conditions, gateways, stacks, variations, steps);
    }

    private boolean isHarsh() {
        return conditions == AwsConditions.HARSH;
    }

    private boolean happens(double harshShare) {
        return isHarsh() && random.faults(harshShare);
    }

    private EnumSet<Variation> variations() {
        EnumSet<Variation> variations = EnumSet.noneOf(Variation.class);
        double share = random.oneOf(List.of(0.0, 0.08, 0.15, 0.3));
        for (Variation variation : Variation.of(conditions)) {
            if (random.faults(share) || variation == Variation.TIGHT_LIMIT && random.faults(0.4)) {
                variations.add(variation);
            }
        }
        if (happens(0.4)) {
            variations.add(random.oneOf(Variation.of(conditions).stream()
                    .filter(Variation::isOutage)
                    .toList()));
        }
        return variations;
    }

    private void step(int stack) {
        int dice = random.between(1, 100);
        if (dice <= 60 || !declared.containsKey(stack)) {
            deploy(stack);
        } else if (dice <= 70) {
            steps.add(new SimulationStep.Delete(stack));
            declared.remove(stack);
        } else if (dice <= 79) {
            steps.add(new SimulationStep.AssignByHand(gateway(), asAdministrator()));
        } else if (dice <= 85) {
            steps.add(new SimulationStep.UnassignByHand(gateway(), asAdministrator(), random.oneOf(drains)));
        } else if (dice <= 88) {
            steps.add(new SimulationStep.Grab(gateway(), random.oneOf(List.of(48, 49, 50, 64, 65, 68, 254, 253))));
        } else if (dice <= 90) {
            steps.add(new SimulationStep.Vanish(gateway()));
        } else {
            steps.add(new SimulationStep.Pass(random.between(1, 400)));
        }
    }

    private void deploy(int stack) {
        List<ConstructDeclaration> next = declared.containsKey(stack) ? changed(stack) : fresh(stack);
        declared.put(stack, next);
        boolean untilStarted = happens(0.3);
        SimulationStep.Retained retained = happens(0.15)
                ? random.oneOf(List.of(SimulationStep.Retained.values()))
                : SimulationStep.Retained.NOTHING;
        SimulationStep.Doom doom = random.faults(0.3)
                ? random.faults(0.5) ? SimulationStep.Doom.PARTNER_FAILS : SimulationStep.Doom.RIVAL_FAILS
                : SimulationStep.Doom.NONE;
        SimulationStep.OnFailure onFailure = random.faults(isHarsh() ? 0.2 : 0.1)
                ? SimulationStep.OnFailure.PRESERVE
                : SimulationStep.OnFailure.ROLL_BACK;
        steps.add(new SimulationStep.Deploy(
                stack, next, untilStarted, retained, doom, random.oneOf(DOOM_SECONDS), onFailure));
        if (random.faults(0.15)) {
            steps.add(new SimulationStep.Cancel(stack, random.between(1, random.faults(0.5) ? 30 : 400)));
        } else if (random.faults(0.35)) {
            steps.add(new SimulationStep.Pass(random.between(1, random.faults(0.7) ? 20 : 600)));
        }
    }

    private int gateway() {
        return random.between(0, gateways - 1);
    }

    /** The own gateway of a stack that has one. */
    private int gatewayOf(int stack) {
        return ownGateways.containsKey(stack) ? ownGateways.get(stack) : gateway();
    }

    private int asAdministrator() {
        return random.faults(0.6) ? random.between(40, 42) : random.between(20, 20 + OWN_ADDRESSES - 1);
    }

    private List<ConstructDeclaration> fresh(int stack) {
        List<ConstructDeclaration> fresh = new ArrayList<>();
        fresh.add(one(stack, "A", gatewayOf(stack), fresh));
        if (random.faults(isHarsh() ? 0.5 : 0.3)) {
            fresh.add(one(stack, "B", gatewayOf(stack), fresh));
        }
        return fresh;
    }

    private ConstructDeclaration one(int stack, String id, int gateway, List<ConstructDeclaration> others) {
        return new ConstructDeclaration(id, gateway, requested(stack, gateway, others), random.oneOf(drains));
    }

    private RequestedAddresses requested(int stack, int gateway, List<ConstructDeclaration> others) {
        if (random.faults(0.25)) {
            return new RequestedAddresses.Counted(
                    random.between(0, MOST_COUNTED),
                    random.oneOf(List.of(
                            RequestedAddresses.Pool.SUBNET,
                            RequestedAddresses.Pool.SHARED,
                            RequestedAddresses.Pool.of(stack),
                            RequestedAddresses.Pool.of(stack))));
        }
        List<Integer> taken = others.stream()
                .filter(other -> other.gateway() == gateway)
                .flatMap(other -> other.listed().stream())
                .toList();
        boolean fromPool = others.isEmpty() && random.faults(0.15);
        return fromPool
                ? some(RequestedAddresses.Pool.of(stack).first, 4, taken)
                : some(20 + 10 * stack, OWN_ADDRESSES, taken);
    }

    private RequestedAddresses some(int first, int size, List<Integer> taken) {
        List<Integer> found = new ArrayList<>();
        double share = random.oneOf(List.of(0.2, 0.4, 0.6));
        for (int octet = first; octet < first + size; octet++) {
            if (random.faults(share) && !taken.contains(octet)) {
                found.add(random.faults(0.5) ? 0 : found.size(), octet);
            }
        }
        return new RequestedAddresses.Listed(found);
    }

    private List<ConstructDeclaration> changed(int stack) {
        List<ConstructDeclaration> next = new ArrayList<>(declared.get(stack));
        if (next.size() > 1 && happens(0.25) && exchanged(next)) {
            return next;
        }
        int index = random.between(0, next.size() - 1);
        ConstructDeclaration one = next.get(index);
        List<ConstructDeclaration> others = new ArrayList<>(next);
        others.remove(index);
        int dice = random.between(1, 100);
        if (dice <= 60) {
            next.set(index, one.wishing(requested(stack, one.gateway(), others)));
        } else if (dice <= 68) {
            next.set(index, one.named(freshId(next)));
        } else if (dice <= 76) {
            if (ownGateways.computeIfPresent(stack, (key, own) -> TemplateFactory.otherOwn(own)) != null) {
                next.replaceAll(each -> each.on(gatewayOf(stack)));
            } else {
                int gateway = gateway();
                next.set(index, one.on(gateway).wishing(requested(stack, gateway, others)));
            }
        } else if (dice <= 82) {
            next.set(index, one.draining(random.oneOf(drains)));
        } else if (dice <= 90 && next.size() < 3) {
            next.add(one(stack, freshId(next), gatewayOf(stack), next));
        } else if (next.size() > 1) {
            next.remove(index);
            hand(next, one);
        }
        return next;
    }

    /** Two constructs swap what they list, or the later one gets all that the earlier one had, or the other way round. */
    private boolean exchanged(List<ConstructDeclaration> next) {
        ConstructDeclaration first = next.get(0);
        ConstructDeclaration second = next.get(1);
        boolean possible = first.gateway() == second.gateway()
                && first.requested() instanceof RequestedAddresses.Listed
                && second.requested() instanceof RequestedAddresses.Listed;
        if (possible) {
            List<Integer> all = together(first, second);
            int dice = random.between(1, 3);
            next.set(0, first.listing(dice == 1 ? second.listed() : dice == 2 ? List.of() : all));
            next.set(1, second.listing(dice == 1 ? first.listed() : dice == 2 ? all : List.of()));
        }
        return possible;
    }

    /** A sibling may take over what a removed construct listed. */
    private void hand(List<ConstructDeclaration> next, ConstructDeclaration removed) {
        ConstructDeclaration heir = next.get(0);
        if (heir.gateway() == removed.gateway()
                && heir.requested() instanceof RequestedAddresses.Listed
                && random.faults(0.5)) {
            next.set(0, heir.listing(together(heir, removed)));
        }
    }

    private static List<Integer> together(ConstructDeclaration one, ConstructDeclaration other) {
        return Stream.concat(one.listed().stream(), other.listed().stream()).toList();
    }

    private static String freshId(List<ConstructDeclaration> used) {
        return IDS.stream()
                .filter(id -> used.stream().noneMatch(one -> one.id().equals(id)))
                .findFirst()
                .orElse("D");
    }
}

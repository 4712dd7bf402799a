package io.github.cdknat.simulation;

import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.simulation.ActualState.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What served before an operation of a stack, in a record or by hand, against what the stack took away during it. What was put there
 * meanwhile and nobody recorded may go at any time.
 */
final class AvailabilityChecker {
    private static final class Watch {
        final Set<Place> served = new HashSet<>();
        final Set<Place> foreign = new HashSet<>();
        final Map<Place, Boolean> drained = new LinkedHashMap<>();
    }

    private final ActualState actual;
    private final Violations findings;
    private final Map<String, Watch> watches = new HashMap<>();

    AvailabilityChecker(ActualState actual, Violations findings) {
        this.actual = actual;
        this.findings = findings;
    }

    /**
     * An operation of the stack begins.
     *
     * @param served what serves now, in a record or by hand
     * @param foreign what of it somebody assigned by hand and no record of the stack lists
     */
    void begins(String stack, Set<Place> served, Set<Place> foreign) {
        Watch watch = new Watch();
        watch.foreign.addAll(foreign);
        watch.served.addAll(served);
        watches.putIfAbsent(stack, watch);
    }

    /** What one takes away no longer served for the others: what serves there later was put there meanwhile. */
    void unassigned(String stack, Place place, boolean full) {
        unassigned(place, stack);
        if (watches.containsKey(stack)) {
            watches.get(stack).drained.merge(place, full, Boolean::logicalAnd);
        }
    }

    void unassignedByHand(Place place) {
        unassigned(place, "");
    }

    private void unassigned(Place place, String by) {
        watches.forEach((stack, watch) -> {
            if (!stack.equals(by)) {
                watch.served.remove(place);
                watch.foreign.remove(place);
            }
        });
    }

    /** A preserved failure ends nothing: what is rolled back later goes back to what was before the first one. */
    void ends(Stack stack, String name) {
        if (stack.status().equals("CREATE_FAILED") || stack.status().equals("UPDATE_FAILED")) {
            return;
        }
        Watch watch = watches.remove(name);
        if (watch == null) {
            return;
        }
        boolean rolledBack = stack.status().equals("UPDATE_ROLLBACK_COMPLETE")
                || stack.status().equals("ROLLBACK_COMPLETE");
        Set<Place> kept = actual.recorded(name);
        watch.drained.forEach((place, full) -> {
            findings.check(
                    Invariant.ROLLBACK_SAFETY,
                    !(rolledBack && watch.foreign.contains(place)),
                    place + " was there before, in no record of the stack, and was unassigned; the stack is "
                            + stack.status());
            boolean mattered = watch.served.contains(place) && (rolledBack || kept.contains(place));
            findings.check(
                    Invariant.ROLLBACK_SAFETY,
                    !mattered || full,
                    place + " served before, was unassigned with room on the gateway, and the stack is "
                            + stack.status());
        });
    }
}

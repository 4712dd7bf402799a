package io.github.cdknat.handler.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The planner in every state. */
class PlanStatesTest {
    /** Every so many-th world only; the build takes every one, mutation testing has no time for it. */
    private static final long STRIDE = Long.getLong("states.stride", 1);

    private static ViolationReport survey;

    @BeforeAll
    static void planInEveryWorld() {
        survey = ViolationReport.of(PlanStates.families(), STRIDE);
    }

    @Test
    void everyLawHoldsInEverySmallWorld() {
        assertThat(survey.report()).isEmpty();
    }

    @Test
    void thereAreMoreThanAMillionWorlds() {
        long all = PlanStates.families().stream().mapToLong(StateSpace::size).sum();
        assertThat(all).isEqualTo(2_900_619);
        assertThat(survey.worlds())
                .isBetween(all / STRIDE, all / STRIDE + PlanStates.families().size());
    }

    /** The values of an axis differ (see Family), and any two families have an axis without a value in common. */
    @Test
    void noTwoWorldsAreTheSame() {
        List<StateSpace> families = PlanStates.families();
        for (StateSpace one : families) {
            for (StateSpace other : families) {
                assertThat(one == other || differ(one, other))
                        .as(one.name() + " and " + other.name())
                        .isTrue();
            }
        }
    }

    @Test
    void everyKindOfStepIsPlanned() {
        assumeTrue(STRIDE == 1);
        assertThat(survey.steps())
                .containsExactly(
                        "CreateOrUpdate in a rollback: ASSIGN",
                        "CreateOrUpdate in a rollback: Respond",
                        "CreateOrUpdate in a rollback: UNASSIGN",
                        "CreateOrUpdate in a rollback: Wait",
                        "CreateOrUpdate in a rollback: end",
                        "CreateOrUpdate in a rollback: end as failed",
                        "CreateOrUpdate: ASSIGN",
                        "CreateOrUpdate: Respond",
                        "CreateOrUpdate: UNASSIGN",
                        "CreateOrUpdate: Wait",
                        "CreateOrUpdate: end",
                        "CreateOrUpdate: end as failed",
                        "Delete in a rollback: ASSIGN",
                        "Delete in a rollback: Respond",
                        "Delete in a rollback: UNASSIGN",
                        "Delete in a rollback: Wait",
                        "Delete in a rollback: end",
                        "Delete in a rollback: end as failed",
                        "Delete: Respond",
                        "Delete: UNASSIGN",
                        "Delete: Wait",
                        "Delete: end",
                        "Delete: end as failed",
                        "DrainWaiter in a rollback: Respond",
                        "DrainWaiter in a rollback: Wait",
                        "DrainWaiter: Respond",
                        "DrainWaiter: Wait");
    }

    /** What plans are made for, with names and numbers left out: a reason that no world leads to is missing here. */
    @Test
    void everyReasonIsMet() {
        assumeTrue(STRIDE == 1);
        Set<String> unmet = new TreeSet<>(Reasons.ALL);
        unmet.removeAll(survey.reasons());
        assertThat(unmet).isEmpty();
    }

    private static boolean differ(StateSpace one, StateSpace other) {
        Stream<Boolean> axes = Stream.of(
                disjoint(one.requests(), other.requests()),
                disjoint(one.journals(), other.journals()),
                disjoint(one.gateways(), other.gateways()),
                disjoint(one.books(), other.books()),
                disjoint(one.moments(), other.moments()),
                disjoint(one.arounds(), other.arounds()));
        return axes.anyMatch(disjoint -> disjoint);
    }

    private static boolean disjoint(List<?> some, List<?> others) {
        Set<Object> values = new HashSet<>(some);
        return Collections.disjoint(values, others);
    }
}

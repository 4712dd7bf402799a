package io.github.cdknat.handler.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdknat.handler.plan.Plan;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.approvaltests.Approvals;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The planner in every state. */
class PlanStatesTest {
    /** A prime that divides the length of no axis: each value is met with each other. */
    private static final long BUILDS_STRIDE = 23;

    private static final long STRIDE = StateSpace.stride(BUILDS_STRIDE);
    private static final Set<String> REASONS = ConcurrentHashMap.newKeySet();
    private static final Map<String, Set<String>> STEPS = new ConcurrentSkipListMap<>();
    private static Optional<String> broken;

    @BeforeAll
    static void planInEveryWorld() {
        broken = PlanStates.families().stream()
                .flatMap(family -> violations(family).stream())
                .min(StateSpace.SMALLEST);
    }

    private static Optional<String> violations(StateSpace family) {
        return family.worlds(STRIDE)
                .map(PlanCheck::new)
                .peek(PlanStatesTest::note)
                .flatMap(PlanCheck::violations)
                .min(StateSpace.SMALLEST);
    }

    private static void note(PlanCheck outcome) {
        REASONS.add(outcome.plan().why());
        String request = outcome.request().getClass().getSimpleName() + (outcome.isRollback() ? " in a rollback" : "");
        STEPS.computeIfAbsent(request, key -> new ConcurrentSkipListSet<>()).add(step(outcome.plan()));
    }

    private static String step(Plan plan) {
        return plan.step() instanceof Plan.Step.Call call
                ? call.change().verb().toString()
                : plan.step().toString().replaceAll("wait [0-9]+ s", "wait");
    }

    @Test
    void everyLawHoldsInEverySmallWorld() {
        assertThat(broken).isEmpty();
    }

    @Test
    void thereAreMoreThanAMillionWorlds() {
        assertThat(PlanStates.families().stream().mapToLong(StateSpace::size).sum())
                .isEqualTo(2_145_600);
    }

    /** The values of an axis differ (see StateSpace), and any two families have an axis without a value in common. */
    @Test
    void noTwoWorldsAreTheSame() {
        List<StateSpace> families = PlanStates.families();
        for (StateSpace one : families) {
            for (StateSpace other : families) {
                assertThat(one == other || differ(one.axes(), other.axes()))
                        .as(one.name() + " and " + other.name())
                        .isTrue();
            }
        }
    }

    private static boolean differ(List<List<?>> some, List<List<?>> others) {
        return IntStream.range(0, some.size())
                .anyMatch(axis -> Collections.disjoint(new HashSet<>(some.get(axis)), others.get(axis)));
    }

    @Test
    void everyKindOfStepIsPlanned() {
        assumeTrue(STRIDE == BUILDS_STRIDE);
        assertThat(STEPS.toString().replace("], ", "]\n")).isEqualTo("""
                        {CreateOrUpdate=[ASSIGN, UNASSIGN, answer, end, end as failed, wait]
                        CreateOrUpdate in a rollback=[ASSIGN, UNASSIGN, answer, end, end as failed, wait]
                        Delete=[UNASSIGN, answer, end, end as failed, wait]
                        Delete in a rollback=[ASSIGN, UNASSIGN, answer, end, end as failed, wait]}""");
    }

    /** A reason that no world leads to any more is missing here; the sentences of failures have tests of their own. */
    @Test
    void everyReasonIsMet() {
        assumeTrue(STRIDE == BUILDS_STRIDE);
        Approvals.verify(REASONS.stream()
                .map(PlanStatesTest::kind)
                .filter(why -> !why.contains("Cannot "))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    /** With names and numbers left out. */
    private static String kind(String why) {
        return why.replaceAll(" since \\S+ or longer", "")
                .replaceAll("an unnamed address|[0-9.]{8,}\\*?(/[0-9]+)?", "@")
                .replaceAll("@( \\([a-z, ]+\\))?(, @( \\([a-z, ]+\\))?)*", "@")
                .replaceAll("[A-Z]+(_[A-Z]+)+", "STATUS");
    }
}

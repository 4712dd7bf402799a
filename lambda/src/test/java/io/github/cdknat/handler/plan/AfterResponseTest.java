package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.delete;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.row;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request that has answered still waits for, and how it ends. */
class AfterResponseTest {
    static Stream<Arguments> plans() {
        PlanFixture shown = new PlanFixture().recorded("Addresses", "nat-0abc/10.0.1.9", "CREATE_COMPLETE");
        PlanFixture late = new PlanFixture().at(1600 + 7200 + 1);
        return Stream.of(
                row(
                        () -> new PlanFixture().serving("9").at(100).plan(create("9"), answered(true)),
                        new Plan.Step.Wait(12),
                        "waiting for CloudFormation to show whether the answer was taken"),
                row(
                        () -> shown.plan(create("9"), answered(true)),
                        new Plan.Step.Finish(true),
                        "CloudFormation's record is the answered one"),
                row(
                        () -> late.plan(create("9"), answered(true)),
                        new Plan.Step.Finish(true),
                        "the stack's events never showed whether the answer was taken"),
                row(
                        () -> new PlanFixture().plan(create("9"), answered(false)),
                        new Plan.Step.Finish(false),
                        "CloudFormation took the answer, and nothing was done"),
                row(
                        () -> DeletePlannerTest.deleting().plan(delete("nat-0abc/10.0.1.5"), answered(true)),
                        new Plan.Step.Finish(true),
                        "CloudFormation took the answer"));
    }

    @ParameterizedTest
    @MethodSource
    void plans(Supplier<Plan> planned, Plan.Step step, String why) {
        Plan plan = planned.get();
        assertThat(plan.step()).isEqualTo(step);
        assertThat(plan.why()).isEqualTo(why);
    }

    /** The record that is shown may be old: only the stack's events say whether the answer was taken. */
    @Test
    void anAnswerThatWasNotTakenIsUndoneOnceTheEventsSaySo() {
        PlanFixture scene = new PlanFixture().serving("9").stack("ROLLBACK_IN_PROGRESS");
        assertThat(scene.plan(create("9"), answered(true)).step()).isEqualTo(new Plan.Step.Wait(2));
        Plan undo = scene.taken(false).plan(create("9"), answered(true));
        assertThat(undo.step()).isEqualTo(unassign("9"));
        assertThat(undo.why())
                .isEqualTo("undoing: the answer came too late: the stack is ROLLBACK_IN_PROGRESS and the record is"
                        + " another one");
        assertThat(scene.taken(true).plan(create("9"), answered(true)).step()).isEqualTo(new Plan.Step.Finish(true));
    }

    /** Case 20172093: it took the next deployment's answered change for its own answer's lateness, and drained what it had assigned. */
    @Test
    void anAnswerThatALaterRequestStartedFromWasTaken() {
        ExecutionName next = new ExecutionName(
                "a".repeat(20),
                "update",
                ExecutionName.physicalId("nat-0abc/10.0.1.9"),
                "0".repeat(12),
                "1".repeat(16));
        PlanFixture scene = new PlanFixture()
                .serving("9")
                .stack("UPDATE_IN_PROGRESS", 60)
                .recorded("Addresses", "nat-0abc/none", "UPDATE_COMPLETE")
                .execution(next, Execution.Status.SUCCEEDED, 61)
                .at(70);
        assertThat(scene.plan(create("9"), answered(true)).step()).isEqualTo(new Plan.Step.Finish(true));
    }

    static Journal answered(boolean success) {
        return Journal.empty().with(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.assigned.addAll(ips("9"));
            draft.response = new Response(success, "nat-0abc/10.0.1.9", "because", Map.of());
            draft.responded = true;
        });
    }
}

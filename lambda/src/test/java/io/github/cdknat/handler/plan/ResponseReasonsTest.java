package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanReasons.answeredFailure;
import static io.github.cdknat.handler.plan.PlanReasons.answeredSuccess;
import static io.github.cdknat.handler.plan.PlanReasons.calls;
import static io.github.cdknat.handler.plan.PlanReasons.endsInFailure;
import static io.github.cdknat.handler.plan.PlanReasons.endsWell;
import static io.github.cdknat.handler.plan.PlanReasons.failed;
import static io.github.cdknat.handler.plan.PlanReasons.of;
import static io.github.cdknat.handler.plan.PlanReasons.plan;
import static io.github.cdknat.handler.plan.PlanReasons.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import org.junit.jupiter.api.Test;

/** What is decided, answered, undone or out of time says why, for the log; and how long it pauses. */
class ResponseReasonsTest {
    @Test
    void aDecisionIsSentWhateverIsSeen() {
        Journal decided = of(draft -> draft.decision = Response.failed("nat-0abc/none", "no luck"));
        Plan plan = plan(create("9"), new PlanFixture(), decided);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Respond());
        assertThat(plan.why()).isEqualTo("the decision is not answered yet");
    }

    @Test
    void afterTheAnswerAHoldWaitsForItsRecord() {
        Journal answered = answeredSuccess();
        says(
                plan(create("9"), new PlanFixture().serving("9").at(100), answered),
                12,
                "waiting for CloudFormation to show the answered record");
        endsWell(
                plan(
                        create("9"),
                        new PlanFixture().recorded("Addresses", "nat-0abc/10.0.1.9", "CREATE_COMPLETE"),
                        answered),
                "CloudFormation's record is the answered one");
        endsWell(
                plan(create("9"), new PlanFixture().at(1600 + 7200 + 1), answered),
                "CloudFormation never showed the answered record");
        endsInFailure(
                plan(create("9"), new PlanFixture(), answeredFailure()),
                "CloudFormation took the answer, and nothing was done");
    }

    /** The record that is shown may be old: only the stack's events say whether the answer was taken. */
    @Test
    void anAnswerThatWasNotTakenIsUndoneOnceTheEventsSaySo() {
        PlanFixture scene = new PlanFixture().serving("9").stack("ROLLBACK_IN_PROGRESS");
        says(
                plan(create("9"), scene, answeredSuccess()),
                2,
                "waiting for the stack's events to show whether the answer was taken");
        calls(
                plan(create("9"), scene.taken(false), answeredSuccess()),
                AddressChange.unassign(Ipv4.sorted(ips("9")), 350),
                "undoing: the answer came too late: the stack is ROLLBACK_IN_PROGRESS and the record is another one");
        endsWell(
                plan(create("9"), scene.taken(true), answeredSuccess()),
                "CloudFormation took the answer, and has gone on since");
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
        endsWell(plan(create("9"), scene, answeredSuccess()), "a later request started from the answered record");
    }

    @Test
    void anUndoSaysWhatItUndoesAndWaitsFor() {
        Journal failed = failed("no luck");
        calls(
                plan(create("9"), new PlanFixture().serving("9"), failed),
                AddressChange.unassign(Ipv4.sorted(ips("9")), 350),
                "undoing: no luck");
        says(
                plan(create("9"), new PlanFixture().serving("9").draining("30"), failed),
                5,
                "undoing waits for 10.0.1.30 (unassigning)");
        says(
                plan(create("9"), new PlanFixture(), failed),
                5,
                "nothing of this request is left on the gateway; looking once more");
    }

    @Test
    void anUndoAfterTheAnswerEndsWithTheExecution() {
        Journal answered = failed("no luck").with(draft -> {
            draft.decision = Response.failed("nat-0abc/none", "no luck");
            draft.answered = true;
            draft.sighting = new Journal.Sighting("undone", PlanFixture.START);
        });
        endsInFailure(plan(create("9"), new PlanFixture().at(5), answered), "undone after the answer: no luck");
        endsInFailure(
                plan(create("9"), new PlanFixture().serving("9").at(1600 + 7200 + 1), answered),
                "gave up undoing 10.0.1.9");
    }

    @Test
    void whatCannotBeConfirmedEndsWithTheAfterlife() {
        endsInFailure(
                Planner.planBlind(
                        create("9"),
                        answeredSuccess(),
                        PlanFixture.START,
                        PlanFixture.START.plusSeconds(1600 + 7200 + 1),
                        "no book"),
                "nothing could be confirmed in time: no book");
        says(
                Planner.planBlind(
                        create("9"),
                        answeredSuccess(),
                        PlanFixture.START,
                        PlanFixture.START.plusSeconds(1600 + 7200),
                        "no book"),
                5,
                "no book");
    }
}

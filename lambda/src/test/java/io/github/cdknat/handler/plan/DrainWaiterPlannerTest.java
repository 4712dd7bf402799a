package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.DEADLINE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.RELEASE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.decision;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.gate;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.reason;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.scene;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a drain waiter waits for. */
class DrainWaiterPlannerTest {
    @ParameterizedTest
    @EnumSource(Request.DrainWaiter.Task.class)
    void hasNothingToDoWhereTheOwnerIsAtItsGoal(Request.DrainWaiter.Task task) {
        Plan plan = scene().serving("5").settle(gate(task, 1, 2), Journal.empty());
        assertThat(reason(plan))
                .isEqualTo(
                        switch (task) {
                            case HOLD -> "Waited: every address of Addresses is serving.";
                            case RELEASE -> "Waited: no release of Addresses is running.";
                            case RESTORE, NOTHING -> "Waited: this drain waiter waits on the other side of Addresses.";
                        });
        assertThat(decision(plan).physicalId()).isEqualTo("drain-waiter/Addresses/after-1/0123");
    }

    @Test
    void aStageThatIsNotTheLastLeavesTheRestToTheNext() {
        PlanFixture scene = scene().draining("30")
                .execution(RELEASE, Execution.Status.RUNNING, -10)
                .at(DEADLINE);
        assertThat(reason(scene.settle(gate(Request.DrainWaiter.Task.HOLD, 1, 2), Journal.empty())))
                .isEqualTo("Waited: left to the next drain waiter: 10.0.1.5.");
        assertThat(reason(scene.settle(gate(Request.DrainWaiter.Task.RELEASE, 1, 2), Journal.empty())))
                .isEqualTo("Waited: left to the next drain waiter.");
    }

    @Test
    void inARollbackAGateBeforeTheOwnerWaitsForWhatTheOwnerHasToRestore() {
        PlanFixture scene = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS");
        assertThat(reason(scene.settle(gate(Request.DrainWaiter.Task.RESTORE, 1, 2), Journal.empty())))
                .isEqualTo("Waited: nothing that Addresses has to restore is draining.");
        assertThat(why(scene.draining("30"), Request.DrainWaiter.Task.RESTORE))
                .isEqualTo("nothing that Addresses has to restore is draining");
        assertThat(why(scene.draining("5"), Request.DrainWaiter.Task.RESTORE))
                .isEqualTo("waiting in the stead of Addresses for 10.0.1.5 (unassigning)");
        assertThat(reason(scene.settle(gate(Request.DrainWaiter.Task.RESTORE, 2, 2), Journal.empty())))
                .isEqualTo("Waited: left to the next stage: 10.0.1.5.");
        assertThat(scene.seen().now()).isAfterOrEqualTo(PlanFixture.START.plusSeconds(DEADLINE));
    }

    /** An old page shows the update that is being rolled back. */
    @Test
    void aGateBeforeTheOwnerLooksTwiceBeforeItTakesAnUpdateForNoRollback() {
        Request.DrainWaiter gate = gate(Request.DrainWaiter.Task.RESTORE, 1, 1);
        Plan first = Planner.plan(gate, Journal.empty(), scene().draining("5").seen());
        assertThat(first.step()).isEqualTo(new Plan.Step.Wait(5));
        assertThat(first.why()).isEqualTo("the stack is UPDATE_IN_PROGRESS; looking once more");
        PlanFixture fresh =
                scene().draining("5").stack("UPDATE_ROLLBACK_IN_PROGRESS").at(5);
        assertThat(Planner.plan(gate, first.journal(), fresh.seen()).why())
                .isEqualTo("waiting in the stead of Addresses for 10.0.1.5 (unassigning)");
    }

    @Test
    void anOldPageOfTheBookKeepsNobodyWaitingBeyondTheDeadline() {
        Journal begun = Journal.empty()
                .with(draft -> draft.operation =
                        new StackOperation("UPDATE_IN_PROGRESS", PlanFixture.START.toEpochMilli() + 1));
        PlanFixture late = scene().draining("30")
                .execution(RELEASE, Execution.Status.RUNNING, -10)
                .at(DEADLINE);
        assertThat(reason(Planner.plan(gate(Request.DrainWaiter.Task.HOLD, 1, 2), begun, late.seen())))
                .isEqualTo("Waited: left to the next stage.");
        assertThat(reason(Planner.plan(gate(Request.DrainWaiter.Task.HOLD, 2, 2), begun, late.seen())))
                .isEqualTo(
                        "Cannot wait for Addresses: the time of its last drain waiter (ServiceTimeout 3600 s) is over, and"
                                + " CloudFormation still shows an earlier operation; deploy again.");
    }

    @Test
    void anOldPageOfTheBookIsNotBelieved() {
        Journal begun = Journal.empty()
                .with(draft -> draft.operation =
                        new StackOperation("UPDATE_IN_PROGRESS", PlanFixture.START.toEpochMilli() + 1));
        Plan plan = Planner.plan(
                gate(Request.DrainWaiter.Task.HOLD, 1, 2),
                begun,
                scene().serving("5").seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(3));
        assertThat(plan.why()).isEqualTo("CloudFormation shows an earlier operation; looking again");
    }

    @Test
    void theOwnersRecordOfAnotherGatewayIsAnotherGatesMatter() {
        PlanFixture moved = new PlanFixture()
                .recorded("Addresses", "nat-0def/10.0.1.5", "UPDATE_COMPLETE")
                .draining("5");
        assertThat(reason(moved.stack("UPDATE_IN_PROGRESS")
                        .settle(gate(Request.DrainWaiter.Task.HOLD, 1, 2), Journal.empty())))
                .isEqualTo("Waited: every address of Addresses is serving.");
        assertThat(reason(moved.stack("UPDATE_ROLLBACK_IN_PROGRESS")
                        .settle(gate(Request.DrainWaiter.Task.RESTORE, 1, 2), Journal.empty())))
                .isEqualTo("Waited: nothing that Addresses has to restore is draining.");
    }

    /** An event may come 125 s late; a Delete of this operation that was at work shows that it has come. */
    @ParameterizedTest
    @CsvSource({
        "delete, 0, 5, looking once more",
        "delete, -5, 5, looking once more",
        "delete, -6, 106, may still be on its way",
        "update, 0, 106, may still be on its way"
    })
    void aReleaseMayStillBeOnItsWayUnlessOneOfThisOperationWasSeen(String type, long begun, int pause, String why) {
        PlanFixture scene = scene().execution(PlanFixture.name("a", type, "b"), Execution.Status.SUCCEEDED, begun)
                .at(20);
        Plan plan = Planner.plan(gate(Request.DrainWaiter.Task.RELEASE, 1, 2), Journal.empty(), scene.seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(pause));
        assertThat(plan.why()).endsWith(why);
    }

    @ParameterizedTest
    @CsvSource({"123, 3", "124, 2", "125, 5"})
    void aReleaseIsNotWaitedForAnyLonger(long elapsed, int pause) {
        Plan plan = Planner.plan(
                gate(Request.DrainWaiter.Task.RELEASE, 1, 2),
                Journal.empty(),
                scene().at(elapsed).seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(pause));
    }

    @Test
    void waitsForTheOwnersExecution() {
        assertThat(why(scene().execution(RELEASE, Execution.Status.RUNNING, -10), Request.DrainWaiter.Task.HOLD))
                .isEqualTo("waiting for the execution of Addresses");
        assertThat(why(
                        scene().draining("30").execution(RELEASE, Execution.Status.RUNNING, -10),
                        Request.DrainWaiter.Task.HOLD))
                .isEqualTo("waiting with Addresses for 10.0.1.30 (unassigning)");
        assertThat(why(scene(), Request.DrainWaiter.Task.RELEASE))
                .isEqualTo("a release of Addresses may still be on its way");
        assertThat(why(scene(), Request.DrainWaiter.Task.HOLD))
                .isEqualTo("no execution of Addresses is running; looking once more");
        assertThat(why(scene().withoutGateway(), Request.DrainWaiter.Task.HOLD))
                .isEqualTo("the gateway is gone; looking once more");
    }
}

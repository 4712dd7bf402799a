package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.DEADLINE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.DELETE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.decision;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.reason;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.scene;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.waiter;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Request.DrainWaiter.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a drain waiter waits for. */
class DrainWaiterPlannerTest {
    @ParameterizedTest
    @EnumSource(Task.class)
    void hasNothingToDoWhereTheOwnerIsAtItsGoal(Task task) {
        Plan plan = scene().serving("5").pastPauses(waiter(task, 1, 2));
        assertThat(reason(plan))
                .isEqualTo(
                        switch (task) {
                            case UNTIL_SERVING -> "Waited: every address of Addresses is serving.";
                            case UNTIL_RELEASED -> "Waited: no release of Addresses is running.";
                            case UNTIL_DRAINED, NOTHING ->
                                "Waited: this drain waiter waits on the other side of Addresses.";
                        });
        assertThat(decision(plan).physicalId()).isEqualTo("drain-waiter/Addresses/after-1/0123");
    }

    @Test
    void waitsForTheStacksEventsToShowItsRequest() {
        Plan plan = scene().unsent().at(149).plan(waiter(Task.UNTIL_SERVING, 1, 2));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(3));
        assertThat(plan.why()).isEqualTo("the stack's events do not show this request; looking again");
        assertThat(plan.journal().operation()).isEmpty();
        assertThat(scene().unsent()
                        .at(150)
                        .plan(waiter(Task.UNTIL_SERVING, 1, 2))
                        .journal()
                        .operation())
                .isPresent();
        assertThat(scene().unsent().plan(waiter(Task.NOTHING, 1, 2)).step()).isEqualTo(new Plan.Step.Respond());
    }

    @Test
    void aStageThatIsNotTheLastLeavesTheRestToTheNext() {
        PlanFixture scene = scene().draining("30")
                .execution(DELETE, Execution.Status.RUNNING, -10)
                .at(DEADLINE);
        assertThat(reason(scene.pastPauses(waiter(Task.UNTIL_SERVING, 1, 2))))
                .isEqualTo("Waited: left to the next drain waiter: 10.0.1.5.");
        assertThat(reason(scene.pastPauses(waiter(Task.UNTIL_RELEASED, 1, 2))))
                .isEqualTo("Waited: left to the next drain waiter.");
    }

    @Test
    void inARollbackAGateBeforeTheOwnerWaitsForWhatTheOwnerHasToRestore() {
        PlanFixture scene = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS");
        assertThat(reason(scene.pastPauses(waiter(Task.UNTIL_DRAINED, 1, 2))))
                .isEqualTo("Waited: nothing that Addresses has to restore is draining.");
        assertThat(why(scene.draining("30"), Task.UNTIL_DRAINED))
                .isEqualTo("nothing that Addresses has to restore is draining");
        assertThat(why(scene.draining("5"), Task.UNTIL_DRAINED))
                .isEqualTo("waiting in the stead of Addresses for 10.0.1.5 (unassigning)");
        assertThat(reason(scene.pastPauses(waiter(Task.UNTIL_DRAINED, 2, 2))))
                .isEqualTo("Waited: left to the next stage: 10.0.1.5.");
        assertThat(scene.seen().now()).isAfterOrEqualTo(PlanFixture.START.plusSeconds(DEADLINE));
    }

    /** An old read shows the update that is being rolled back. */
    @Test
    void aWaiterBeforeTheOwnerLooksTwiceBeforeItTakesAnUpdateForNoRollback() {
        Request.DrainWaiter waiter = waiter(Task.UNTIL_DRAINED, 1, 1);
        Plan first = scene().draining("5").plan(waiter);
        assertThat(first.step()).isEqualTo(new Plan.Step.Wait(5));
        assertThat(first.why()).isEqualTo("the stack is UPDATE_IN_PROGRESS; looking once more");
        PlanFixture fresh =
                scene().draining("5").stack("UPDATE_ROLLBACK_IN_PROGRESS").at(5);
        assertThat(fresh.plan(waiter, first.journal()).why())
                .isEqualTo("waiting in the stead of Addresses for 10.0.1.5 (unassigning)");
    }

    @Test
    void anOldReadOfTheRecordsKeepsNobodyWaitingBeyondTheDeadline() {
        Journal begun = PlanFixture.after("UPDATE_IN_PROGRESS");
        PlanFixture late = scene().draining("30")
                .execution(DELETE, Execution.Status.RUNNING, -10)
                .at(DEADLINE);
        assertThat(reason(late.plan(waiter(Task.UNTIL_SERVING, 1, 2), begun)))
                .isEqualTo("Waited: left to the next stage.");
        assertThat(reason(late.plan(waiter(Task.UNTIL_SERVING, 2, 2), begun)))
                .isEqualTo(
                        "Cannot wait for Addresses: the time of its last drain waiter (ServiceTimeout 3600 s) is over, and"
                                + " CloudFormation still shows an earlier operation; deploy again.");
    }

    @Test
    void anOldReadOfTheRecordsIsNotBelieved() {
        Journal begun = PlanFixture.after("UPDATE_IN_PROGRESS");
        Plan plan = scene().serving("5").plan(waiter(Task.UNTIL_SERVING, 1, 2), begun);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(3));
        assertThat(plan.why()).isEqualTo("CloudFormation shows an earlier operation; looking again");
    }

    @Test
    void theOwnersRecordOfAnotherGatewayIsAnotherWaitersMatter() {
        PlanFixture moved = new PlanFixture()
                .recorded("Addresses", "nat-0def/10.0.1.5", "UPDATE_COMPLETE")
                .draining("5");
        assertThat(reason(moved.stack("UPDATE_IN_PROGRESS").pastPauses(waiter(Task.UNTIL_SERVING, 1, 2))))
                .isEqualTo("Waited: every address of Addresses is serving.");
        assertThat(reason(moved.stack("UPDATE_ROLLBACK_IN_PROGRESS").pastPauses(waiter(Task.UNTIL_DRAINED, 1, 2))))
                .isEqualTo("Waited: nothing that Addresses has to restore is draining.");
    }

    /** An event may come late; a Delete of this operation that was at work shows that it has come. */
    @ParameterizedTest
    @CsvSource({
        "delete, 0, 5, looking once more",
        "delete, -5, 5, looking once more",
        "delete, -6, 130, may still be on its way",
        "update, 0, 130, may still be on its way"
    })
    void aDeleteMayStillBeOnItsWayUnlessOneOfThisOperationWasSeen(String type, long begun, int pause, String why) {
        PlanFixture scene = scene().execution(PlanFixture.name("a", type, "b"), Execution.Status.SUCCEEDED, begun)
                .at(20);
        Plan plan = scene.plan(waiter(Task.UNTIL_RELEASED, 1, 2));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(pause));
        assertThat(plan.why()).endsWith(why);
    }

    @ParameterizedTest
    @CsvSource({"147, 3", "149, 1", "150, 5"})
    void aDeleteIsNotWaitedForAnyLonger(long elapsed, int pause) {
        Plan plan = scene().at(elapsed).plan(waiter(Task.UNTIL_RELEASED, 1, 2));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(pause));
    }

    @Test
    void waitsForTheOwnersExecution() {
        assertThat(why(scene().execution(DELETE, Execution.Status.RUNNING, -10), Task.UNTIL_SERVING))
                .isEqualTo("waiting for the execution of Addresses");
        assertThat(why(scene().draining("30").execution(DELETE, Execution.Status.RUNNING, -10), Task.UNTIL_SERVING))
                .isEqualTo("waiting with Addresses for 10.0.1.30 (unassigning)");
        assertThat(why(scene().serving("5").execution(DELETE, Execution.Status.RUNNING, -10), Task.UNTIL_RELEASED))
                .isEqualTo("waiting for the execution of Addresses");
        assertThat(why(scene(), Task.UNTIL_RELEASED)).isEqualTo("a release of Addresses may still be on its way");
        assertThat(why(scene(), Task.UNTIL_SERVING))
                .isEqualTo("no execution of Addresses is running; looking once more");
        assertThat(why(scene().withoutGateway(), Task.UNTIL_SERVING))
                .isEqualTo("the gateway is gone; looking once more");
    }
}

package io.github.cdknat.handler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a settle gate waits for, and what it says. */
class SettlePlanTest {
    private static final String RECORD = Scene.GATEWAY + "/10.0.1.5";
    private static final ExecutionName RELEASE = Scene.name("a", "delete", "b");
    private static final long DEADLINE = 3_420;

    @ParameterizedTest
    @EnumSource(Request.Settle.Task.class)
    void hasNothingToDoWhereTheOwnerIsAtItsGoal(Request.Settle.Task task) {
        Plan plan = scene().serving("5").settle(gate(task, 1, 2), Journal.empty());
        assertThat(reason(plan))
                .isEqualTo(
                        switch (task) {
                            case HOLD -> "Settled: every address of Addresses is serving.";
                            case RELEASE -> "Settled: no release of Addresses is running.";
                            case RESTORE, NOTHING -> "Settled: this settle gate waits on the other side of Addresses.";
                        });
        assertThat(decision(plan).physicalId()).isEqualTo("gate/Addresses/after-1/0123");
    }

    @Test
    void aStageThatIsNotTheLastLeavesTheRestToTheNext() {
        Scene scene = scene().draining("30")
                .execution(RELEASE, Execution.Status.RUNNING, -10)
                .at(DEADLINE);
        assertThat(reason(scene.settle(gate(Request.Settle.Task.HOLD, 1, 2), Journal.empty())))
                .isEqualTo("Settled: left to the next settle gate: 10.0.1.5.");
        assertThat(reason(scene.settle(gate(Request.Settle.Task.RELEASE, 1, 2), Journal.empty())))
                .isEqualTo("Settled: left to the next settle gate.");
    }

    @Test
    void inARollbackAGateBeforeTheOwnerWaitsForWhatTheOwnerHasToRestore() {
        Scene scene = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS");
        assertThat(reason(scene.settle(gate(Request.Settle.Task.RESTORE, 1, 2), Journal.empty())))
                .isEqualTo("Settled: nothing that Addresses has to restore is draining.");
        assertThat(why(scene.draining("30"), Request.Settle.Task.RESTORE))
                .isEqualTo("nothing that Addresses has to restore is draining");
        assertThat(why(scene.draining("5"), Request.Settle.Task.RESTORE))
                .isEqualTo("waiting in the stead of Addresses for 10.0.1.5 (unassigning)");
        assertThat(reason(scene.settle(gate(Request.Settle.Task.RESTORE, 2, 2), Journal.empty())))
                .isEqualTo("Settled: left to the next stage: 10.0.1.5.");
        assertThat(scene.seen().now()).isAfterOrEqualTo(Scene.START.plusSeconds(DEADLINE));
    }

    @Test
    void theLastStageSaysWhatIsMissingAndWhenToComeBack() {
        Plan plan = scene().draining("30")
                .execution(RELEASE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .settle(gate(Request.Settle.Task.HOLD, 2, 2), Journal.empty());
        assertThat(decision(plan).success()).isFalse();
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot settle Addresses: the time of its last settle gate (ServiceTimeout 3600 s) is over and not"
                                + " serving are: 10.0.1.5 while the gateway is busy with 10.0.1.30 (unassigning since"
                                + " 2026-01-01T00:57:00Z or longer); deploy again after 2026-01-01T02:03:40Z, when the last drain is"
                                + " over.");
    }

    @Test
    void theLastStageOfAReleaseEndsWellIfOnlyADrainIsLeft() {
        Plan plan = scene().serving("5")
                .draining("30")
                .execution(RELEASE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .settle(gate(Request.Settle.Task.RELEASE, 2, 2), Journal.empty());
        assertThat(reason(plan)).isEqualTo("Settled: at the deadline only a running drain was left.");
    }

    @Test
    void theLastStageOfAReleaseFailsIfAnAddressHasNotBegunToDrain() {
        Plan plan = scene().serving("5", "7")
                .draining("30")
                .execution(RELEASE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .settle(gate(Request.Settle.Task.RELEASE, 2, 2), Journal.empty());
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot settle the release of Addresses: the time of its last settle gate (ServiceTimeout 3600 s) is"
                                + " over, and the release is still running while the gateway is busy with 10.0.1.30 (unassigning since"
                                + " 2026-01-01T00:57:00Z or longer); it goes on by itself, try again after 2026-01-01T02:03:40Z, when"
                                + " the last drain is over.");
    }

    @Test
    void failsWhenTheOwnersExecutionHasEndedShortOfItsGoal() {
        Plan plan = scene().serving("7").settle(gate(Request.Settle.Task.HOLD, 1, 2), Journal.empty());
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot settle Addresses: its execution has ended, and not serving are 10.0.1.5; on nat-0abc are"
                                + " 10.0.1.4 (primary, succeeded), 10.0.1.7 (succeeded). Look at the execution in Step Functions for"
                                + " the cause, then deploy again.");
    }

    @Test
    void failsWhenTheGatewayIsGone() {
        Plan plan = scene().withoutGateway().settle(gate(Request.Settle.Task.HOLD, 1, 2), Journal.empty());
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot settle Addresses: nat-0abc is gone, and its addresses with it; declare addresses of a gateway"
                                + " that is there.");
    }

    @Test
    void aRollbackHasNothingToSettleWhenTheGatewayIsGone() {
        Plan plan = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .withoutGateway()
                .settle(gate(Request.Settle.Task.HOLD, 1, 2), Journal.empty());
        assertThat(decision(plan).success()).isTrue();
        assertThat(reason(plan)).isEqualTo("Settled: the gateway is gone, and nothing is left to settle.");
    }

    @Test
    void inARollbackItSaysWhatToDoThere() {
        Scene rollback = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS").serving("7");
        assertThat(reason(rollback.settle(gate(Request.Settle.Task.HOLD, 1, 2), Journal.empty())))
                .isEqualTo(
                        "Cannot settle Addresses: its execution has ended, and not serving are 10.0.1.5; on nat-0abc are"
                                + " 10.0.1.4 (primary, succeeded), 10.0.1.7 (succeeded). Look at the execution in Step Functions for"
                                + " the cause, then continue the update rollback; if Addresses was skipped in it, skip this settle"
                                + " gate too.");
        Scene late = rollback.execution(RELEASE, Execution.Status.RUNNING, -10).at(DEADLINE);
        assertThat(reason(late.settle(gate(Request.Settle.Task.HOLD, 2, 2), Journal.empty())))
                .isEqualTo(
                        "Cannot settle Addresses: the time of its last settle gate (ServiceTimeout 3600 s) is over and not"
                                + " serving are: 10.0.1.5; continue the update rollback when the gateway is no longer busy.");
    }

    @Test
    void stopsWhenTheStackDoesSomethingElse() {
        Journal begun = Journal.empty()
                .with(draft -> draft.operation = new Operation("UPDATE_IN_PROGRESS", Scene.START.toEpochMilli()));
        Plan plan = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS").settle(gate(Request.Settle.Task.HOLD, 1, 2), begun);
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot settle Addresses: the stack is UPDATE_ROLLBACK_IN_PROGRESS by now, so nobody waits for this"
                                + " request.");
    }

    @Test
    void anOldPageOfTheBookIsNotBelieved() {
        Journal begun = Journal.empty()
                .with(draft -> draft.operation = new Operation("UPDATE_IN_PROGRESS", Scene.START.toEpochMilli() + 1));
        Plan plan = Planner.plan(
                gate(Request.Settle.Task.HOLD, 1, 2),
                begun,
                scene().serving("5").seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Pause(3));
        assertThat(plan.why()).isEqualTo("CloudFormation's book shows an earlier operation; looking again");
    }

    @Test
    void theOwnersRecordOfAnotherGatewayIsAnotherGatesMatter() {
        Scene moved = new Scene()
                .recorded("Addresses", "nat-0def/10.0.1.5", "UPDATE_COMPLETE")
                .draining("5");
        assertThat(reason(moved.stack("UPDATE_IN_PROGRESS")
                        .settle(gate(Request.Settle.Task.HOLD, 1, 2), Journal.empty())))
                .isEqualTo("Settled: every address of Addresses is serving.");
        assertThat(reason(moved.stack("UPDATE_ROLLBACK_IN_PROGRESS")
                        .settle(gate(Request.Settle.Task.RESTORE, 1, 2), Journal.empty())))
                .isEqualTo("Settled: nothing that Addresses has to restore is draining.");
    }

    @Test
    void aGatewayThatIsBeingDeletedIsGone() {
        Plan plan = scene().gateway("deleting", "private", "zonal")
                .settle(gate(Request.Settle.Task.HOLD, 1, 2), Journal.empty());
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot settle Addresses: nat-0abc is gone, and its addresses with it; declare addresses of a gateway"
                                + " that is there.");
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
        Scene scene = scene().execution(Scene.name("a", type, "b"), Execution.Status.SUCCEEDED, begun)
                .at(20);
        Plan plan = Planner.plan(gate(Request.Settle.Task.RELEASE, 1, 2), Journal.empty(), scene.seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Pause(pause));
        assertThat(plan.why()).endsWith(why);
    }

    @ParameterizedTest
    @CsvSource({"123, 3", "124, 2", "125, 5"})
    void aReleaseIsNotWaitedForAnyLonger(long elapsed, int pause) {
        Plan plan = Planner.plan(
                gate(Request.Settle.Task.RELEASE, 1, 2),
                Journal.empty(),
                scene().at(elapsed).seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Pause(pause));
    }

    @Test
    void aReleaseThatRunsIsWaitedForUntilTheDeadline() {
        Scene scene = scene().serving("5").execution(RELEASE, Execution.Status.RUNNING, -10);
        assertThat(why(scene, Request.Settle.Task.RELEASE)).isEqualTo("waiting for the execution of Addresses");
        assertThat(reason(scene.at(DEADLINE).settle(gate(Request.Settle.Task.RELEASE, 2, 2), Journal.empty())))
                .isEqualTo(
                        "Cannot settle the release of Addresses: the time of its last settle gate (ServiceTimeout 3600 s) is"
                                + " over, and the release is still running; it goes on by itself, try again when the gateway"
                                + " is no longer busy.");
    }

    @Test
    void waitsForTheOwnersExecution() {
        assertThat(why(scene().execution(RELEASE, Execution.Status.RUNNING, -10), Request.Settle.Task.HOLD))
                .isEqualTo("waiting for the execution of Addresses");
        assertThat(why(
                        scene().draining("30").execution(RELEASE, Execution.Status.RUNNING, -10),
                        Request.Settle.Task.HOLD))
                .isEqualTo("waiting with Addresses for 10.0.1.30 (unassigning)");
        assertThat(why(scene(), Request.Settle.Task.RELEASE))
                .isEqualTo("a release of Addresses may still be on its way");
        assertThat(why(scene(), Request.Settle.Task.HOLD))
                .isEqualTo("no execution of Addresses is running; looking once more");
        assertThat(why(scene().withoutGateway(), Request.Settle.Task.HOLD))
                .isEqualTo("the gateway is gone; looking once more");
    }

    @Test
    void saysToComeBackWhenNothingDrains() {
        Plan plan = scene().with(AddressStatus.ASSIGNING, "", "5")
                .execution(RELEASE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .settle(gate(Request.Settle.Task.HOLD, 2, 2), Journal.empty());
        assertThat(reason(plan))
                .endsWith(
                        "while the gateway is busy with 10.0.1.5 (assigning); deploy again when the gateway is no longer"
                                + " busy.");
    }

    private static Scene scene() {
        return new Scene().recorded("Addresses", RECORD, "UPDATE_COMPLETE").stack("UPDATE_IN_PROGRESS");
    }

    private static Request.Settle gate(Request.Settle.Task task, int stage, int of) {
        return new Request.Settle(
                "Gate",
                Scene.GATEWAY,
                "Addresses",
                task,
                stage,
                of,
                "gate/Addresses/after-1/0123",
                4000,
                3600,
                Optional.empty());
    }

    private static Decision decision(Plan plan) {
        return plan.journal().decision().orElseThrow();
    }

    private static String reason(Plan plan) {
        return decision(plan).reason();
    }

    private static String why(Scene scene, Request.Settle.Task task) {
        return Planner.plan(gate(task, 1, 2), Journal.empty(), scene.seen()).why();
    }
}

package io.github.cdknat.handler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void aHoldGoesOnAfterItHasHandedOn() {
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        Request.Hold hold = Scene.update(RECORD, "5");
        assertThat(scene().serving("5").settle(hold, journal).why())
                .isEqualTo("settled: every declared address is serving");
        assertThat(scene().with(AddressStatus.FAILED, "No.", "5")
                        .settle(hold, journal)
                        .why())
                .isEqualTo("not settled: Cannot hold 10.0.1.5 on nat-0abc: 10.0.1.5 failed on the gateway, and EC2 says"
                        + " \"No.\"; unassign the failed address if it is still there, then deploy again.");
    }

    @Test
    void aRollbackThatIsContinuedTakesOverFromWhatNobodyTookTheAnswerOf() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        Plan plan = new Scene()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .execution(Scene.name("a", "update", "e"), Execution.Status.RUNNING, 100)
                .settle(Scene.update(RECORD, "5"), journal);
        assertThat(plan.why()).isEqualTo("CloudFormation did not take the answer, and has sent the request again");
        assertThat(plan.step()).isEqualTo(new Plan.Step.End(false));
    }

    @Test
    void whatNobodyTookTheAnswerOfTakesBackWhatItHadNewlyChosen() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS").with(draft -> {
            draft.mine.add(Scene.ip("9"));
            draft.chosen.add(Scene.ip("9"));
        });
        Plan plan = new Scene()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .serving("5", "9")
                .execution(Scene.name("a", "update", "e"), Execution.Status.RUNNING, 100)
                .settle(Scene.update(RECORD, "5"), journal);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(Intention.unassign(Ipv4.sorted(Scene.ips("9")), 350)));
        assertThat(plan.why())
                .isEqualTo("undoing: CloudFormation did not take the answer, and has sent the request again");
    }

    @Test
    void aReleaseGoesOnAfterItHasHandedOn() {
        Request.Release release = new Request.Release(
                "Addresses",
                RECORD,
                AddressRecord.parse(RECORD),
                4000,
                DrainWait.FULL,
                3600,
                Optional.empty(),
                new Gates(2, 2, "gate/Addresses/after-2/0123"));
        Scene deleting =
                new Scene().recorded("Addresses", RECORD, "DELETE_IN_PROGRESS").stack("DELETE_IN_PROGRESS");
        Plan plan = deleting.draining("5").at(DEADLINE).settle(release, Journal.empty());
        assertThat(reason(plan)).isEqualTo("Released: handing on to the settle gates, left are: 10.0.1.5.");
        assertThat(plan.journal().handedOn()).isTrue();
        Journal answered = plan.journal().with(draft -> draft.answered = true);
        Scene later = new Scene()
                .recorded("Addresses", RECORD, "DELETE_COMPLETE")
                .stack("DELETE_COMPLETE")
                .at(DEADLINE);
        assertThat(later.settle(release, answered).why()).isEqualTo("settled: every owed address is released");
        assertThat(later.at(20_000).settle(release, answered).why()).isEqualTo("gave up releasing " + RECORD);
    }

    /** Otherwise it would release, in the midst of the next deployment, what that one gives up if it succeeds. */
    @Test
    void whatALaterDeploymentGivesUpIsNotOwedByAReleaseThatHasHandedOn() {
        String record = Scene.GATEWAY + "/10.0.1.5+10.0.1.6";
        Journal answered = Journal.empty().with(draft -> {
            draft.operation = new Operation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", Scene.START.toEpochMilli());
            draft.decision = new Decision(true, record, "Released: handing on.", Map.of());
            draft.aloneSince = Scene.START.minusSeconds(10);
            draft.owed.addAll(Scene.ips("5"));
            draft.answered = true;
            draft.handedOn = true;
        });
        Scene next = new Scene()
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Addresses", Scene.GATEWAY + "/none", "UPDATE_COMPLETE")
                .serving("5", "6");
        assertThat(next.settle(Scene.release(record), answered).step())
                .isEqualTo(new Plan.Step.Call(Intention.unassign(Ipv4.sorted(Scene.ips("5")), 350)));
    }

    @Test
    void acceptedIsLookedAtTwice() {
        Request.Release release = new Request.Release(
                "Addresses",
                RECORD,
                AddressRecord.parse(RECORD),
                350,
                DrainWait.ACCEPTED,
                1600,
                Optional.empty(),
                Gates.NONE);
        Scene deleting = new Scene()
                .recorded("Addresses", RECORD, "DELETE_IN_PROGRESS")
                .stack("DELETE_IN_PROGRESS")
                .draining("5");
        Journal alone = Journal.empty().with(draft -> draft.aloneSince = Scene.START.minusSeconds(10));
        assertThat(Planner.plan(release, alone, deleting.seen()).why())
                .isEqualTo("EC2 has accepted the release; looking once more");
        assertThat(reason(deleting.settle(release, alone)))
                .isEqualTo("Released: EC2 has accepted it, and draining are: 10.0.1.5.");
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

    private static Journal handedOn(String physicalId, String status) {
        return Journal.empty().with(draft -> {
            draft.operation = new Operation(status, Scene.START.toEpochMilli());
            draft.decision = new Decision(true, physicalId, "Handing on.", Map.of());
            draft.aloneSince = Scene.START.minusSeconds(10);
            draft.answered = true;
            draft.handedOn = true;
        });
    }

    private static String why(Scene scene, Request.Settle.Task task) {
        return Planner.plan(gate(task, 1, 2), Journal.empty(), scene.seen()).why();
    }
}

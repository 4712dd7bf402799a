package io.github.cdknat.handler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an owner still does after it has answered and handed on to its settle gates. */
class HandedOnTest {
    private static final String RECORD = Scene.GATEWAY + "/10.0.1.5";
    private static final String LAST_GATE = "gate/Addresses/after-1/0123";
    private static final long DEADLINE = 3_420;

    @Test
    void aHoldHandsOnAtItsDeadlineIfOnlyADrainIsInTheWay() {
        Plan plan = atDeadline(scene().draining("30"), gated(1));
        assertThat(reason(plan))
                .isEqualTo(
                        "Handing on to the settle gates: still to serve on nat-0abc are 10.0.1.5, and the gateway is busy"
                                + " with 10.0.1.30 (unassigning since 2026-01-01T00:57:00Z or longer).");
        assertThat(decision(plan).success()).isTrue();
        assertThat(decision(plan).physicalId()).isEqualTo(RECORD);
        assertThat(decision(plan).data())
                .containsEntry("PrimaryPrivateIpAddress", "10.0.1.4")
                .containsEntry("SecondaryPrivateIpAddresses", "10.0.1.5");
        assertThat(plan.journal().handedOn()).isTrue();
    }

    @Test
    void aHoldThatHandsOnTellsOfWhatHasStillToServe() {
        Request.Hold two = new Request.Hold(
                "Addresses",
                Scene.GATEWAY,
                List.of(Scene.ip("5"), Scene.ip("6")),
                Optional.empty(),
                4000,
                8,
                3600,
                Optional.of(RECORD),
                new Gates(1, 1, LAST_GATE));
        assertThat(reason(atDeadline(scene().serving("5").draining("30"), two)))
                .startsWith("Handing on to the settle gates: still to serve on nat-0abc are 10.0.1.6, and the gateway");
    }

    @Test
    void aHoldFailsAtItsDeadlineIfNoGateFollowsNothingDrainsOrMoreIsInTheWay() {
        for (Plan plan : List.of(
                atDeadline(scene().draining("30"), gated(0)),
                atDeadline(scene().draining("30").recorded("Gate", LAST_GATE, "CREATE_COMPLETE"), gated(1)),
                atDeadline(scene(), gated(1)),
                atDeadline(scene().draining("30").gateway("deleting", "private", "zonal"), gated(1)),
                atDeadline(scene().draining("30").with(AddressStatus.FAILED, "No.", "5"), gated(1)))) {
            assertThat(decision(plan).success()).isFalse();
            assertThat(plan.journal().handedOn()).isFalse();
        }
    }

    @Test
    void aCountThatIsStillShortDoesNotHandOn() {
        Request.Hold count = new Request.Hold(
                "Addresses",
                Scene.GATEWAY,
                List.of(),
                Optional.of(new Choice(2, Optional.empty(), List.of())),
                4000,
                8,
                3600,
                Optional.of(RECORD),
                new Gates(1, 1, LAST_GATE));
        assertThat(decision(atDeadline(scene().draining("30"), count)).success())
                .isFalse();
    }

    @Test
    void aHoldThatHasHandedOnStopsForAnotherOperationButNotForAnOldPage() {
        Request.Hold hold = Scene.update("nat-0abc/none", "5");
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        assertThat(Planner.plan(
                                hold,
                                journal,
                                bare().stack("UPDATE_IN_PROGRESS", 60).seen())
                        .why())
                .isEqualTo("the answer seems to have come too late; looking once more");
        assertThat(Planner.plan(
                                hold,
                                journal,
                                bare().stack("UPDATE_COMPLETE", -60).seen())
                        .step())
                .isEqualTo(new Plan.Step.Call(Intention.assign(Ipv4.sorted(Scene.ips("5")))));
    }

    @Test
    void aHoldThatHasHandedOnGivesUpWithItsAfterlifeThatGrowsWithItsGates() {
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        Scene busy = scene().draining("30");
        long end = (1 + 2) * 3600 + 7200;
        assertThat(Planner.plan(gated(2), journal, busy.at(end).seen()).why())
                .isEqualTo("waiting for 10.0.1.30 (unassigning)");
        assertThat(Planner.plan(gated(2), journal, busy.at(end + 1).seen()).step())
                .isEqualTo(new Plan.Step.End(false));
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
    void aDeleteThatComesLaterIsNotTheRequestAskedAgain() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        Plan plan = Planner.plan(
                Scene.update(RECORD, "5"),
                journal,
                new Scene()
                        .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                        .execution(Scene.name("a", "delete", "e"), Execution.Status.RUNNING, 100)
                        .seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(Intention.assign(Ipv4.sorted(Scene.ips("5")))));
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
        assertThat(Planner.plan(release, answered, deleting.at(17_999).seen()).why())
                .isEqualTo("waiting for 10.0.1.5 (unassigning)");
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
    void aReleaseThatHasHandedOnRestoresWhatItsOwnRollbackLacksAndNothingAfterIt() {
        Journal answered = Journal.empty().with(draft -> {
            draft.operation = new Operation("UPDATE_ROLLBACK_IN_PROGRESS", Scene.START.toEpochMilli());
            draft.decision = new Decision(true, RECORD, "Released: handing on.", Map.of());
            draft.aloneSince = Scene.START.minusSeconds(10);
            draft.answered = true;
            draft.handedOn = true;
        });
        Scene scene = new Scene().recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(scene.stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                        .settle(Scene.release(RECORD), answered)
                        .step())
                .isEqualTo(new Plan.Step.Call(Intention.assign(Ipv4.sorted(Scene.ips("9")))));
        assertThat(scene.stack("UPDATE_ROLLBACK_IN_PROGRESS", 60)
                        .settle(Scene.release(RECORD), answered)
                        .why())
                .isEqualTo("settled: every owed address is released");
        Scene moved = new Scene().recorded("Addresses", "nat-0def/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(moved.stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                        .settle(Scene.release(RECORD), answered)
                        .why())
                .isEqualTo("settled: every owed address is released");
    }

    @Test
    void aReleaseThatCannotRestoreAfterItHasHandedOnEndsAsFailed() {
        Journal answered = Journal.empty().with(draft -> {
            draft.operation = new Operation("UPDATE_ROLLBACK_IN_PROGRESS", Scene.START.toEpochMilli());
            draft.decision = new Decision(true, RECORD, "Released: handing on.", Map.of());
            draft.aloneSince = Scene.START.minusSeconds(10);
            draft.mine.addAll(Scene.ips("9"));
            draft.answered = true;
            draft.handedOn = true;
        });
        Plan plan = new Scene()
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE")
                .with(AddressStatus.FAILED, "In use.", "9")
                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                .settle(Scene.release(RECORD), answered);
        assertThat(plan.step()).isEqualTo(new Plan.Step.End(false));
        assertThat(plan.why())
                .isEqualTo(
                        "not settled: Cannot restore 10.0.1.9 on nat-0abc: the deployment that is rolled back had freed"
                                + " it early, and on the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.9 (failed); unassign the"
                                + " failed address, then deploy Addresses again.");
    }

    @Test
    void aLaterRequestThatStartsFromAnotherRecordTellsNothingOfTheAnswer() {
        Plan plan = Planner.plan(
                Scene.update("nat-0abc/none", "5"),
                handedOn(RECORD, "UPDATE_IN_PROGRESS"),
                bare().stack("UPDATE_IN_PROGRESS", 60)
                        .execution(Scene.name("a", "update", "e"), Execution.Status.RUNNING, 100)
                        .seen());
        assertThat(plan.why()).isEqualTo("the answer seems to have come too late; looking once more");
    }

    private static Plan atDeadline(Scene scene, Request.Hold hold) {
        return Planner.plan(hold, Journal.empty(), scene.at(DEADLINE).seen());
    }

    private static Request.Hold gated(int after) {
        return new Request.Hold(
                "Addresses",
                Scene.GATEWAY,
                List.of(Scene.ip("5")),
                Optional.empty(),
                4000,
                8,
                3600,
                Optional.of(RECORD),
                new Gates(after, after, LAST_GATE));
    }

    private static Scene bare() {
        return new Scene().recorded("Addresses", "nat-0abc/none", "UPDATE_COMPLETE");
    }

    private static Scene scene() {
        return new Scene().recorded("Addresses", RECORD, "UPDATE_COMPLETE").stack("UPDATE_IN_PROGRESS");
    }

    private static Decision decision(Plan plan) {
        return plan.journal().decision().orElseThrow();
    }

    private static String reason(Plan plan) {
        return decision(plan).reason();
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
}

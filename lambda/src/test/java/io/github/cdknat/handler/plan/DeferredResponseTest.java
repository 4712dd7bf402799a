package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.DEADLINE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.LAST_WAITER;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.RECORD;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.decision;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.handedOn;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.reason;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.scene;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.withWaiters;
import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.delete;
import static io.github.cdknat.handler.plan.PlanFixture.ip;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a request defers to its drain waiters at its deadline, what it answers then, and what it still does afterwards. */
class DeferredResponseTest {
    @Test
    void aCreateOrUpdateHandsOnAtItsDeadlineIfOnlyADrainIsInTheWay() {
        Plan plan = atDeadline(scene().draining("30"), withWaiters(1));
        assertThat(reason(plan))
                .isEqualTo(
                        "Handing on to the drain waiters: still to serve on nat-0abc are 10.0.1.5, and the gateway is busy"
                                + " with 10.0.1.30 (unassigning since 2026-01-01T00:57:00Z or longer).");
        assertThat(decision(plan).success()).isTrue();
        assertThat(decision(plan).physicalId()).isEqualTo(RECORD);
        assertThat(decision(plan).data())
                .containsEntry("PrimaryPrivateIpAddress", "10.0.1.4")
                .containsEntry("SecondaryPrivateIpAddresses", "10.0.1.5");
        assertThat(plan.journal().deferred()).isTrue();
    }

    @Test
    void aCreateOrUpdateThatHandsOnListsWhatHasStillToServe() {
        Request.CreateOrUpdate two = withWaiters(1, Optional.empty(), "5", "6");
        assertThat(reason(atDeadline(scene().serving("5").draining("30"), two)))
                .startsWith(
                        "Handing on to the drain waiters: still to serve on nat-0abc are 10.0.1.6, and the gateway");
    }

    @Test
    void aCreateOrUpdateFailsAtItsDeadlineIfNoWaiterFollowsNothingDrainsOrMoreIsInTheWay() {
        Request.CreateOrUpdate count =
                withWaiters(1, Optional.of(new AddressSelection(2, Optional.empty(), List.of())));
        for (Plan plan : List.of(
                atDeadline(scene().draining("30"), withWaiters(0)),
                atDeadline(scene().draining("30"), count),
                atDeadline(scene().draining("30").recorded("Waiter", LAST_WAITER, "CREATE_COMPLETE"), withWaiters(1)),
                atDeadline(scene(), withWaiters(1)),
                atDeadline(scene().draining("30").gateway("deleting", "private", "zonal"), withWaiters(1)),
                atDeadline(scene().draining("30").with(AddressStatus.FAILED, "No.", "5"), withWaiters(1)))) {
            assertThat(decision(plan).success()).isFalse();
            assertThat(plan.journal().deferred()).isFalse();
        }
    }

    @Test
    void aCreateOrUpdateThatHasHandedOnStopsForAnotherOperationButNotForAnOldRead() {
        Request.CreateOrUpdate request = update("nat-0abc/none", "5");
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        assertThat(bare().stack("UPDATE_IN_PROGRESS", 60).plan(request, journal).why())
                .isEqualTo("waiting for CloudFormation to show whether the answer was taken");
        assertThat(bare().stack("UPDATE_COMPLETE", -60).plan(request, journal).why())
                .isEqualTo("CloudFormation shows an earlier operation; looking again");
    }

    @Test
    void aCreateOrUpdateThatHasHandedOnGivesUpAtATimeThatGrowsWithItsWaiters() {
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        PlanFixture busy = scene().draining("30");
        long end = (1 + 2) * 3600 + 7200;
        assertThat(busy.at(end).plan(withWaiters(2), journal).why()).isEqualTo("waiting for 10.0.1.30 (unassigning)");
        assertThat(busy.at(end + 1).plan(withWaiters(2), journal).step()).isEqualTo(new Plan.Step.Finish(false));
    }

    @Test
    void aCreateOrUpdateGoesOnAfterItHasHandedOn() {
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        Request.CreateOrUpdate request = update(RECORD, "5");
        assertThat(scene().serving("5").pastPauses(request, journal).why())
                .isEqualTo("ended: every declared address is serving");
        assertThat(scene().with(AddressStatus.FAILED, "No.", "5")
                        .pastPauses(request, journal)
                        .why())
                .isEqualTo("not ended: Cannot hold 10.0.1.5 on nat-0abc: 10.0.1.5 failed on the gateway, and EC2 says"
                        + " \"No.\"; unassign the failed address if it is still there, then deploy again.");
    }

    @Test
    void aDeleteThatComesLaterIsNotTheRequestAskedAgain() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        assertThat(askedAgain("delete").plan(update(RECORD, "5"), journal).step())
                .isEqualTo(assign("5"));
    }

    @Test
    void aRollbackThatIsContinuedTakesOverFromWhatNobodyTookTheAnswerOf() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        Plan plan = askedAgain("update").pastPauses(update(RECORD, "5"), journal);
        assertThat(plan.why()).isEqualTo("CloudFormation did not take the answer, and has sent the request again");
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(false));
        Journal chosen = journal.with(draft -> {
            draft.assigned.add(ip("9"));
            draft.chosen.add(ip("9"));
        });
        Plan undo = askedAgain("update").serving("5", "9").pastPauses(update(RECORD, "5"), chosen);
        assertThat(undo.step()).isEqualTo(unassign("9"));
        assertThat(undo.why())
                .isEqualTo("undoing: CloudFormation did not take the answer, and has sent the request again");
    }

    @Test
    void aLaterRequestThatStartsFromAnotherRecordTellsNothingOfTheAnswer() {
        PlanFixture scene = bare().stack("UPDATE_IN_PROGRESS", 60)
                .execution(name("a", "update", "e"), Execution.Status.RUNNING, 100);
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        Plan plan = scene.plan(update("nat-0abc/none", "5"), journal);
        assertThat(plan.why())
                .isEqualTo("a later request starts from another record than the answered one; looking again");
        Journal longEnough = plan.journal()
                .with(draft -> draft.since.put(Journal.Fact.ASKED_BY_ANOTHER, PlanFixture.START.minusSeconds(150)));
        assertThat(scene.plan(update("nat-0abc/none", "5"), longEnough).why())
                .isEqualTo("a later request asks for the same, and CloudFormation's record is not the answered one");
        assertThat(scene.taken(true).plan(update("nat-0abc/none", "5"), journal).why())
                .isEqualTo("CloudFormation took the answer, and has gone on since");
    }

    @Test
    void aDeleteGoesOnAfterItHasHandedOn() {
        DrainWaiters two = new DrainWaiters(2, 2, LAST_WAITER);
        Request.Delete request = delete(RECORD, 3600, DrainWait.UNTIL_ENDED, two);
        PlanFixture deleting = new PlanFixture()
                .recorded("Addresses", RECORD, "DELETE_IN_PROGRESS")
                .stack("DELETE_IN_PROGRESS");
        Plan plan = deleting.draining("5").at(DEADLINE).pastPauses(request);
        assertThat(reason(plan)).isEqualTo("Released: handing on to the drain waiters, left are: 10.0.1.5.");
        assertThat(plan.journal().deferred()).isTrue();
        Journal answered = plan.journal().with(draft -> draft.responded = true);
        PlanFixture later = new PlanFixture()
                .recorded("Addresses", RECORD, "DELETE_COMPLETE")
                .stack("DELETE_COMPLETE")
                .at(DEADLINE);
        assertThat(later.pastPauses(request, answered).why()).isEqualTo("ended: every owed address is released");
        assertThat(deleting.at(17_999).plan(request, answered).why()).isEqualTo("waiting for 10.0.1.5 (unassigning)");
        assertThat(later.at(20_000).pastPauses(request, answered).why()).isEqualTo("gave up releasing " + RECORD);
    }

    /** Otherwise it would unassign, in the midst of the next deployment, what that one gives up if it succeeds. */
    @Test
    void whatALaterDeploymentGivesUpIsNotOwedByADeleteThatHasHandedOn() {
        String record = PlanFixture.GATEWAY + "/10.0.1.5+10.0.1.6";
        Journal answered =
                handedOn(record, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS").with(draft -> draft.toRelease.addAll(ips("5")));
        PlanFixture next = new PlanFixture()
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Addresses", PlanFixture.GATEWAY + "/none", "UPDATE_COMPLETE")
                .serving("5", "6");
        assertThat(next.step(delete(record), answered)).isEqualTo(unassign("5"));
    }

    @Test
    void aDeleteThatHasHandedOnRestoresWhatItsOwnRollbackLacksAndNothingAfterIt() {
        Journal answered = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        PlanFixture scene = new PlanFixture().recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(scene.stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS").step(delete(RECORD), answered))
                .isEqualTo(assign("9"));
        assertThat(scene.stack("UPDATE_ROLLBACK_IN_PROGRESS", 60)
                        .pastPauses(delete(RECORD), answered)
                        .why())
                .isEqualTo("ended: every owed address is released");
        PlanFixture moved = new PlanFixture().recorded("Addresses", "nat-0def/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(moved.stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                        .pastPauses(delete(RECORD), answered)
                        .why())
                .isEqualTo("ended: every owed address is released");
    }

    @Test
    void aDeleteThatCannotRestoreAfterItHasHandedOnEndsAsFailed() {
        Journal answered =
                handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS").with(draft -> draft.assigned.addAll(ips("9")));
        Plan plan = new PlanFixture()
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE")
                .with(AddressStatus.FAILED, "In use.", "9")
                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                .pastPauses(delete(RECORD), answered);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(false));
        assertThat(plan.why())
                .startsWith("not ended: Cannot restore 10.0.1.9 on nat-0abc: the deployment that is rolled");
    }

    private static PlanFixture askedAgain(String type) {
        return new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .execution(name("a", type, "e"), Execution.Status.RUNNING, 100);
    }

    private static Plan atDeadline(PlanFixture scene, Request.CreateOrUpdate request) {
        return scene.at(DEADLINE).plan(request);
    }

    private static PlanFixture bare() {
        return new PlanFixture().recorded("Addresses", "nat-0abc/none", "UPDATE_COMPLETE");
    }
}

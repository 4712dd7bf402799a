package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.RECORD;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.gated;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.handedOn;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import org.junit.jupiter.api.Test;

/** What a Hold still does after it has answered and handed on to its drain waiters. */
class DeferredCreateOrUpdateTest {
    @Test
    void aHoldThatHasHandedOnStopsForAnotherOperationButNotForAnOldPage() {
        Request.CreateOrUpdate hold = PlanFixture.update("nat-0abc/none", "5");
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        assertThat(Planner.plan(
                                hold,
                                journal,
                                bare().stack("UPDATE_IN_PROGRESS", 60).seen())
                        .why())
                .isEqualTo("waiting for the stack's events to show whether the answer was taken");
        assertThat(Planner.plan(
                                hold,
                                journal,
                                bare().stack("UPDATE_COMPLETE", -60).seen())
                        .step())
                .isEqualTo(new Plan.Step.Call(AddressChange.assign(Ipv4.sorted(PlanFixture.ips("5")))));
    }

    @Test
    void aHoldThatHasHandedOnGivesUpWithItsAfterlifeThatGrowsWithItsGates() {
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        PlanFixture busy = scene().draining("30");
        long end = (1 + 2) * 3600 + 7200;
        assertThat(Planner.plan(gated(2), journal, busy.at(end).seen()).why())
                .isEqualTo("waiting for 10.0.1.30 (unassigning)");
        assertThat(Planner.plan(gated(2), journal, busy.at(end + 1).seen()).step())
                .isEqualTo(new Plan.Step.Finish(false));
    }

    @Test
    void aHoldGoesOnAfterItHasHandedOn() {
        Journal journal = handedOn(RECORD, "UPDATE_IN_PROGRESS");
        Request.CreateOrUpdate hold = PlanFixture.update(RECORD, "5");
        assertThat(scene().serving("5").settle(hold, journal).why())
                .isEqualTo("ended: every declared address is serving");
        assertThat(scene().with(AddressStatus.FAILED, "No.", "5")
                        .settle(hold, journal)
                        .why())
                .isEqualTo("not ended: Cannot hold 10.0.1.5 on nat-0abc: 10.0.1.5 failed on the gateway, and EC2 says"
                        + " \"No.\"; unassign the failed address if it is still there, then deploy again.");
    }

    @Test
    void aDeleteThatComesLaterIsNotTheRequestAskedAgain() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        Plan plan = Planner.plan(
                PlanFixture.update(RECORD, "5"),
                journal,
                new PlanFixture()
                        .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                        .execution(PlanFixture.name("a", "delete", "e"), Execution.Status.RUNNING, 100)
                        .seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(AddressChange.assign(Ipv4.sorted(PlanFixture.ips("5")))));
    }

    @Test
    void aRollbackThatIsContinuedTakesOverFromWhatNobodyTookTheAnswerOf() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        Plan plan = new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .execution(PlanFixture.name("a", "update", "e"), Execution.Status.RUNNING, 100)
                .settle(PlanFixture.update(RECORD, "5"), journal);
        assertThat(plan.why()).isEqualTo("CloudFormation did not take the answer, and has sent the request again");
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(false));
    }

    @Test
    void whatNobodyTookTheAnswerOfTakesBackWhatItHadNewlyChosen() {
        Journal journal = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS").with(draft -> {
            draft.mine.add(PlanFixture.ip("9"));
            draft.chosen.add(PlanFixture.ip("9"));
        });
        Plan plan = new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .serving("5", "9")
                .execution(PlanFixture.name("a", "update", "e"), Execution.Status.RUNNING, 100)
                .settle(PlanFixture.update(RECORD, "5"), journal);
        assertThat(plan.step())
                .isEqualTo(new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(PlanFixture.ips("9")), 350)));
        assertThat(plan.why())
                .isEqualTo("undoing: CloudFormation did not take the answer, and has sent the request again");
    }

    @Test
    void aLaterRequestThatStartsFromAnotherRecordTellsNothingOfTheAnswer() {
        Plan plan = Planner.plan(
                PlanFixture.update("nat-0abc/none", "5"),
                handedOn(RECORD, "UPDATE_IN_PROGRESS"),
                bare().stack("UPDATE_IN_PROGRESS", 60)
                        .execution(PlanFixture.name("a", "update", "e"), Execution.Status.RUNNING, 100)
                        .seen());
        assertThat(plan.why()).isEqualTo("waiting for the stack's events to show whether the answer was taken");
    }

    private static PlanFixture bare() {
        return new PlanFixture().recorded("Addresses", "nat-0abc/none", "UPDATE_COMPLETE");
    }
}

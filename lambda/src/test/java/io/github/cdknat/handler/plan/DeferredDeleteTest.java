package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.DEADLINE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.RECORD;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.handedOn;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Release still does after it has answered and handed on to its drain waiters. */
class DeferredDeleteTest {
    @Test
    void aReleaseGoesOnAfterItHasHandedOn() {
        Request.Delete release = new Request.Delete(
                "Addresses",
                RECORD,
                AddressRecord.parse(RECORD),
                4000,
                DrainWait.UNTIL_ENDED,
                3600,
                Optional.empty(),
                new DrainWaiters(2, 2, "drain-waiter/Addresses/after-2/0123"));
        PlanFixture deleting = new PlanFixture()
                .recorded("Addresses", RECORD, "DELETE_IN_PROGRESS")
                .stack("DELETE_IN_PROGRESS");
        Plan plan = deleting.draining("5").at(DEADLINE).settle(release, Journal.empty());
        assertThat(reason(plan)).isEqualTo("Released: handing on to the drain waiters, left are: 10.0.1.5.");
        assertThat(plan.journal().handedOn()).isTrue();
        Journal answered = plan.journal().with(draft -> draft.answered = true);
        PlanFixture later = new PlanFixture()
                .recorded("Addresses", RECORD, "DELETE_COMPLETE")
                .stack("DELETE_COMPLETE")
                .at(DEADLINE);
        assertThat(later.settle(release, answered).why()).isEqualTo("ended: every owed address is released");
        assertThat(Planner.plan(release, answered, deleting.at(17_999).seen()).why())
                .isEqualTo("waiting for 10.0.1.5 (unassigning)");
        assertThat(later.at(20_000).settle(release, answered).why()).isEqualTo("gave up releasing " + RECORD);
    }

    /** Otherwise it would release, in the midst of the next deployment, what that one gives up if it succeeds. */
    @Test
    void whatALaterDeploymentGivesUpIsNotOwedByAReleaseThatHasHandedOn() {
        String record = PlanFixture.GATEWAY + "/10.0.1.5+10.0.1.6";
        Journal answered = handedOn(record, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
                .with(draft -> draft.owed.addAll(PlanFixture.ips("5")));
        PlanFixture next = new PlanFixture()
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Addresses", PlanFixture.GATEWAY + "/none", "UPDATE_COMPLETE")
                .serving("5", "6");
        assertThat(next.settle(PlanFixture.release(record), answered).step())
                .isEqualTo(new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(PlanFixture.ips("5")), 350)));
    }

    @Test
    void aReleaseThatHasHandedOnRestoresWhatItsOwnRollbackLacksAndNothingAfterIt() {
        Journal answered = handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS");
        PlanFixture scene = new PlanFixture().recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(scene.stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                        .settle(PlanFixture.release(RECORD), answered)
                        .step())
                .isEqualTo(new Plan.Step.Call(AddressChange.assign(Ipv4.sorted(PlanFixture.ips("9")))));
        assertThat(scene.stack("UPDATE_ROLLBACK_IN_PROGRESS", 60)
                        .settle(PlanFixture.release(RECORD), answered)
                        .why())
                .isEqualTo("ended: every owed address is released");
        PlanFixture moved = new PlanFixture().recorded("Addresses", "nat-0def/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(moved.stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                        .settle(PlanFixture.release(RECORD), answered)
                        .why())
                .isEqualTo("ended: every owed address is released");
    }

    @Test
    void aReleaseThatCannotRestoreAfterItHasHandedOnEndsAsFailed() {
        Journal answered =
                handedOn(RECORD, "UPDATE_ROLLBACK_IN_PROGRESS").with(draft -> draft.mine.addAll(PlanFixture.ips("9")));
        Plan plan = new PlanFixture()
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE")
                .with(AddressStatus.FAILED, "In use.", "9")
                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                .settle(PlanFixture.release(RECORD), answered);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(false));
        assertThat(plan.why())
                .isEqualTo(
                        "not ended: Cannot restore 10.0.1.9 on nat-0abc: the deployment that is rolled back had released"
                                + " it early, and on the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.9 (failed); unassign the"
                                + " failed address, then deploy Addresses again.");
    }
}

package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.DEADLINE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.LAST_WAITER;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.RECORD;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.decision;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.gated;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.reason;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a Hold hands on at its deadline, and what it says then. */
class DeferringTest {
    @Test
    void aHoldHandsOnAtItsDeadlineIfOnlyADrainIsInTheWay() {
        Plan plan = atDeadline(scene().draining("30"), gated(1));
        assertThat(reason(plan))
                .isEqualTo(
                        "Handing on to the drain waiters: still to serve on nat-0abc are 10.0.1.5, and the gateway is busy"
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
        Request.CreateOrUpdate two = new Request.CreateOrUpdate(
                "Addresses",
                PlanFixture.GATEWAY,
                List.of(PlanFixture.ip("5"), PlanFixture.ip("6")),
                Optional.empty(),
                4000,
                8,
                3600,
                Optional.of(RECORD),
                new DrainWaiters(1, 1, LAST_WAITER));
        assertThat(reason(atDeadline(scene().serving("5").draining("30"), two)))
                .startsWith(
                        "Handing on to the drain waiters: still to serve on nat-0abc are 10.0.1.6, and the gateway");
    }

    @Test
    void aHoldFailsAtItsDeadlineIfNoGateFollowsNothingDrainsOrMoreIsInTheWay() {
        for (Plan plan : List.of(
                atDeadline(scene().draining("30"), gated(0)),
                atDeadline(scene().draining("30").recorded("Gate", LAST_WAITER, "CREATE_COMPLETE"), gated(1)),
                atDeadline(scene(), gated(1)),
                atDeadline(scene().draining("30").gateway("deleting", "private", "zonal"), gated(1)),
                atDeadline(scene().draining("30").with(AddressStatus.FAILED, "No.", "5"), gated(1)))) {
            assertThat(decision(plan).success()).isFalse();
            assertThat(plan.journal().handedOn()).isFalse();
        }
    }

    @Test
    void aCountThatIsStillShortDoesNotHandOn() {
        Request.CreateOrUpdate count = new Request.CreateOrUpdate(
                "Addresses",
                PlanFixture.GATEWAY,
                List.of(),
                Optional.of(new AddressSelection(2, Optional.empty(), List.of())),
                4000,
                8,
                3600,
                Optional.of(RECORD),
                new DrainWaiters(1, 1, LAST_WAITER));
        assertThat(decision(atDeadline(scene().draining("30"), count)).success())
                .isFalse();
    }

    private static Plan atDeadline(PlanFixture scene, Request.CreateOrUpdate hold) {
        return Planner.plan(hold, Journal.empty(), scene.at(DEADLINE).seen());
    }
}

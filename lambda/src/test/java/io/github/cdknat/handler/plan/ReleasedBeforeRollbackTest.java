package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.alone;
import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Ipv4;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A deployment declared 10.0.1.9 instead of 10.0.1.5, failed, and is rolled back: 10.0.1.5 is declared again. */
class ReleasedBeforeRollbackTest {
    @Test
    void aDeploymentMayHaveReleasedWhatTheGatewayCouldNotHoldBesides() {
        assertThat(released(4, rollback(), "5", "6", "7")).isEqualTo(ips("5"));
        assertThat(released(5, rollback(), "5", "6", "7")).isEmpty();
        assertThat(released(4, rollback("5", "9"), "5", "6", "7")).isEmpty();
        assertThat(released(4, bare(), "5", "6", "7")).isEmpty();
        assertThat(Planner.mayHaveReleased(restoring(4), begun("UPDATE_IN_PROGRESS"), full().seen()))
                .isEmpty();
        assertThat(Planner.mayHaveReleased(
                        restoring(4),
                        begun("UPDATE_ROLLBACK_IN_PROGRESS"),
                        full().withoutGateway().seen()))
                .isEmpty();
    }

    @Test
    void aRollbackDoesNotSucceedOnAPageThatMayBeOlderThanTheRelease() {
        Plan early = full().at(59).plan(restoring(4), begun("UPDATE_ROLLBACK_IN_PROGRESS"));
        assertThat(early.step()).isEqualTo(new Plan.Step.Wait(10));
        assertThat(early.why())
                .isEqualTo(
                        "every address is serving, on a page that may be older than an early release; looking again");
        assertThat(full().at(60)
                        .plan(restoring(4), begun("UPDATE_ROLLBACK_IN_PROGRESS"))
                        .step())
                .isEqualTo(new Plan.Step.Respond());
    }

    @Test
    void aPageThatShowsWhatWasAssignedInsteadIsNewEnough() {
        PlanFixture scene = rollback().serving("5", "9", "7").at(10);
        assertThat(scene.plan(restoring(4), begun("UPDATE_ROLLBACK_IN_PROGRESS"))
                        .step())
                .isEqualTo(new Plan.Step.Respond());
        assertThat(full().at(10)
                        .plan(restoring(5), begun("UPDATE_ROLLBACK_IN_PROGRESS"))
                        .step())
                .isEqualTo(new Plan.Step.Respond());
    }

    @Test
    void whatTheOldPageHidIsAssignedWhenItShows() {
        assertThat(rollback().serving("6").step(restoring(4), begun("UPDATE_ROLLBACK_IN_PROGRESS")))
                .isEqualTo(assign("5"));
    }

    @Test
    void whatEc2RefusesToAssignAndWasLostBeforeIsNamed() {
        Journal lost = begun("UPDATE_ROLLBACK_IN_PROGRESS").with(draft -> {
            draft.assigned.addAll(ips("5"));
            draft.notUnassigned.addAll(ips("6"));
        });
        Request.CreateOrUpdate both = restoring(8, "5", "6");
        assertThat(rollback().serving("5").answer(both, lost).reason())
                .isEqualTo("Holding 10.0.1.5 on nat-0abc; lost, not by this deployment, and EC2 refuses to assign it:"
                        + " 10.0.1.6 (once it is free, the next update of the resource assigns it).");
        assertThat(rollback().serving("5").answer(both, lost).physicalId()).isEqualTo("nat-0abc/10.0.1.5+10.0.1.6");
    }

    private static Set<Ipv4> released(int limit, PlanFixture scene, String... serving) {
        return Planner.mayHaveReleased(
                restoring(limit),
                begun("UPDATE_ROLLBACK_IN_PROGRESS"),
                scene.serving(serving).seen());
    }

    private static PlanFixture full() {
        return rollback().serving("5", "6", "7");
    }

    private static PlanFixture rollback() {
        return rollback("9");
    }

    /** The stack's events say what the deployment asked for. */
    private static PlanFixture rollback(String... asked) {
        return bare().events(PlanFixture.event("Addresses", "nat-0abc/10.0.1.5", "UPDATE_IN_PROGRESS", asked));
    }

    private static PlanFixture bare() {
        return new PlanFixture()
                .execution(PlanFixture.name("a", "update", "9"), Execution.Status.FAILED, -3)
                .stack("UPDATE_ROLLBACK_IN_PROGRESS");
    }

    private static Journal begun(String status) {
        return alone().with(draft -> draft.operation = PlanFixture.operation(status));
    }

    private static Request.CreateOrUpdate restoring(int limit) {
        return restoring(limit, "5");
    }

    private static Request.CreateOrUpdate restoring(int limit, String... lastOctets) {
        return PlanFixture.createOrUpdate(limit, Optional.of("nat-0abc/10.0.1.9"), lastOctets);
    }
}

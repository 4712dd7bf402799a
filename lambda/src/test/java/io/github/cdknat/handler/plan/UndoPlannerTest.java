package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.StackOperation;
import org.junit.jupiter.api.Test;

/** A Hold that failed takes back what is its own. */
class UndoPlannerTest {
    @Test
    void failedAddressesAreUnassignedByThemselves() {
        assertThat(undo(new PlanFixture().serving("8").with(AddressStatus.FAILED, "In use.", "9"))
                        .step())
                .isEqualTo(unassign("8"));
        assertThat(undo(new PlanFixture().with(AddressStatus.FAILED, "In use.", "9"))
                        .step())
                .isEqualTo(unassign("9"));
    }

    @Test
    void whatDrainsAlreadyIsNotUnassignedAgain() {
        assertThat(undo(new PlanFixture().draining("8", "9")).why())
                .isEqualTo("nothing of this request is left on the gateway; looking once more");
        assertThat(undo(new PlanFixture().serving("8").draining("9")).why())
                .isEqualTo("undoing waits for 10.0.1.9 (unassigning)");
    }

    @Test
    void aGatewayThatIsBeingDeletedTakesItsAddressesWithIt() {
        assertThat(undo(new PlanFixture().serving("8", "9").gateway("deleting", "private", "zonal"))
                        .why())
                .isEqualTo("nothing of this request is left on the gateway; looking once more");
    }

    @Test
    void whatAnyRecordListsAndThePrimaryAddressStay() {
        PlanFixture scene =
                new PlanFixture().serving("8", "9").recorded("Sibling", "nat-0abc/10.0.1.8", "UPDATE_COMPLETE");
        assertThat(undo(scene).step()).isEqualTo(unassign("9"));
        Journal primary = undoing().with(draft -> draft.mine.addAll(ips("4")));
        assertThat(Planner.plan(
                                create("8", "9"),
                                primary,
                                new PlanFixture().serving("8").seen())
                        .step())
                .isEqualTo(unassign("8"));
    }

    @Test
    void whatDrainedAMomentAgoAndIsShownAsServingIsLookedAtAgain() {
        Journal journal = undoing().with(draft -> draft.draining.put(PlanFixture.ip("9"), PlanFixture.START));
        Plan plan = Planner.plan(
                create("8", "9"), journal, new PlanFixture().serving("9").at(3).seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(2));
        assertThat(plan.why()).isEqualTo("10.0.1.9 drained a moment ago and is shown as serving; looking again");
    }

    /** ServiceTimeout is 1600 s, and the last call at 1510 s; a pause is never cut to nothing. */
    @Test
    void theLastLookIsTakenAfterTheLastCallToo() {
        assertThat(undo(new PlanFixture().at(1508)).step()).isEqualTo(new Plan.Step.Wait(3));
        assertThat(undo(new PlanFixture().at(1511)).step()).isEqualTo(new Plan.Step.Wait(5));
    }

    private static Plan undo(PlanFixture scene) {
        return Planner.plan(create("8", "9"), undoing(), scene.seen());
    }

    private static Plan.Step unassign(String... lastOctets) {
        return new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(ips(lastOctets)), 350));
    }

    private static Journal undoing() {
        return Journal.empty().with(draft -> {
            draft.operation = new StackOperation("CREATE_IN_PROGRESS", PlanFixture.START.toEpochMilli());
            draft.mine.addAll(ips("8", "9"));
            draft.failure = "No luck.";
        });
    }
}

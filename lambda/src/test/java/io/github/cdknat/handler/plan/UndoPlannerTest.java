package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import org.junit.jupiter.api.Test;

/** A create or update that failed takes back what is its own. */
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
        Journal primary = undoing().with(draft -> draft.assigned.addAll(ips("4")));
        assertThat(new PlanFixture()
                        .serving("8")
                        .plan(create("8", "9"), primary)
                        .step())
                .isEqualTo(unassign("8"));
    }

    @Test
    void whatDrainedAMomentAgoAndIsShownAsServingIsLookedAtAgain() {
        Journal journal = undoing().with(draft -> draft.draining.put(PlanFixture.ip("9"), PlanFixture.START));
        Plan plan = new PlanFixture().serving("9").at(3).plan(create("8", "9"), journal);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(2));
        assertThat(plan.why()).isEqualTo("10.0.1.9 drained a moment ago and is shown as serving; looking again");
    }

    /** ServiceTimeout is 1600 s, and the last call at 1510 s; a pause is never cut to nothing. */
    @Test
    void theLastLookIsTakenAfterTheLastCallToo() {
        assertThat(undo(new PlanFixture().at(1508)).step()).isEqualTo(new Plan.Step.Wait(3));
        assertThat(undo(new PlanFixture().at(1511)).step()).isEqualTo(new Plan.Step.Wait(5));
    }

    @Test
    void looksTwiceAndWaitsForOthersDrains() {
        assertThat(undo(new PlanFixture()).step()).isEqualTo(new Plan.Step.Wait(5));
        assertThat(undo(new PlanFixture().serving("9").draining("30")).step()).isEqualTo(new Plan.Step.Wait(5));
        assertThat(undo(new PlanFixture().serving("9")).why()).isEqualTo("undoing: No luck.");
    }

    @Test
    void afterTheAnswerItEndsWithTheExecution() {
        Journal answered = undoing().with(draft -> {
            draft.response = Response.failed("nat-0abc/none", "No luck.");
            draft.responded = true;
            draft.since.put(Journal.Fact.UNDONE, PlanFixture.START);
        });
        Plan done = new PlanFixture().at(5).plan(create("8", "9"), answered);
        assertThat(done.step()).isEqualTo(new Plan.Step.Finish(false));
        assertThat(done.why()).isEqualTo("undone after the answer: No luck.");
        Plan late = new PlanFixture().serving("9").at(1600 + 7200 + 1).plan(create("8", "9"), answered);
        assertThat(late.step()).isEqualTo(new Plan.Step.Finish(false));
        assertThat(late.why()).isEqualTo("gave up undoing 10.0.1.9");
    }

    private static Plan undo(PlanFixture scene) {
        return scene.plan(create("8", "9"), undoing());
    }

    private static Journal undoing() {
        return Journal.empty().with(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.assigned.addAll(ips("8", "9"));
            draft.failureReason = "No luck.";
        });
    }
}

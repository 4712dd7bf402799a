package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.shared.Ipv4;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A create or update whose stack is rolled back: the rollback's own, one that comes late for it, and one that it overtakes. */
class CreateOrUpdateInRollbackTest {
    private static final String FIVE = "nat-0abc/10.0.1.5";
    private static final String CANNOT_HOLD = "Cannot hold 10.0.1.9 on nat-0abc: ";

    @Test
    void looksForAsLongAsReadsMayBeOldAndEventsLateBeforeItBelievesAStatusInWhichNothingIsCreated() {
        PlanFixture scene = new PlanFixture().stack("ROLLBACK_IN_PROGRESS");
        assertThat(scene.at(149).plan(create("9")).step()).isEqualTo(new Plan.Step.Wait(3));
        assertThat(scene.at(150).plan(create("9")).step()).isEqualTo(new Plan.Step.Respond());
    }

    @Test
    void refusesACreateThatComesWhenTheStackIsRolledBack() {
        assertThat(new PlanFixture().stack("ROLLBACK_IN_PROGRESS").failure(create("9")))
                .isEqualTo(CANNOT_HOLD
                        + "the stack is ROLLBACK_IN_PROGRESS, in which CloudFormation creates nothing, so this request"
                        + " came too late; nothing was done for it, and nothing is left to do.");
    }

    @Test
    void undoesItselfWhenTheStackIsRolledBackMeanwhile() {
        Journal journal = mine("9").with(draft -> draft.operation = operation("CREATE_IN_PROGRESS"));
        PlanFixture scene = new PlanFixture().serving("9").stack("ROLLBACK_IN_PROGRESS");
        Plan undo = scene.pastPauses(create("9"), journal);
        assertThat(undo.step()).isEqualTo(unassign("9"));
        Plan answer = new PlanFixture().stack("ROLLBACK_IN_PROGRESS").pastPauses(create("9"), undo.journal());
        assertThat(answer.journal().response().orElseThrow().reason())
                .isEqualTo(CANNOT_HOLD
                        + "the stack went from CREATE_IN_PROGRESS to ROLLBACK_IN_PROGRESS, so nobody waits for this"
                        + " request.");
    }

    /** The next request would choose anew, and nobody would know of the first choice any more. */
    @Test
    void aRollbackThatFailsKeepsWhatItHasRestoredAndTakesBackWhatItHasNewlyChosen() {
        Journal failed = mine("5", "9").with(draft -> {
            draft.operation = operation("UPDATE_ROLLBACK_IN_PROGRESS");
            draft.previousPhysicalId = "nat-0abc/10.0.1.5";
            draft.chosen.addAll(ips("9"));
            draft.failureReason = "Cannot.";
        });
        Request.CreateOrUpdate count = PlanFixture.two(Optional.of("nat-0abc/none"));
        PlanFixture scene = new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .serving("5", "9")
                .recorded("Addresses", "nat-0abc/none", "UPDATE_IN_PROGRESS");
        Plan undo = scene.pastPauses(count, failed);
        assertThat(undo.step()).isEqualTo(unassign("9"));
        Plan restored = scene.pastPauses(
                update("nat-0abc/none", "5", "9"),
                failed.with(draft -> draft.previousPhysicalId = "nat-0abc/10.0.1.5+10.0.1.9"));
        assertThat(restored.journal().response().orElseThrow()).isEqualTo(Response.failed("nat-0abc/none", "Cannot."));
    }

    /** Case 20444134: the forward request came late, took the rollback for its own, and left behind what it had assigned. */
    @Test
    void whatWasNotThereBeforeARolledBackDeploymentIsTakenBack() {
        Journal seeming = mine("5", "9").with(draft -> {
            draft.operation = operation("UPDATE_ROLLBACK_IN_PROGRESS");
            draft.previousPhysicalId = "nat-0def/10.0.9.5";
            draft.failureReason = "Cannot.";
        });
        Plan undo = new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .serving("5", "9")
                .pastPauses(update("nat-0def/10.0.9.5", "5", "9"), seeming);
        assertThat(undo.step()).isEqualTo(unassign("5", "9"));
    }

    @Test
    void aRequestThatTheStacksEventsDoNotShowIsRefusedWhenTheyCannotBeLateAnyMore() {
        PlanFixture scene = new PlanFixture()
                .serving("5")
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .unsent();
        Plan early = scene.at(149).plan(update(FIVE, "9"));
        assertThat(early.step()).isEqualTo(new Plan.Step.Wait(3));
        assertThat(early.why())
                .isEqualTo(
                        "the stack is UPDATE_ROLLBACK_IN_PROGRESS, and its events do not show this request; looking again");
        assertThat(early.journal().operation()).isEmpty();
        assertThat(scene.at(150).failure(update(FIVE, "9")))
                .isEqualTo(CANNOT_HOLD
                        + "the stack is UPDATE_ROLLBACK_IN_PROGRESS, and its events do not show this request, so that"
                        + " nobody waits for it; nothing was done, continue the update rollback.");
    }

    @Test
    void aBriefRequestIsRefusedInTime() {
        Request.CreateOrUpdate brief = PlanFixture.listing(8, 60, Optional.empty(), Ipv4.sorted(ips("9")));
        assertThat(new PlanFixture().unsent().at(48).plan(brief).step()).isEqualTo(new Plan.Step.Respond());
    }

    /**
     * Case 90254179: two siblings' requests of a rollback that was continued again and again. Each refused itself as late, because
     * the one before it, whose answer came too late, had not stepped aside yet; and so the other one's answer came too late.
     */
    @Test
    void aRollbacksRequestThatIsSentAgainWaitsForTheOneBefore() {
        Journal begun = Journal.empty().with(draft -> draft.previousPhysicalId = "nat-0abc/10.0.1.9");
        PlanFixture scene = new PlanFixture()
                .serving("5")
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .execution(name("a", "update", "2"), Execution.Status.RUNNING, -3);
        assertThat(scene.plan(update(FIVE, "9"), begun).why())
                .isEqualTo("an earlier request of the resource is running");
    }

    /** The earlier request may be undoing itself on another gateway, and the rights there go with the rollback's success. */
    @Test
    void aRollbackWaitsForEarlierRequestsEvenIfEverythingServes() {
        PlanFixture scene = rollingBack().execution(name("a", "update", "9"), Execution.Status.RUNNING, -3);
        Plan plan = scene.plan(update("nat-0abc/10.0.1.5", "5"));
        assertThat(plan.why()).isEqualTo("an earlier request of the resource is running");
        Plan end = scene.pastPauses(update("nat-0abc/10.0.1.5", "5"));
        assertThat(end.journal().response().orElseThrow().success()).isTrue();
        assertThat(scene.seen().now()).isAfter(PlanFixture.START.plusSeconds(1_400));
    }

    @Test
    void aRollbackThatIsAloneSucceedsAtOnce() {
        PlanFixture scene = rollingBack().execution(name("a", "update", "9"), Execution.Status.FAILED, -3);
        assertThat(scene.answer(update("nat-0abc/10.0.1.5", "5")).success()).isTrue();
        assertThat(scene.seen().now()).isBefore(PlanFixture.START.plusSeconds(15));
    }

    private static Journal mine(String... lastOctets) {
        return Journal.empty().with(draft -> draft.assigned.addAll(ips(lastOctets)));
    }

    private static PlanFixture rollingBack() {
        return new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .serving("5")
                .recorded("Addresses", "nat-0abc/10.0.1.5", "UPDATE_IN_PROGRESS");
    }
}

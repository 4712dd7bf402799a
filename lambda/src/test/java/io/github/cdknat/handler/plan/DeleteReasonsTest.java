package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.release;
import static io.github.cdknat.handler.plan.PlanReasons.alone;
import static io.github.cdknat.handler.plan.PlanReasons.answeredSuccess;
import static io.github.cdknat.handler.plan.PlanReasons.calls;
import static io.github.cdknat.handler.plan.PlanReasons.deleting;
import static io.github.cdknat.handler.plan.PlanReasons.endsWell;
import static io.github.cdknat.handler.plan.PlanReasons.later;
import static io.github.cdknat.handler.plan.PlanReasons.of;
import static io.github.cdknat.handler.plan.PlanReasons.operation;
import static io.github.cdknat.handler.plan.PlanReasons.plan;
import static io.github.cdknat.handler.plan.PlanReasons.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import org.junit.jupiter.api.Test;

/** A release says why it pauses, calls or ends, for the log; and how long it pauses. */
class DeleteReasonsTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";

    @Test
    void aReleaseKnowsAnOldPageOfTheBook() {
        says(
                plan(release(RECORD), deleting(), later("DELETE_IN_PROGRESS")),
                3,
                "CloudFormation shows an earlier operation; looking again");
    }

    @Test
    void aReleaseLooksTwiceBeforeItBelievesThatNobodyWaits() {
        says(
                plan(
                        release(RECORD),
                        new PlanFixture().stack("DELETE_IN_PROGRESS"),
                        of(draft -> draft.operation = operation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"))),
                5,
                "the stack went from UPDATE_COMPLETE_CLEANUP_IN_PROGRESS to DELETE_IN_PROGRESS; looking once more");
    }

    @Test
    void aReleaseLooksOnAsLongAsReadsMayBeOldBeforeItIsRefused() {
        says(
                plan(release(RECORD), new PlanFixture().stack("UPDATE_COMPLETE")),
                5,
                "the stack is UPDATE_COMPLETE; looking again");
        says(
                plan(
                        release(RECORD),
                        new PlanFixture().stack("UPDATE_COMPLETE").at(100),
                        of(draft -> draft.operation = operation("UPDATE_COMPLETE"))),
                10,
                "the stack is UPDATE_COMPLETE, in which CloudFormation deletes nothing; looking again");
        says(
                plan(release(RECORD), deleting().recorded("Addresses", RECORD, "UPDATE_COMPLETE")),
                10,
                "CloudFormation shows the record as current; looking again");
    }

    @Test
    void aReleaseOfAnInventedIdWaitsForItsCreate() {
        says(plan(release("Invented"), deleting()), 126, "a Create that never answered may still be at work");
        says(
                plan(
                        release("Invented"),
                        deleting()
                                .execution(name("a", "create", "1"), Execution.Status.RUNNING, -9)
                                .at(130)),
                5,
                "waiting for earlier requests of the resource to end");
    }

    @Test
    void aReleaseLooksTwiceForItsGateway() {
        Plan plan = plan(release(RECORD), deleting().withoutGateway());
        says(plan, 5, "the gateway is gone; looking once more");
        assertThat(plan.journal().sighting()).contains(new Journal.Sighting("no gateway", PlanFixture.START));
    }

    @Test
    void aReleaseSaysWhyItUnassignsAndAssigns() {
        calls(
                plan(release(RECORD), deleting().serving("5"), alone()),
                AddressChange.unassign(Ipv4.sorted(ips("5")), 350),
                "owed, and in no other record of the stack");
        calls(
                plan(
                        release(RECORD),
                        new PlanFixture()
                                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE"),
                        of(draft -> draft.aloneSince = PlanFixture.START.minusSeconds(60))),
                AddressChange.assign(Ipv4.sorted(ips("9"))),
                "the current record's addresses were freed early");
    }

    @Test
    void aReleaseThatIsAnsweredEnds() {
        endsWell(plan(release(RECORD), deleting(), answeredSuccess()), "CloudFormation took the answer");
    }
}

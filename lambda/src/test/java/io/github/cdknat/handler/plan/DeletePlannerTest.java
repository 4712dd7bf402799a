package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletePlannerTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";

    @Test
    void unassignsAllOwedAddressesInOneCall() {
        assertThat(deleting().serving("5", "6").settle(release(RECORD)).step()).isEqualTo(unassign("5", "6"));
    }

    @Test
    void keepsWhatAnotherCurrentRecordLists() {
        PlanFixture scene = deleting().serving("5", "6").recorded("Other", "nat-0abc/10.0.1.6*", "CREATE_COMPLETE");
        assertThat(scene.settle(release(RECORD)).step()).isEqualTo(unassign("5"));
    }

    @Test
    void doesNotCountTheRecordsOfResourcesThatAreBeingDeleted() {
        PlanFixture scene = deleting().serving("5", "6").recorded("Other", "nat-0abc/10.0.1.6", "DELETE_IN_PROGRESS");
        assertThat(scene.settle(release(RECORD)).step()).isEqualTo(unassign("5", "6"));
    }

    @Test
    void keepsThePrimaryWhateverARecordSays() {
        assertThat(reason(deleting(), "nat-0abc/10.0.1.4")).isEqualTo("Released: every owed address is released.");
    }

    @Test
    void inARollbackItLeavesAdoptedAddresses() {
        PlanFixture scene = new PlanFixture().serving("5", "6").stack("ROLLBACK_IN_PROGRESS");
        assertThat(scene.settle(release("nat-0abc/10.0.1.5*+10.0.1.6")).step()).isEqualTo(unassign("6"));
    }

    @Test
    void inARollbackItAssignsWhatWasFreedEarly() {
        PlanFixture scene = new PlanFixture()
                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(scene.settle(release(RECORD)).step())
                .isEqualTo(new Plan.Step.Call(AddressChange.assign(Ipv4.sorted(ips("9")))));
    }

    @Test
    void outsideARollbackAdoptedAddressesGoTooAndNothingComesBack() {
        PlanFixture scene = new PlanFixture()
                .serving("5", "6")
                .stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(scene.settle(release("nat-0abc/10.0.1.5*+10.0.1.6")).step()).isEqualTo(unassign("5", "6"));
        PlanFixture done = new PlanFixture()
                .stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(reason(done, RECORD)).isEqualTo("Released: every owed address is released.");
    }

    /** It may be undoing itself, and the rights for that go when this one has succeeded. */
    @Test
    void anEmptyRecordWaitsForEarlierRequests() {
        PlanFixture scene = deleting().execution(name("a", "update", "9"), Execution.Status.RUNNING, -9);
        Plan plan = Planner.plan(release("nat-0abc/none"), Journal.empty(), scene.seen());
        assertThat(plan.why()).isEqualTo("making sure that no earlier request of the resource is running");
        assertThat(reason(deleting(), "nat-0abc/none")).isEqualTo("Released: the record lists no address.");
    }

    @Test
    void anOldPageOfCloudFormationsBookDoesNotSupersedeIt() {
        Plan plan = Planner.plan(
                release(RECORD),
                Journal.empty(),
                new PlanFixture().stack("UPDATE_IN_PROGRESS").seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(5));
        assertThat(plan.why()).isEqualTo("the stack is UPDATE_IN_PROGRESS; looking again");
        assertThat(plan.journal().operation()).isEmpty();
    }

    @Test
    void whatIsAssignedAnewAfterItsDrainIsSomebodyElses() {
        Journal drained = Journal.empty().with(draft -> draft.drained.addAll(ips("6")));
        assertThat(deleting().serving("5", "6").settle(release(RECORD), drained).step())
                .isEqualTo(unassign("5"));
        assertThat(deleting()
                        .serving("6")
                        .settle(release(RECORD), drained)
                        .journal()
                        .decision()
                        .orElseThrow()
                        .reason())
                .isEqualTo("Released: every owed address is released.");
    }

    @Test
    void failsWhenCloudFormationGoesOnShowingTheRecordAsCurrent() {
        PlanFixture scene = new PlanFixture()
                .serving("5", "6")
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Addresses", RECORD, "UPDATE_COMPLETE");
        assertThat(failure(scene, RECORD))
                .isEqualTo("Cannot release " + RECORD
                        + ": CloudFormation shows the record as current, and still did after 150 s; nothing was released. Delete"
                        + " again, or unassign the addresses if the resource is gone.");
    }

    @Test
    void failsWhenTheStackGoesOnDeletingNothing() {
        PlanFixture scene = new PlanFixture().serving("5", "6").stack("UPDATE_COMPLETE");
        assertThat(failure(scene, RECORD))
                .isEqualTo("Cannot release " + RECORD
                        + ": the stack is UPDATE_COMPLETE, in which CloudFormation deletes nothing, and still did after 150 s;"
                        + " nothing was released. Delete again, or unassign the addresses if the resource is gone.");
    }

    @Test
    void aGoneGatewayOwesNothing() {
        assertThat(reason(deleting().withoutGateway(), RECORD))
                .isEqualTo("Released: the gateway is gone, and its addresses with it.");
    }

    @Test
    void anInventedPhysicalIdOwesNothing() {
        PlanFixture scene = deleting();
        assertThat(reason(scene, "Stack-Addresses-1ABC"))
                .isEqualTo("Released: the physical id is not a record, and no earlier request is running.");
        assertThat(scene.seen().now()).isAfterOrEqualTo(PlanFixture.START.plusSeconds(75));
    }

    @Test
    void anInventedPhysicalIdIsAnsweredInTimeEvenIfCloudFormationWaitsLessThanAnEventMayTake() {
        PlanFixture scene = deleting();
        Request.Delete brief = new Request.Delete("Addresses", "Stack-Addresses-1ABC", Optional.empty(), 350, 60);
        assertThat(scene.settle(brief).journal().decision().orElseThrow().success())
                .isTrue();
        assertThat(scene.seen().now()).isBefore(PlanFixture.START.plusSeconds(60));
    }

    @Test
    void anInventedPhysicalIdWaitsForItsCreateToEnd() {
        PlanFixture scene = deleting().execution(name("a", "create", "1"), Execution.Status.RUNNING, -10);
        assertThat(failure(scene, "Stack-Addresses-1ABC"))
                .isEqualTo(
                        "Cannot release Stack-Addresses-1ABC: an earlier request of Addresses is still running; delete"
                                + " again when its execution has ended.");
    }

    @Test
    void acceptedIsLookedAtTwice() {
        Request.Delete release = new Request.Delete(
                "Addresses",
                RECORD,
                AddressRecord.parse(RECORD),
                350,
                DrainWait.UNTIL_STARTED,
                1600,
                Optional.empty(),
                DrainWaiters.NONE);
        PlanFixture deleting = new PlanFixture()
                .recorded("Addresses", RECORD, "DELETE_IN_PROGRESS")
                .stack("DELETE_IN_PROGRESS")
                .draining("5");
        Journal alone = Journal.empty().with(draft -> draft.aloneSince = PlanFixture.START.minusSeconds(10));
        assertThat(Planner.plan(release, alone, deleting.seen()).why())
                .isEqualTo("EC2 has accepted the release; looking once more");
        assertThat(deleting.settle(release, alone)
                        .journal()
                        .decision()
                        .orElseThrow()
                        .reason())
                .isEqualTo("Released: EC2 has accepted it, and draining are: 10.0.1.5.");
    }

    @Test
    void failedAddressesAreUnassignedByThemselves() {
        PlanFixture scene = deleting().serving("5").with(AddressStatus.FAILED, "In use.", "6");
        assertThat(scene.settle(release(RECORD)).step()).isEqualTo(unassign("5"));
        PlanFixture left = deleting().with(AddressStatus.FAILED, "In use.", "6");
        assertThat(left.settle(release(RECORD)).step()).isEqualTo(unassign("6"));
    }

    @Test
    void aGatewayThatIsBeingDeletedOwesNothing() {
        assertThat(reason(deleting().gateway("deleting", "private", "zonal").serving("5"), RECORD))
                .isEqualTo("Released: the gateway is gone, and its addresses with it.");
    }

    @Test
    void stopsWhenALaterRequestOfTheResourceRuns() {
        PlanFixture scene = deleting().serving("5").execution(name("a", "delete", "1"), Execution.Status.RUNNING, 10);
        assertThat(failure(scene, RECORD))
                .isEqualTo("Cannot release nat-0abc/10.0.1.5+10.0.1.6: a later delete request for the resource is"
                        + " running, so nobody waits for this request.");
    }

    private static PlanFixture deleting() {
        return new PlanFixture().stack("DELETE_IN_PROGRESS");
    }

    private static Plan.Step unassign(String... lastOctets) {
        return new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(ips(lastOctets)), 350));
    }

    private static String reason(PlanFixture scene, String physicalId) {
        Response decision =
                scene.settle(release(physicalId)).journal().decision().orElseThrow();
        assertThat(decision.success()).isTrue();
        return decision.reason();
    }

    private static String failure(PlanFixture scene, String physicalId) {
        return failureOf(scene.settle(release(physicalId)));
    }

    private static String failureOf(Plan plan) {
        Response decision = plan.journal().decision().orElseThrow();
        assertThat(decision.success()).isFalse();
        return decision.reason();
    }
}

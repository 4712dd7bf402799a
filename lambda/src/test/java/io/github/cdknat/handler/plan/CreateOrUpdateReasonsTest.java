package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.hold;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.release;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static io.github.cdknat.handler.plan.PlanReasons.alone;
import static io.github.cdknat.handler.plan.PlanReasons.calls;
import static io.github.cdknat.handler.plan.PlanReasons.deleting;
import static io.github.cdknat.handler.plan.PlanReasons.endsInFailure;
import static io.github.cdknat.handler.plan.PlanReasons.later;
import static io.github.cdknat.handler.plan.PlanReasons.of;
import static io.github.cdknat.handler.plan.PlanReasons.operation;
import static io.github.cdknat.handler.plan.PlanReasons.plan;
import static io.github.cdknat.handler.plan.PlanReasons.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A hold says why it pauses, calls or ends, for the log, and how long it pauses; so does a release for the same reasons. */
class CreateOrUpdateReasonsTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";

    @Test
    void aHoldThatArrivesLooksTwiceAtAStackThatDoesNotFit() {
        says(
                plan(create("9"), new PlanFixture().stack("UPDATE_COMPLETE")),
                5,
                "the stack is UPDATE_COMPLETE; looking again");
    }

    @Test
    void aHoldKnowsAnOldPageOfTheBook() {
        says(
                plan(create("9"), new PlanFixture(), later("CREATE_IN_PROGRESS")),
                3,
                "CloudFormation shows an earlier operation; looking again");
    }

    @Test
    void aHoldLooksTwiceBeforeItBelievesThatNobodyWaits() {
        says(
                plan(
                        create("9"),
                        new PlanFixture().stack("ROLLBACK_IN_PROGRESS"),
                        of(draft -> draft.operation = operation("CREATE_IN_PROGRESS"))),
                5,
                "the stack went from CREATE_IN_PROGRESS to ROLLBACK_IN_PROGRESS; looking once more");
    }

    @Test
    void aDuplicateLeavesTheRequestToItsTwin() {
        ExecutionName twin = new ExecutionName("a".repeat(20), "create", "0".repeat(8), "0".repeat(12), "1".repeat(16));
        endsInFailure(
                plan(create("9"), new PlanFixture().execution(twin, Execution.Status.SUCCEEDED, -1)),
                "another execution handles this very request");
    }

    @Test
    void aRollbackWaitsForWhatMayStillArrive() {
        says(
                plan(update(RECORD, "5", "6"), new PlanFixture().serving("5").stack("UPDATE_ROLLBACK_IN_PROGRESS")),
                126,
                "an earlier request of this deployment may still arrive");
    }

    @Test
    void aHoldLooksTwiceForItsGateway() {
        Plan plan = plan(create("9"), new PlanFixture().withoutGateway());
        says(plan, 5, "EC2 does not know the gateway; looking once more");
        assertThat(plan.journal().sighting()).contains(new Journal.Sighting("no gateway", PlanFixture.START));
    }

    @Test
    void aGatewayThatIsPendingIsWaitedFor() {
        says(plan(create("9"), new PlanFixture().gateway("pending", "private", "zonal")), 5, "the gateway is pending");
    }

    @Test
    void nobodyActsBeforeItIsAlone() {
        String why = "making sure that no earlier request of the resource is running";
        says(plan(create("9"), new PlanFixture()), 5, why);
        says(plan(release(RECORD), deleting().serving("5")), 5, why);
    }

    @Test
    void successIsLookedAtTwice() {
        says(
                plan(create("9"), new PlanFixture().serving("9"), alone()),
                5,
                "every declared address is serving; looking once more");
        says(plan(release(RECORD), deleting(), alone()), 5, "no owed address is on the gateway; looking once more");
    }

    @Test
    void otherAddressesThatChangeAreWaitedFor() {
        says(plan(create("9"), new PlanFixture().draining("30"), alone()), 5, "waiting for 10.0.1.30 (unassigning)");
        says(
                plan(release(RECORD), deleting().serving("5").with(AddressStatus.ASSIGNING, "", "30"), alone()),
                2,
                "waiting for 10.0.1.30 (assigning)");
    }

    @Test
    void anAddressWhoseStatusEc2DoesNotTellIsLookedAtAgain() {
        says(
                plan(create("9"), new PlanFixture().with(AddressStatus.UNKNOWN, "", "9"), alone()),
                5,
                "EC2 does not tell every address's status");
    }

    @Test
    void anAssignSaysWhetherAllFit() {
        calls(
                plan(create("9"), new PlanFixture(), alone()),
                AddressChange.assign(Ipv4.sorted(ips("9"))),
                "all missing addresses fit");
        calls(
                plan(
                        hold(3, Optional.of("nat-0abc/10.0.1.5"), "9", "10"),
                        new PlanFixture().serving("5").stack("UPDATE_IN_PROGRESS"),
                        alone()),
                AddressChange.assign(Ipv4.sorted(ips("9"))),
                "some of the missing addresses fit");
    }

    @Test
    void aFullGatewayIsLookedAtTwiceBeforeTheRequestFails() {
        Plan plan = plan(create("20"), new PlanFixture().serving("5", "6", "7", "8", "9", "10", "11"), alone());
        says(plan, 5, "the gateway has no room; looking once more");
        assertThat(plan.journal().sighting()).contains(new Journal.Sighting("no room", PlanFixture.START));
    }

    @Test
    void aFullGatewayIsLookedAtTwiceBeforeAnAddressIsFreedEarly() {
        PlanFixture scene =
                new PlanFixture().serving("5", "6", "7", "8", "9", "10", "11").stack("UPDATE_IN_PROGRESS");
        Plan first = plan(update("nat-0abc/10.0.1.5", "20"), scene, alone());
        says(first, 5, "the gateway is full; looking once more");
        calls(
                plan(update("nat-0abc/10.0.1.5", "20"), scene.at(5), first.journal()),
                AddressChange.unassign(Ipv4.sorted(ips("5")), 350),
                "early release: the gateway is full, and these are no longer declared");
    }

    @Test
    void aRequestThatHasFreedSomethingWaitsForRoom() {
        says(
                plan(
                        update("nat-0abc/10.0.1.12", "20"),
                        new PlanFixture()
                                .serving("5", "6", "7", "8", "9", "10", "11")
                                .stack("UPDATE_IN_PROGRESS"),
                        of(draft -> {
                            draft.operation = operation("UPDATE_IN_PROGRESS");
                            draft.aloneSince = PlanFixture.START.minusSeconds(60);
                            draft.freed.addAll(ips("12"));
                        })),
                10,
                "waiting for room on the gateway");
    }
}

package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.Scene.create;
import static io.github.cdknat.handler.plan.Scene.hold;
import static io.github.cdknat.handler.plan.Scene.ips;
import static io.github.cdknat.handler.plan.Scene.name;
import static io.github.cdknat.handler.plan.Scene.release;
import static io.github.cdknat.handler.plan.Scene.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every plan says why, for the log; and how long it pauses. */
class WhysTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";

    @Test
    void aHoldThatArrivesLooksTwiceAtAStackThatDoesNotFit() {
        says(plan(create("9"), new Scene().stack("UPDATE_COMPLETE")), 5, "the stack is UPDATE_COMPLETE; looking again");
    }

    @Test
    void aHoldKnowsAnOldPageOfTheBook() {
        says(
                plan(create("9"), new Scene(), later("CREATE_IN_PROGRESS")),
                3,
                "CloudFormation's book shows an earlier operation; looking again");
    }

    @Test
    void aReleaseKnowsAnOldPageOfTheBook() {
        says(
                plan(release(RECORD), deleting(), later("DELETE_IN_PROGRESS")),
                3,
                "CloudFormation's book shows an earlier operation; looking again");
    }

    @Test
    void aHoldLooksTwiceBeforeItBelievesThatNobodyWaits() {
        says(
                plan(
                        create("9"),
                        new Scene().stack("ROLLBACK_IN_PROGRESS"),
                        of(draft -> draft.operation = operation("CREATE_IN_PROGRESS"))),
                5,
                "the stack went from CREATE_IN_PROGRESS to ROLLBACK_IN_PROGRESS; looking once more");
    }

    @Test
    void aReleaseLooksTwiceBeforeItBelievesThatNobodyWaits() {
        says(
                plan(
                        release(RECORD),
                        new Scene().stack("DELETE_IN_PROGRESS"),
                        of(draft -> draft.operation = operation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"))),
                5,
                "the stack went from UPDATE_COMPLETE_CLEANUP_IN_PROGRESS to DELETE_IN_PROGRESS; looking once more");
    }

    @Test
    void aDuplicateLeavesTheRequestToItsTwin() {
        ExecutionName twin = new ExecutionName("a".repeat(20), "create", "0".repeat(8), "0".repeat(12), "1".repeat(16));
        ends(
                plan(create("9"), new Scene().execution(twin, Execution.Status.SUCCEEDED, -1)),
                false,
                "another execution handles this very request");
    }

    @Test
    void aRollbackWaitsForWhatMayStillArrive() {
        says(
                plan(update(RECORD, "5", "6"), new Scene().serving("5").stack("UPDATE_ROLLBACK_IN_PROGRESS")),
                126,
                "an earlier request of this deployment may still arrive");
    }

    @Test
    void aHoldLooksTwiceForItsGateway() {
        Plan plan = plan(create("9"), new Scene().withoutGateway());
        says(plan, 5, "EC2 does not know the gateway; looking once more");
        assertThat(plan.journal().sighting()).contains(new Journal.Sighting("no gateway", Scene.START));
    }

    @Test
    void aReleaseLooksTwiceForItsGateway() {
        Plan plan = plan(release(RECORD), deleting().withoutGateway());
        says(plan, 5, "the gateway is gone; looking once more");
        assertThat(plan.journal().sighting()).contains(new Journal.Sighting("no gateway", Scene.START));
    }

    @Test
    void aGatewayThatIsPendingIsWaitedFor() {
        says(plan(create("9"), new Scene().gateway("pending", "private", "zonal")), 5, "the gateway is pending");
    }

    @Test
    void nobodyActsBeforeItIsAlone() {
        String why = "making sure that no earlier request of the resource is running";
        says(plan(create("9"), new Scene()), 5, why);
        says(plan(release(RECORD), deleting().serving("5")), 5, why);
    }

    @Test
    void successIsLookedAtTwice() {
        says(
                plan(create("9"), new Scene().serving("9"), alone()),
                5,
                "every declared address is serving; looking once more");
        says(plan(release(RECORD), deleting(), alone()), 5, "no owed address is on the gateway; looking once more");
    }

    @Test
    void otherAddressesThatChangeAreWaitedFor() {
        says(plan(create("9"), new Scene().draining("30"), alone()), 5, "waiting for 10.0.1.30 (unassigning)");
        says(
                plan(release(RECORD), deleting().serving("5").with(AddressStatus.ASSIGNING, "", "30"), alone()),
                2,
                "waiting for 10.0.1.30 (assigning)");
    }

    @Test
    void anAddressWhoseStatusEc2DoesNotTellIsLookedAtAgain() {
        says(
                plan(create("9"), new Scene().with(AddressStatus.UNKNOWN, "", "9"), alone()),
                5,
                "EC2 does not tell every address's status");
    }

    @Test
    void anAssignSaysWhetherAllFit() {
        calls(
                plan(create("9"), new Scene(), alone()),
                Intention.assign(Ipv4.sorted(ips("9"))),
                "all missing addresses fit");
        calls(
                plan(
                        hold(3, Optional.of("nat-0abc/10.0.1.5"), "9", "10"),
                        new Scene().serving("5").stack("UPDATE_IN_PROGRESS"),
                        alone()),
                Intention.assign(Ipv4.sorted(ips("9"))),
                "some of the missing addresses fit");
    }

    @Test
    void aFullGatewayIsLookedAtTwiceBeforeTheRequestFails() {
        Plan plan = plan(create("20"), new Scene().serving("5", "6", "7", "8", "9", "10", "11"), alone());
        says(plan, 5, "the gateway has no room; looking once more");
        assertThat(plan.journal().sighting()).contains(new Journal.Sighting("no room", Scene.START));
    }

    @Test
    void aFullGatewayIsLookedAtTwiceBeforeAnAddressIsFreedEarly() {
        Scene scene = new Scene().serving("5", "6", "7", "8", "9", "10", "11").stack("UPDATE_IN_PROGRESS");
        Plan first = plan(update("nat-0abc/10.0.1.5", "20"), scene, alone());
        says(first, 5, "the gateway is full; looking once more");
        calls(
                plan(update("nat-0abc/10.0.1.5", "20"), scene.at(5), first.journal()),
                Intention.unassign(Ipv4.sorted(ips("5")), 350),
                "early release: the gateway is full, and these are no longer declared");
    }

    @Test
    void aRequestThatHasFreedSomethingWaitsForRoom() {
        says(
                plan(
                        update("nat-0abc/10.0.1.12", "20"),
                        new Scene().serving("5", "6", "7", "8", "9", "10", "11").stack("UPDATE_IN_PROGRESS"),
                        of(draft -> {
                            draft.operation = operation("UPDATE_IN_PROGRESS");
                            draft.aloneSince = Scene.START.minusSeconds(60);
                            draft.freed.addAll(ips("12"));
                        })),
                10,
                "waiting for room on the gateway");
    }

    @Test
    void anUndoSaysWhatItUndoesAndWaitsFor() {
        Journal failed = failed("no luck");
        calls(
                plan(create("9"), new Scene().serving("9"), failed),
                Intention.unassign(Ipv4.sorted(ips("9")), 350),
                "undoing: no luck");
        says(
                plan(create("9"), new Scene().serving("9").draining("30"), failed),
                5,
                "undoing waits for 10.0.1.30 (unassigning)");
        says(
                plan(create("9"), new Scene(), failed),
                5,
                "nothing of this request is left on the gateway; looking once more");
    }

    @Test
    void anUndoAfterTheAnswerEndsWithTheExecution() {
        Journal answered = failed("no luck").with(draft -> {
            draft.decision = Decision.failed("nat-0abc/none", "no luck");
            draft.answered = true;
            draft.sighting = new Journal.Sighting("undone", Scene.START);
        });
        ends(plan(create("9"), new Scene().at(5), answered), false, "undone after the answer: no luck");
        ends(
                plan(create("9"), new Scene().serving("9").at(1600 + 7200 + 1), answered),
                false,
                "gave up undoing 10.0.1.9");
    }

    @Test
    void afterTheAnswerAHoldWaitsForItsRecord() {
        Journal answered = answered(true);
        says(
                plan(create("9"), new Scene().serving("9").at(100), answered),
                12,
                "waiting for CloudFormation to show the answered record");
        ends(
                plan(create("9"), new Scene().recorded("Addresses", "nat-0abc/10.0.1.9", "CREATE_COMPLETE"), answered),
                true,
                "CloudFormation's record is the answered one");
        ends(
                plan(create("9"), new Scene().at(1600 + 7200 + 1), answered),
                true,
                "CloudFormation never showed the answered record");
        ends(
                plan(create("9"), new Scene(), answered(false)),
                false,
                "CloudFormation took the answer, and nothing was done");
    }

    @Test
    void anAnswerThatCameTooLateIsUndone() {
        Scene scene = new Scene().serving("9").stack("ROLLBACK_IN_PROGRESS");
        Plan first = plan(create("9"), scene, answered(true));
        says(first, 5, "the answer seems to have come too late; looking once more");
        calls(
                plan(create("9"), scene.at(5), first.journal()),
                Intention.unassign(Ipv4.sorted(ips("9")), 350),
                "undoing: the answer came too late: the stack is ROLLBACK_IN_PROGRESS and the record is another one");
    }

    /** History 20172093: it took the next deployment's answered change for its own answer's lateness, and drained what it had assigned. */
    @Test
    void anAnswerThatALaterRequestStartedFromWasTaken() {
        ExecutionName next = new ExecutionName(
                "a".repeat(20),
                "update",
                ExecutionName.physicalId("nat-0abc/10.0.1.9"),
                "0".repeat(12),
                "1".repeat(16));
        Scene scene = new Scene()
                .serving("9")
                .stack("UPDATE_IN_PROGRESS", 60)
                .recorded("Addresses", "nat-0abc/none", "UPDATE_COMPLETE")
                .execution(next, Execution.Status.SUCCEEDED, 61)
                .at(70);
        ends(plan(create("9"), scene, answered(true)), true, "a later request started from the answered record");
    }

    @Test
    void aReleaseThatIsAnsweredEnds() {
        ends(plan(release(RECORD), deleting(), answered(true)), true, "CloudFormation took the answer");
    }

    @Test
    void aReleaseLooksTwiceBeforeItTakesItselfForADuplicate() {
        says(
                plan(release(RECORD), new Scene().stack("UPDATE_COMPLETE")),
                5,
                "the stack is UPDATE_COMPLETE; looking again");
        Plan idle = plan(release(RECORD), new Scene().stack("UPDATE_COMPLETE").at(20));
        says(idle, 5, "the stack is UPDATE_COMPLETE; looking once more");
        assertThat(idle.journal().sighting())
                .contains(new Journal.Sighting("nothing is being deleted", Scene.START.plusSeconds(20)));
        says(
                plan(
                        release(RECORD),
                        new Scene()
                                .stack("UPDATE_IN_PROGRESS")
                                .recorded("Addresses", RECORD, "UPDATE_COMPLETE")
                                .at(20)),
                5,
                "the record is current and not being deleted; looking once more");
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
    void aReleaseSaysWhyItUnassignsAndAssigns() {
        calls(
                plan(release(RECORD), deleting().serving("5"), alone()),
                Intention.unassign(Ipv4.sorted(ips("5")), 350),
                "owed, and in no other record of the stack");
        calls(
                plan(
                        release(RECORD),
                        new Scene()
                                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE"),
                        of(draft -> draft.aloneSince = Scene.START.minusSeconds(60))),
                Intention.assign(Ipv4.sorted(ips("9"))),
                "the current record's addresses were freed early");
    }

    @Test
    void aDecisionIsSentWhateverIsSeen() {
        Journal decided = of(draft -> draft.decision = Decision.failed("nat-0abc/none", "no luck"));
        Plan plan = plan(create("9"), new Scene(), decided);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Answer());
        assertThat(plan.why()).isEqualTo("the decision is not answered yet");
    }

    @Test
    void whatCannotBeConfirmedEndsWithTheAfterlife() {
        ends(
                Planner.planBlind(
                        create("9"), answered(true), Scene.START, Scene.START.plusSeconds(1600 + 7200 + 1), "no book"),
                false,
                "nothing could be confirmed in time: no book");
        says(
                Planner.planBlind(
                        create("9"), answered(true), Scene.START, Scene.START.plusSeconds(1600 + 7200), "no book"),
                5,
                "no book");
    }

    @Test
    void anAddressWithoutAnAddressIsStillToldOf() {
        GatewayAddress nameless = new GatewayAddress(Optional.empty(), AddressStatus.ASSIGNING, false, "", "");
        assertThat(nameless).hasToString("an unnamed address (assigning)");
    }

    private static void says(Plan plan, int seconds, String why) {
        assertThat(plan.why()).isEqualTo(why);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Pause(seconds));
    }

    private static void calls(Plan plan, Intention intention, String why) {
        assertThat(plan.why()).isEqualTo(why);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(intention));
    }

    private static void ends(Plan plan, boolean success, String why) {
        assertThat(plan.why()).isEqualTo(why);
        assertThat(plan.step()).isEqualTo(new Plan.Step.End(success));
    }

    private static Plan plan(Request request, Scene scene) {
        return plan(request, scene, Journal.empty());
    }

    private static Plan plan(Request request, Scene scene, Journal journal) {
        return Planner.plan(request, journal, scene.seen());
    }

    private static Journal of(Consumer<Journal.Draft> change) {
        return Journal.empty().with(change);
    }

    private static Journal alone() {
        return of(draft -> draft.aloneSince = Scene.START.minusSeconds(60));
    }

    private static Journal later(String status) {
        return of(draft -> draft.operation = new Operation(status, Scene.START.toEpochMilli() + 1));
    }

    private static Journal failed(String reason) {
        return of(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.mine.addAll(ips("9"));
            draft.failure = reason;
        });
    }

    private static Journal answered(boolean success) {
        return of(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.mine.addAll(ips("9"));
            draft.decision = new Decision(success, "nat-0abc/10.0.1.9", "because", java.util.Map.of());
            draft.answered = true;
        });
    }

    private static Operation operation(String status) {
        return new Operation(status, Scene.START.toEpochMilli());
    }

    private static Scene deleting() {
        return new Scene().stack("DELETE_IN_PROGRESS");
    }
}

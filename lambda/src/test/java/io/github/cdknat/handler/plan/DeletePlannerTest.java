package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.after;
import static io.github.cdknat.handler.plan.PlanFixture.alone;
import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.delete;
import static io.github.cdknat.handler.plan.PlanFixture.event;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.row;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainSettings;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeletePlannerTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";
    private static final String FIVE = "nat-0abc/10.0.1.5";
    private static final String NINE = "nat-0abc/10.0.1.9";
    private static final String CLEAN_UP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";

    /** In a rollback what was adopted stays, and what was released early comes back; what an old page may hide goes one by one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE_IN_PROGRESS; serving 5 6 | 5+6 | unassign 10.0.1.5, 10.0.1.6",
                "DELETE_IN_PROGRESS; serving 5 6; Other 6* CREATE_COMPLETE | 5+6 | unassign 10.0.1.5",
                "DELETE_IN_PROGRESS; serving 5 6; Other 6* DELETE_IN_PROGRESS | 5+6 | unassign 10.0.1.5, 10.0.1.6",
                "ROLLBACK_IN_PROGRESS; serving 5 6 | 5*+6 | unassign 10.0.1.6",
                "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS; Addresses 9 UPDATE_COMPLETE; at 120 | 5+6 | assign 10.0.1.9",
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS; Addresses 9 UPDATE_COMPLETE; serving 5 6 | 5*+6 | unassign 10.0.1.5, 10.0.1.6",
                "DELETE_IN_PROGRESS; serving 5; failed 6 | 5+6 | unassign 10.0.1.5",
                "DELETE_IN_PROGRESS; failed 6 | 5+6 | unassign 10.0.1.6",
                "DELETE_IN_PROGRESS | 5+6 | unassign 10.0.1.5",
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS; Addresses 9 UPDATE_COMPLETE; serving 9 | 5+6 | answer"
            })
    void takesWhatIsOwedAndInNoOtherRecord(String scene, String owned, String step) {
        assertThat(PlanFixture.of(scene).step(delete(PlanFixture.kept(owned)))).hasToString(step);
    }

    /** What a creation that failed has made of the resource; 10.0.1.8 is deleted already. */
    @Test
    void withEverythingItTakesWhatAnyUndeletedRecordOfTheResourceLists() {
        PlanFixture made = both().serving("7", "8")
                .events(
                        event("Addresses", "nat-0abc/10.0.1.8", "DELETE_COMPLETE"),
                        event("Addresses", "nat-0abc/10.0.1.8", "UPDATE_COMPLETE"),
                        event("Addresses", "nat-0abc/10.0.1.6+10.0.1.7", "CREATE_COMPLETE"),
                        event("Addresses", "nat-0def/10.0.9.9", "CREATE_COMPLETE"),
                        event("Addresses", "Stack-Addresses-1ABC", "CREATE_IN_PROGRESS"));
        assertThat(made.step(delete(FIVE))).isEqualTo(unassign("5", "6", "7"));
        assertThat(made.stack(CLEAN_UP).step(delete(FIVE))).isEqualTo(unassign("5"));
    }

    /** It may be undoing itself, and the rights for that go when this one has succeeded. */
    @Test
    void anEmptyRecordWaitsForEarlierRequests() {
        PlanFixture scene = deleting().execution(name("a", "update", "9"), Execution.Status.RUNNING, -9);
        Plan plan = scene.plan(delete("nat-0abc/none"));
        assertThat(plan.why()).isEqualTo("an earlier request of the resource is running");
    }

    @Test
    void whatIsAssignedAnewAfterItsDrainIsSomebodyElses() {
        Journal drained = Journal.empty().with(draft -> draft.drained.addAll(ips("6")));
        assertThat(deleting().serving("5", "6").step(delete(RECORD), drained)).isEqualTo(unassign("5"));
        assertThat(deleting().serving("6").at(120).reason(delete(RECORD), drained))
                .isEqualTo("Released: every owed address is released.");
    }

    @Test
    void anInventedPhysicalIdOwesNothing() {
        PlanFixture scene = deleting();
        assertThat(scene.success(delete("Stack-Addresses-1ABC")))
                .isEqualTo("Released: the physical id is not a record, and no earlier request is running.");
        assertThat(scene.seen().now()).isAfterOrEqualTo(PlanFixture.START.plusSeconds(75));
    }

    @Test
    void anInventedPhysicalIdIsAnsweredInTimeEvenIfCloudFormationWaitsLessThanAnEventMayTake() {
        PlanFixture scene = deleting();
        Request.Delete brief = delete("Stack-Addresses-1ABC", 60, DrainWait.UNTIL_ENDED, DrainWaiters.NONE);
        assertThat(scene.answer(brief).success()).isTrue();
        assertThat(scene.seen().now()).isBefore(PlanFixture.START.plusSeconds(60));
    }

    @Test
    void acceptedIsLookedAtTwice() {
        Request.Delete request = delete(RECORD, 1600, DrainWait.UNTIL_STARTED, DrainWaiters.NONE);
        PlanFixture deleting = new PlanFixture()
                .recorded("Addresses", RECORD, "DELETE_IN_PROGRESS")
                .stack("DELETE_IN_PROGRESS")
                .draining("5");
        Journal alone =
                Journal.empty().with(draft -> draft.since.put(Journal.Fact.ALONE, PlanFixture.START.minusSeconds(10)));
        assertThat(deleting.plan(request, alone).why()).isEqualTo("EC2 has accepted the release; looking once more");
        assertThat(deleting.reason(request, alone))
                .isEqualTo("Released: EC2 has accepted it, and draining are: 10.0.1.5.");
    }

    @Test
    void failsAtTheDeadlineIfWhatWasFreedEarlyIsNotBack() {
        PlanFixture late = rolledBack().at(1420);
        String reason =
                "Cannot restore 10.0.1.9 on nat-0abc, which the deployment that is rolled back had released early: the"
                        + " time of this request (1600 s) is over, and on the gateway are 10.0.1.4 (primary,"
                        + " succeeded)%s; CloudFormation tries up to three times in a clean-up; then assign by hand what is left%s.";
        assertThat(late.plan(delete(RECORD)).journal().response())
                .contains(Response.failed(RECORD, reason.formatted("", "")));
        Journal assigned = Journal.empty().with(draft -> draft.assigned.addAll(ips("9")));
        late.with(AddressStatus.ASSIGNING, "", "9");
        assertThat(late.plan(delete(RECORD), assigned).journal().response())
                .contains(Response.failed(
                        RECORD, reason.formatted(", 10.0.1.9 (assigning)", " when the gateway is no longer busy")));
        assertThat(late.plan(delete(RECORD)).why()).isEqualTo("every owed address is released");
    }

    @Test
    void failsWhenWhatWasFreedEarlyFailsToComeBack() {
        Journal restoring = alone().with(draft -> draft.assigned.addAll(ips("9")));
        PlanFixture scene =
                rolledBack().with(AddressStatus.FAILED, "In use.", "9").at(120);
        assertThat(scene.answer(delete(RECORD), restoring))
                .isEqualTo(Response.failed(
                        RECORD,
                        "Cannot restore 10.0.1.9 on nat-0abc: the deployment that is rolled back had released it early, and on"
                                + " the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.9 (failed); unassign the failed"
                                + " address. CloudFormation tries up to three times in a clean-up; then assign by hand what is"
                                + " left."));
    }

    @Test
    void answersAtTheDeadlineEvenIfCloudFormationsRecordsNeverCatchUp() {
        Journal ahead = Journal.empty()
                .with(draft -> draft.operation =
                        new StackOperation("DELETE_IN_PROGRESS", PlanFixture.START.toEpochMilli() + 1_000_000));
        for (String physicalId : List.of(RECORD, "Stack-Addresses-1ABC")) {
            PlanFixture scene = deleting().serving("5");
            assertThat(scene.answer(delete(physicalId), ahead).success()).isFalse();
            assertThat(scene.seen().now()).isBefore(PlanFixture.START.plusSeconds(1600));
        }
    }

    @Test
    void aGatewayThatIsGoneAtTheDeadlineOwesNothing() {
        PlanFixture scene = deleting()
                .gateway("deleting", "private", "zonal")
                .serving("5")
                .execution(name("a", "update", "9"), Execution.Status.RUNNING, -9)
                .at(1420);
        assertThat(scene.plan(delete(RECORD)).why()).isEqualTo("the gateway is gone, and its addresses with it");
    }

    static Stream<Arguments> answers() {
        String released = "Released: every owed address is released.";
        String gone = "Released: the gateway is gone, and its addresses with it.";
        return Stream.of(
                arguments("the primary address stays", deleting(), "nat-0abc/10.0.1.4", released),
                arguments("an empty record", deleting(), "nat-0abc/none", "Released: the record lists no address."),
                arguments("no gateway", deleting().withoutGateway(), RECORD, gone),
                arguments(
                        "a gateway that is being deleted",
                        deleting().gateway("deleting", "private", "zonal").serving("5"),
                        RECORD,
                        gone),
                arguments(
                        "at the deadline a drain",
                        deleting().draining("5", "6"),
                        RECORD,
                        "Released: at the deadline only a running drain was left: 10.0.1.5, 10.0.1.6."),
                arguments(
                        "what another record owes",
                        deleting().serving("5").draining("30").recorded("Sibling", FIVE, "DELETE_FAILED"),
                        FIVE,
                        released),
                arguments(
                        "in an update nothing is restored",
                        rolledBack().stack(CLEAN_UP).at(120),
                        RECORD,
                        released),
                arguments(
                        "at the deadline an address still serves",
                        deleting().serving("5").draining("30"),
                        RECORD,
                        "Cannot release 10.0.1.5 from nat-0abc: the time of this request (1600 s) is"
                                + " over, and on the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.5 (succeeded), 10.0.1.30"
                                + " (unassigning since 2026-01-01T00:02:10Z or longer); delete the stack again after 2026-01-01T01:08:50Z,"
                                + " when the last drain is over."),
                arguments(
                        "the stack's events never show its deletion",
                        both().stack(CLEAN_UP).unsent(),
                        RECORD,
                        "Cannot release " + RECORD
                                + ": the stack's events do not show its deletion, and still did after 150 s; nothing was"
                                + " released. Delete again, or unassign the addresses if the resource is gone."),
                arguments(
                        "the stack's events never show the deletion of nothing",
                        deleting().stack(CLEAN_UP).unsent(),
                        "nat-0abc/none",
                        "Released: the record lists no address."),
                arguments(
                        "the stack goes on deleting nothing",
                        both().stack("UPDATE_COMPLETE"),
                        RECORD,
                        "Cannot release " + RECORD
                                + ": the stack is UPDATE_COMPLETE, in which CloudFormation deletes nothing, and still did after"
                                + " 150 s; nothing was released. Delete again, or unassign the addresses if the resource is gone."),
                arguments(
                        "a Create without an answer still runs",
                        deleting().execution(name("a", "create", "1"), Execution.Status.RUNNING, -10),
                        "Stack-Addresses-1ABC",
                        "Cannot release Stack-Addresses-1ABC: an earlier request of Addresses is still running; delete"
                                + " again when its execution has ended."),
                arguments(
                        "a later request of the resource runs",
                        deleting().serving("5").execution(name("a", "delete", "1"), Execution.Status.RUNNING, 10),
                        RECORD,
                        "Cannot release nat-0abc/10.0.1.5+10.0.1.6: a later delete request for the resource is"
                                + " running, so nobody waits for this request."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answers(String which, PlanFixture scene, String physicalId, String reason) {
        assertThat(scene.answer(delete(physicalId)))
                .isEqualTo(new Response(reason.startsWith("Released"), physicalId, reason, Map.of()));
    }

    @Test
    void aStackThatDeletesNothingIsNotTakenForItsOperation() {
        assertThat(new PlanFixture()
                        .stack("CREATE_IN_PROGRESS")
                        .plan(delete(RECORD))
                        .journal()
                        .operation())
                .isEmpty();
    }

    static Stream<Arguments> pauses() {
        PlanFixture assigning = deleting().serving("5").with(AddressStatus.ASSIGNING, "", "30");
        PlanFixture creating = deleting().execution(name("a", "create", "1"), Execution.Status.RUNNING, -9);
        return Stream.of(
                row(
                        () -> deleting().plan(delete(RECORD), after("DELETE_IN_PROGRESS")),
                        3,
                        "CloudFormation shows an earlier operation; looking again"),
                row(
                        () -> deleting().plan(delete(RECORD), began(CLEAN_UP)),
                        5,
                        "the stack went from UPDATE_COMPLETE_CLEANUP_IN_PROGRESS to DELETE_IN_PROGRESS; looking once more"),
                row(
                        () -> new PlanFixture().stack("UPDATE_COMPLETE").at(149).plan(delete(RECORD)),
                        5,
                        "the stack is UPDATE_COMPLETE, in which CloudFormation deletes nothing; looking again"),
                row(
                        () -> deleting().unsent().at(149).plan(delete(RECORD)),
                        5,
                        "the stack's events do not show its deletion; looking again"),
                row(
                        () -> deleting().plan(delete("Invented")),
                        150,
                        "a Create that never answered may still be at work"),
                row(
                        () -> creating.at(150).plan(delete("Invented")),
                        5,
                        "waiting for earlier requests of the resource to end"),
                row(() -> assigning.plan(delete(RECORD), alone()), 2, "waiting for 10.0.1.30 (assigning)"),
                row(
                        () -> deleting().draining("30").plan(delete(RECORD), alone()),
                        5,
                        "waiting for 10.0.1.30 (unassigning)"));
    }

    @ParameterizedTest
    @MethodSource
    void pauses(Supplier<Plan> planned, int seconds, String why) {
        Plan plan = planned.get();
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(seconds));
        assertThat(plan.why()).isEqualTo(why);
    }

    @Test
    void looksForItsGatewayForAsLongAsAPageMayBeOlder() {
        PlanFixture scene = deleting().withoutGateway();
        assertThat(scene.at(119).plan(delete(RECORD)).why())
                .isEqualTo("EC2 does not know the gateway, on a page that may be an old one; looking again");
        assertThat(scene.at(120).answer(delete(RECORD)).success()).isTrue();
    }

    @Test
    void whatEc2WasCalledAboutIsNotAskedForAgain() {
        Journal called = Journal.empty().with(draft -> draft.unassigned.addAll(ips("5", "6")));
        assertThat(deleting().reason(delete(RECORD), called)).isEqualTo("Released: every owed address is released.");
        assertThat(deleting().pastPauses(delete(RECORD)).why())
                .isEqualTo("owed, and the page that does not show it may be an old one");
    }

    /** Not as long as when the record was made. */
    @Test
    void anAddressDrainsAsLongAsTheCurrentTemplateSays() {
        DrainSettings drainSettings = new DrainSettings(Optional.of(20), Optional.empty(), false);
        assertThat(both().drainSettings(drainSettings).step(delete(RECORD)))
                .isEqualTo(new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(ips("5", "6")), 20)));
        assertThat(deleting().drainSettings(drainSettings).step(delete(RECORD)))
                .isEqualTo(new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(ips("5")), 20)));
    }

    /** Should the gateway stay after all, its addresses drain as EC2 was asked to, and are in no record. */
    @ParameterizedTest
    @CsvSource({
        "DELETE_IN_PROGRESS, true, true",
        "ROLLBACK_IN_PROGRESS, true, true",
        "DELETE_IN_PROGRESS, false, false",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, true, false"
    })
    void onAGatewayThatIsDeletedWithTheStackAnAcceptedReleaseIsEnough(String status, boolean told, boolean enough) {
        DrainSettings drainSettings = new DrainSettings(Optional.empty(), Optional.empty(), told);
        PlanFixture scene =
                new PlanFixture().stack(status).drainSettings(drainSettings).serving("5");
        assertThat(scene.pastPauses(delete(RECORD)).step()).isEqualTo(unassign("5"));
        PlanFixture draining = new PlanFixture()
                .stack(status)
                .drainSettings(drainSettings)
                .draining("5")
                .at(300);
        assertThat(draining.plan(delete(RECORD), alone()).why())
                .isEqualTo(
                        enough
                                ? "EC2 has accepted the release; looking once more"
                                : "waiting for 10.0.1.5 (unassigning)");
    }

    /** Before the deployment 10.0.1.9 was the record: a page from then shows it, and hides that it was released early. */
    @Test
    void inARollbackAPageThatShowsWhatWasThereBeforeMayBeAnOldOne() {
        assertThat(rolledBack().serving("9").step(delete(RECORD))).isEqualTo(unassign("5"));
        Journal verified = alone().with(draft -> draft.notUnassigned.addAll(ips("5", "6")));
        Plan plan = rolledBack().serving("9").at(10).plan(delete(RECORD), verified);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(10));
        assertThat(plan.why()).isEqualTo("the gateway's page may be older than an early release; looking again");
        assertThat(rolledBack().at(120).step(delete(RECORD), verified)).isEqualTo(assign("9"));
    }

    /** The page shows what the resource has come to own since: then it shows what has become of this record too. */
    private static PlanFixture replaced() {
        return new PlanFixture().stack(CLEAN_UP).serving("9").recorded("Addresses", NINE, "UPDATE_COMPLETE");
    }

    private static PlanFixture both() {
        return deleting().serving("5", "6");
    }

    /** The record is what the rolled-back deployment had replaced. */
    private static PlanFixture rolledBack() {
        return new PlanFixture()
                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                .recorded("Addresses", NINE, "UPDATE_COMPLETE");
    }

    private static Journal began(String status) {
        return Journal.empty().with(draft -> draft.operation = operation(status));
    }

    static PlanFixture deleting() {
        return new PlanFixture().stack("DELETE_IN_PROGRESS");
    }
}

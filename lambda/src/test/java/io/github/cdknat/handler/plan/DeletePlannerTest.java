package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.after;
import static io.github.cdknat.handler.plan.PlanFixture.alone;
import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.delete;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.row;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeletePlannerTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";
    private static final String FIVE = "nat-0abc/10.0.1.5";
    private static final String CLEAN_UP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";

    static Stream<Arguments> steps() {
        String adopted = "nat-0abc/10.0.1.5*+10.0.1.6";
        String sibling = "nat-0abc/10.0.1.6*";
        return Stream.of(
                arguments("all that is owed in one call", both(), RECORD, unassign("5", "6")),
                arguments(
                        "not what another current record lists",
                        both().recorded("Other", sibling, "CREATE_COMPLETE"),
                        RECORD,
                        unassign("5")),
                arguments(
                        "what another record lists that is being deleted",
                        both().recorded("Other", sibling, "DELETE_IN_PROGRESS"),
                        RECORD,
                        unassign("5", "6")),
                arguments(
                        "in a rollback not what was adopted",
                        both().stack("ROLLBACK_IN_PROGRESS"),
                        adopted,
                        unassign("6")),
                arguments("in a rollback what was freed early comes back", rolledBack(), RECORD, assign("9")),
                arguments(
                        "outside a rollback what was adopted too, and nothing comes back",
                        rolledBack().stack(CLEAN_UP).serving("5", "6"),
                        adopted,
                        unassign("5", "6")),
                arguments(
                        "what failed not with what serves",
                        deleting().serving("5").with(AddressStatus.FAILED, "In use.", "6"),
                        RECORD,
                        unassign("5")),
                arguments(
                        "what failed by itself",
                        deleting().with(AddressStatus.FAILED, "In use.", "6"),
                        RECORD,
                        unassign("6")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void steps(String which, PlanFixture scene, String physicalId, Plan.Step step) {
        assertThat(scene.step(delete(physicalId))).isEqualTo(step);
    }

    /** It may be undoing itself, and the rights for that go when this one has succeeded. */
    @Test
    void anEmptyRecordWaitsForEarlierRequests() {
        PlanFixture scene = deleting().execution(name("a", "update", "9"), Execution.Status.RUNNING, -9);
        Plan plan = scene.plan(delete("nat-0abc/none"));
        assertThat(plan.why()).isEqualTo("making sure that no earlier request of the resource is running");
    }

    @Test
    void whatIsAssignedAnewAfterItsDrainIsSomebodyElses() {
        Journal drained = Journal.empty().with(draft -> draft.drained.addAll(ips("6")));
        assertThat(deleting().serving("5", "6").step(delete(RECORD), drained)).isEqualTo(unassign("5"));
        assertThat(deleting().serving("6").reason(delete(RECORD), drained))
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
        Request.Delete brief = new Request.Delete("Addresses", "Stack-Addresses-1ABC", Optional.empty(), 350, 60);
        assertThat(scene.answer(brief).success()).isTrue();
        assertThat(scene.seen().now()).isBefore(PlanFixture.START.plusSeconds(60));
    }

    @Test
    void acceptedIsLookedAtTwice() {
        Request.Delete request = delete(RECORD, 1600, DrainWait.UNTIL_STARTED, Optional.empty(), DrainWaiters.NONE);
        PlanFixture deleting = new PlanFixture()
                .recorded("Addresses", RECORD, "DELETE_IN_PROGRESS")
                .stack("DELETE_IN_PROGRESS")
                .draining("5");
        Journal alone = Journal.empty().with(draft -> draft.aloneSince = PlanFixture.START.minusSeconds(10));
        assertThat(deleting.plan(request, alone).why()).isEqualTo("EC2 has accepted the release; looking once more");
        assertThat(deleting.reason(request, alone))
                .isEqualTo("Released: EC2 has accepted it, and draining are: 10.0.1.5.");
    }

    @Test
    void failsAtTheDeadlineIfWhatWasFreedEarlyIsNotBack() {
        PlanFixture late = rolledBack().at(1420);
        String reason =
                "Cannot restore 10.0.1.9 on nat-0abc: the deployment that is rolled back had released it early, the"
                        + " time of this request (ServiceTimeout 1600 s) is over, and on the gateway are 10.0.1.4 (primary,"
                        + " succeeded)%s; deploy Addresses again%s.";
        assertThat(late.plan(delete(RECORD)).journal().decision())
                .contains(Response.failed(RECORD, reason.formatted("", "")));
        Journal assigned = Journal.empty().with(draft -> draft.mine.addAll(ips("9")));
        late.with(AddressStatus.ASSIGNING, "", "9");
        assertThat(late.plan(delete(RECORD), assigned).journal().decision())
                .contains(Response.failed(
                        RECORD, reason.formatted(", 10.0.1.9 (assigning)", " when the gateway is no longer busy")));
        assertThat(late.plan(delete(RECORD)).why()).isEqualTo("every owed address is released");
    }

    @Test
    void failsWhenWhatWasFreedEarlyFailsToComeBack() {
        Journal restoring = alone().with(draft -> draft.mine.addAll(ips("9")));
        PlanFixture scene = rolledBack().with(AddressStatus.FAILED, "In use.", "9");
        assertThat(scene.answer(delete(RECORD), restoring))
                .isEqualTo(Response.failed(
                        RECORD,
                        "Cannot restore 10.0.1.9 on nat-0abc: the deployment that is rolled back had released it early, and on"
                                + " the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.9 (failed); unassign the failed"
                                + " address, then deploy Addresses again."));
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
                arguments("in an update nothing is restored", rolledBack().stack(CLEAN_UP), RECORD, released),
                arguments(
                        "at the deadline an address still serves",
                        deleting().serving("5").draining("30"),
                        RECORD,
                        "Cannot release 10.0.1.5 from nat-0abc: the time of this request (1600 s) is"
                                + " over, and on the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.5 (succeeded), 10.0.1.30"
                                + " (unassigning since 2026-01-01T00:00:00Z or longer); try again after 2026-01-01T01:06:40Z,"
                                + " when the last drain is over."),
                arguments(
                        "CloudFormation goes on showing the record as current",
                        both().stack("UPDATE_IN_PROGRESS").recorded("Addresses", RECORD, "UPDATE_COMPLETE"),
                        RECORD,
                        "Cannot release " + RECORD
                                + ": CloudFormation shows the record as current, and still did after 150 s; nothing was"
                                + " released. Delete again, or unassign the addresses if the resource is gone."),
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
                        .stack("UPDATE_IN_PROGRESS")
                        .plan(delete(RECORD))
                        .journal()
                        .operation())
                .isEmpty();
    }

    static Stream<Arguments> pauses() {
        PlanFixture complete = new PlanFixture().stack("UPDATE_COMPLETE");
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
                row(() -> complete.plan(delete(RECORD)), 5, "the stack is UPDATE_COMPLETE; looking again"),
                row(
                        () -> complete.at(100).plan(delete(RECORD), began("UPDATE_COMPLETE")),
                        10,
                        "the stack is UPDATE_COMPLETE, in which CloudFormation deletes nothing; looking again"),
                row(
                        () -> deleting()
                                .recorded("Addresses", RECORD, "UPDATE_COMPLETE")
                                .plan(delete(RECORD)),
                        10,
                        "CloudFormation shows the record as current; looking again"),
                row(
                        () -> deleting().plan(delete("Invented")),
                        126,
                        "a Create that never answered may still be at work"),
                row(
                        () -> creating.at(130).plan(delete("Invented")),
                        5,
                        "waiting for earlier requests of the resource to end"),
                row(
                        () -> deleting().serving("5").plan(delete(RECORD)),
                        5,
                        "making sure that no earlier request of the resource is running"),
                row(
                        () -> deleting().plan(delete(RECORD), alone()),
                        5,
                        "no owed address is on the gateway; looking once more"),
                row(() -> assigning.plan(delete(RECORD), alone()), 2, "waiting for 10.0.1.30 (assigning)"));
    }

    @ParameterizedTest
    @MethodSource
    void pauses(Supplier<Plan> planned, int seconds, String why) {
        Plan plan = planned.get();
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(seconds));
        assertThat(plan.why()).isEqualTo(why);
    }

    @Test
    void looksTwiceForItsGateway() {
        Plan plan = deleting().withoutGateway().plan(delete(RECORD));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(5));
        assertThat(plan.journal().sighting()).contains(new Journal.Sighting("no gateway", PlanFixture.START));
    }

    private static PlanFixture both() {
        return deleting().serving("5", "6");
    }

    /** The record is what the rolled-back deployment had replaced. */
    private static PlanFixture rolledBack() {
        return new PlanFixture()
                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
    }

    private static Journal began(String status) {
        return Journal.empty().with(draft -> draft.operation = operation(status));
    }

    static PlanFixture deleting() {
        return new PlanFixture().stack("DELETE_IN_PROGRESS");
    }
}

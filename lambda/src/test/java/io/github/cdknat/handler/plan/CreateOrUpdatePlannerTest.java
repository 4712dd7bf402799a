package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.after;
import static io.github.cdknat.handler.plan.PlanFixture.alone;
import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.row;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a create or update assigns, frees early and records, and what it looks at again. */
class CreateOrUpdatePlannerTest {
    @Test
    void succeedsWithTheRecordOnceTwoObservationsAgree() {
        Plan plan = new PlanFixture().serving("9").pastPauses(create("9"), mine("9"));
        Response decision = plan.journal().response().orElseThrow();
        assertThat(decision.success()).isTrue();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.9");
        assertThat(decision.reason()).isEqualTo("Holding 10.0.1.9 on nat-0abc.");
        assertThat(decision.data())
                .containsEntry("PrimaryPrivateIpAddress", "10.0.1.4")
                .containsEntry("NetworkInterfaceId", "eni-1")
                .containsEntry("SecondaryPrivateIpAddresses", "10.0.1.9");
    }

    /** The breaker's worst case: released a moment ago, shown as serving, "adopted", and gone. */
    @Test
    void whatOthersAssignedIsBelievedOnlyWhenThePageCannotBeOlderThanItsRelease() {
        PlanFixture scene = new PlanFixture().serving("9", "10");
        Plan early = scene.at(119).plan(create("9", "10"), aloneSince(0, "10"));
        assertThat(early.step()).isEqualTo(new Plan.Step.Wait(10));
        assertThat(early.why())
                .isEqualTo("10.0.1.9 served before this request, by a page that may be older than a release;"
                        + " looking again");
        assertThat(scene.at(120).plan(create("9", "10"), aloneSince(0, "10")).why())
                .isEqualTo("Holding 10.0.1.9, 10.0.1.10 on nat-0abc; found there and adopted: 10.0.1.9.");
        assertThat(scene.at(130).plan(create("9", "10"), aloneSince(20, "10")).step())
                .isEqualTo(new Plan.Step.Wait(10));
    }

    private static Journal aloneSince(int seconds, String... assigned) {
        return mine(assigned)
                .with(draft -> draft.since.put(Journal.Fact.ALONE, PlanFixture.START.plusSeconds(seconds)));
    }

    @Test
    void freesOnlyItsOwnOldAddressesHighestFirstWhenTheGatewayIsFull() {
        Plan plan = full().pastPauses(update("nat-0abc/10.0.1.5+10.0.1.6+10.0.1.7", "5", "20"), refused("20"));
        assertThat(plan.step()).isEqualTo(unassign("7"));
        assertThat(plan.why()).isEqualTo("early release: the gateway is full, and these are no longer declared");
    }

    @Test
    void assignsWhatFitsBeforeItFreesAnything() {
        PlanFixture scene =
                new PlanFixture().serving("5", "6", "7", "8", "9", "10").stack("UPDATE_IN_PROGRESS");
        Plan plan = scene.pastPauses(update("nat-0abc/10.0.1.5+10.0.1.6", "20", "21"));
        assertThat(plan.step()).isEqualTo(assign("20"));
    }

    @Test
    void needNotBeAloneToHoldWhatItsRecordListsAlready() {
        PlanFixture scene = behindAnother("nat-0abc/10.0.1.5+10.0.1.6", "5", "6");
        Plan plan = scene.pastPauses(update("nat-0abc/10.0.1.5+10.0.1.6", "5"));
        assertThat(scene.seen().now()).isEqualTo(PlanFixture.START);
        assertThat(plan.journal().response().orElseThrow().physicalId()).isEqualTo("nat-0abc/10.0.1.5");
    }

    @Test
    void hasToBeAloneIfItsRecordIsAnotherGatewaysListsLessOrDoesNotServe() {
        for (PlanFixture scene : List.of(
                behindAnother("nat-0def/10.0.1.5", "5"),
                behindAnother("nat-0abc/10.0.1.6", "5", "6"),
                behindAnother("nat-0abc/10.0.1.5+10.0.1.6", "5"))) {
            Plan plan = scene.plan(update("nat-0abc/10.0.1.5", "5"));
            assertThat(plan.why()).isEqualTo("an earlier request of the resource is running");
        }
    }

    @Test
    void aDuplicateOfARunningRequestEndsWithoutAnAnswer() {
        ExecutionName twin = new ExecutionName("a".repeat(20), "create", "0".repeat(8), "0".repeat(12), "1".repeat(16));
        Plan plan =
                new PlanFixture().execution(twin, Execution.Status.RUNNING, -1).pastPauses(create("9"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(false));
        assertThat(plan.journal().response()).isEmpty();
    }

    static Stream<Arguments> pauses() {
        Journal began = Journal.empty().with(draft -> draft.operation = operation("CREATE_IN_PROGRESS"));
        Journal freed = alone().with(draft -> draft.unassigned.addAll(ips("12")));
        return Stream.of(
                row(
                        () -> new PlanFixture().stack("UPDATE_COMPLETE").plan(create("9")),
                        3,
                        "the stack is UPDATE_COMPLETE, and its events do not show this request; looking again"),
                row(
                        () -> new PlanFixture().unsent().plan(create("9")),
                        3,
                        "the stack is CREATE_IN_PROGRESS, and its events do not show this request; looking again"),
                row(
                        () -> new PlanFixture().plan(create("9"), after("CREATE_IN_PROGRESS")),
                        3,
                        "CloudFormation shows an earlier operation; looking again"),
                row(
                        () -> new PlanFixture().stack("ROLLBACK_IN_PROGRESS").plan(create("9"), began),
                        5,
                        "the stack went from CREATE_IN_PROGRESS to ROLLBACK_IN_PROGRESS; looking once more"),
                row(
                        () -> new PlanFixture()
                                .serving("5")
                                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                                .plan(update("nat-0abc/10.0.1.5+10.0.1.6", "5", "6")),
                        150,
                        "an earlier request of this deployment may still arrive"),
                row(
                        () -> new PlanFixture()
                                .gateway("pending", "private", "zonal")
                                .plan(create("9")),
                        5,
                        "the gateway is pending"),
                row(
                        () -> new PlanFixture().serving("9").plan(update("nat-0abc/10.0.1.9", "9"), called()),
                        5,
                        "every declared address is serving; looking once more"),
                row(
                        () -> new PlanFixture()
                                .serving("9")
                                .execution(name("a", "delete", "1"), Execution.Status.SUCCEEDED, -400)
                                .at(100)
                                .plan(update("nat-0abc/10.0.1.8", "9"), called()),
                        10,
                        "every declared address is serving, on a page that may be older than a release; looking again"),
                row(
                        () -> new PlanFixture().draining("30").plan(create("9"), alone()),
                        5,
                        "waiting for 10.0.1.30 (unassigning)"),
                row(
                        () -> new PlanFixture()
                                .with(AddressStatus.UNKNOWN, "", "9")
                                .plan(create("9"), alone()),
                        5,
                        "EC2 does not tell every address's status"),
                row(
                        () -> full().plan(update("nat-0abc/10.0.1.12", "20"), freed),
                        10,
                        "waiting for room on the gateway"));
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
        PlanFixture scene = new PlanFixture().withoutGateway();
        assertThat(scene.at(119).plan(create("9")).why())
                .isEqualTo("EC2 does not know the gateway, on a page that may be an old one; looking again");
        assertThat(scene.at(120).plan(create("9")).journal().failureReason()).isPresent();
    }

    private static Journal called() {
        return mine("9")
                .with(draft -> draft.lastCall =
                        new Journal.LastCall(AddressChange.assign(Ipv4.sorted(ips("9"))), PlanFixture.START));
    }

    @Test
    void looksAtAFullGatewayForAsLongAsAPageMayBeOlder() {
        Plan plan = full().stack("CREATE_IN_PROGRESS").at(119).plan(create("20"), alone());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(10));
        assertThat(plan.why()).isEqualTo("the gateway has no room, on a page that may be an old one; looking again");
    }

    private static PlanFixture full() {
        return new PlanFixture().serving("5", "6", "7", "8", "9", "10", "11").stack("UPDATE_IN_PROGRESS");
    }

    private static PlanFixture behindAnother(String record, String... serving) {
        return new PlanFixture()
                .serving(serving)
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Addresses", record, "UPDATE_COMPLETE")
                .execution(name("a", "update", "1"), Execution.Status.RUNNING, -60);
    }

    private static Journal refused(String lastOctet) {
        return alone().with(draft -> draft.rejectedCall = PlanFixture.refusal(lastOctet));
    }

    private static Journal mine(String... lastOctets) {
        return Journal.empty().with(draft -> draft.assigned.addAll(ips(lastOctets)));
    }
}

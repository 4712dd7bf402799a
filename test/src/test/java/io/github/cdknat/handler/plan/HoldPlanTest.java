package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.Scene.create;
import static io.github.cdknat.handler.plan.Scene.hold;
import static io.github.cdknat.handler.plan.Scene.ips;
import static io.github.cdknat.handler.plan.Scene.name;
import static io.github.cdknat.handler.plan.Scene.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HoldPlanTest {
    private static final String CANNOT_HOLD = "Cannot hold 10.0.1.9 on nat-0abc: ";

    @Test
    void assignsAllMissingAddressesInOneCall() {
        Plan plan = new Scene().settle(create("9", "10"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(Intention.assign(Ipv4.sorted(ips("9", "10")))));
    }

    @Test
    void looksTwiceForEarlierExecutionsBeforeItAssigns() {
        Scene scene = new Scene();
        Plan first = Planner.plan(create("9"), Journal.empty(), scene.seen());
        assertThat(first.step()).isEqualTo(new Plan.Step.Pause(5));
        assertThat(scene.at(4).settle(create("9"), first.journal()).journal().aloneSince())
                .contains(Scene.START);
    }

    @Test
    void waitsWhileAnEarlierExecutionOfItsResourceIsRunning() {
        Scene scene = new Scene().execution(name("a", "update", "1"), Execution.Status.RUNNING, -60);
        for (int second = 0; second < 60; second += 5) {
            Plan plan =
                    Planner.plan(create("9"), Journal.empty(), scene.at(second).seen());
            assertThat(plan.step()).isInstanceOf(Plan.Step.Pause.class);
            assertThat(plan.journal().aloneSince()).isEmpty();
        }
    }

    @Test
    void succeedsWithTheRecordOnceTwoObservationsAgree() {
        Plan plan = new Scene().serving("9").settle(create("9"), mine("9"));
        Decision decision = plan.journal().decision().orElseThrow();
        assertThat(decision.success()).isTrue();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.9");
        assertThat(decision.reason()).isEqualTo("Holding 10.0.1.9 on nat-0abc.");
        assertThat(decision.data())
                .containsEntry("PrimaryPrivateIpAddress", "10.0.1.4")
                .containsEntry("NetworkInterfaceId", "eni-1")
                .containsEntry("SecondaryPrivateIpAddresses", "10.0.1.9");
    }

    @Test
    void marksWhatWasThereBeforeAsAdopted() {
        Decision decision = new Scene()
                .serving("9")
                .settle(create("9"))
                .journal()
                .decision()
                .orElseThrow();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.9*");
        assertThat(decision.reason()).isEqualTo("Holding 10.0.1.9 on nat-0abc; found there and adopted: 10.0.1.9.");
    }

    @Test
    void aRenamedConstructInheritsWithoutAMark() {
        Scene scene = new Scene().serving("9").recorded("Old", "nat-0abc/10.0.1.9", "CREATE_COMPLETE");
        assertThat(scene.settle(create("9")).journal().decision().orElseThrow().physicalId())
                .isEqualTo("nat-0abc/10.0.1.9");
    }

    @Test
    void anEmptyDeclarationHoldsNothing() {
        Decision decision = new Scene().settle(create()).journal().decision().orElseThrow();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/none");
        assertThat(decision.success()).isTrue();
    }

    @Test
    void freesOnlyItsOwnOldAddressesHighestFirstWhenTheGatewayIsFull() {
        Scene scene = new Scene().serving("5", "6", "7", "8", "9", "10", "11").stack("UPDATE_IN_PROGRESS");
        Plan plan = scene.settle(update("nat-0abc/10.0.1.5+10.0.1.6+10.0.1.7", "5", "20"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(Intention.unassign(Ipv4.sorted(ips("7")), 350)));
    }

    @Test
    void assignsWhatFitsBeforeItFreesAnything() {
        Scene scene = new Scene().serving("5", "6", "7", "8", "9", "10").stack("UPDATE_IN_PROGRESS");
        Plan plan = scene.settle(update("nat-0abc/10.0.1.5+10.0.1.6", "20", "21"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(Intention.assign(Ipv4.sorted(ips("20")))));
    }

    @Test
    void failsWhenTheGatewayDoesNotExist() {
        assertThat(failure(new Scene().withoutGateway()))
                .isEqualTo(
                        CANNOT_HOLD + "EC2 knows no such NAT gateway in this account and Region; check natGatewayId.");
    }

    @Test
    void failsWhenTheGatewayIsBeingDeleted() {
        assertThat(failure(new Scene().gateway("deleting", "private", "zonal")))
                .isEqualTo(CANNOT_HOLD + "the NAT gateway is deleting; declare addresses of one that is available.");
    }

    @Test
    void failsWhenTheGatewayIsPublic() {
        assertThat(failure(new Scene().gateway("available", "public", "zonal")))
                .isEqualTo(CANNOT_HOLD
                        + "the NAT gateway is public, and only a private one takes private secondary addresses this"
                        + " way; pass the id of a private NAT gateway.");
    }

    @Test
    void failsWhenTheGatewayIsRegional() {
        assertThat(failure(new Scene().gateway("available", "private", "regional")))
                .isEqualTo(CANNOT_HOLD
                        + "the NAT gateway is regional, and a regional one cannot be private; pass the id of a zonal"
                        + " private NAT gateway.");
    }

    @Test
    void failsWhenThePrimaryIsDeclared() {
        assertThat(reason(new Scene(), create("4")))
                .isEqualTo("Cannot hold 10.0.1.4 on nat-0abc: 10.0.1.4 is the gateway's primary address, which can"
                        + " never be assigned or unassigned; remove it from secondaryPrivateIpAddresses.");
    }

    @Test
    void failsWhenAnAddressIsOutsideTheSubnet() {
        Request.Hold hold = new Request.Hold(
                "Addresses",
                Scene.GATEWAY,
                new TreeSet<>(java.util.Set.of(Ipv4.of("10.9.9.9"))),
                350,
                8,
                1600,
                Optional.empty());
        assertThat(reason(new Scene(), hold))
                .isEqualTo("Cannot hold 10.9.9.9 on nat-0abc: 10.9.9.9 is outside 10.0.1.0/24, the gateway's subnet"
                        + " subnet-1; declare addresses of that subnet.");
    }

    @Test
    void failsWhenAnAddressIsReserved() {
        assertThat(reason(new Scene(), create("3")))
                .isEqualTo(
                        "Cannot hold 10.0.1.3 on nat-0abc: 10.0.1.3 is one of the five addresses that AWS reserves in"
                                + " 10.0.1.0/24, the gateway's subnet subnet-1 (the first four and the last); declare another"
                                + " address.");
    }

    @Test
    void failsWhenMoreAreDeclaredThanTheLimitAllows() {
        assertThat(reason(new Scene(), hold(3, Optional.empty(), "9", "10", "11")))
                .isEqualTo("Cannot hold 10.0.1.9, 10.0.1.10, 10.0.1.11 on nat-0abc: 3 secondary addresses are declared,"
                        + " and with addressLimit 3 a gateway takes 2 beside its primary one; declare fewer, or raise"
                        + " addressLimit if your quota is higher.");
    }

    @Test
    void failsWhenTheGatewayIsFullOfOthersAddressesAndSaysOfWhich() {
        assertThat(reason(new Scene().serving("5", "6"), hold(3, Optional.empty(), "9")))
                .isEqualTo("Cannot hold 10.0.1.9 on nat-0abc: 1 more (10.0.1.9) do not fit beside the 3 of at most 3"
                        + " addresses there: 10.0.1.4 (primary, succeeded), 10.0.1.5 (succeeded), 10.0.1.6"
                        + " (succeeded); release some of these, or declare fewer, or raise addressLimit if your quota is"
                        + " higher.");
    }

    @Test
    void theSameGatewayIsToldOfInTheSameWordsInWhateverOrderEc2ListsIt() {
        Request.Hold hold = hold(3, Optional.empty(), "9");
        assertThat(reason(new Scene().serving("6").serving("5"), hold))
                .isEqualTo(reason(new Scene().serving("5").serving("6"), hold));
    }

    @Test
    void failsWithEc2sMessageWhenAnAddressFailed() {
        Scene scene = new Scene().with(AddressStatus.FAILED, "Address is in use", "9");
        assertThat(failure(scene))
                .isEqualTo(CANNOT_HOLD
                        + "10.0.1.9 failed on the gateway, and EC2 says \"Address is in use\"; unassign the failed"
                        + " address if it is still there, then deploy again.");
    }

    @Test
    void failsAtTheDeadlineAndSaysWhatTheGatewayIsBusyWith() {
        assertThat(failure(new Scene().draining("30")))
                .isEqualTo(CANNOT_HOLD
                        + "the time of this request (ServiceTimeout 1600 s) is over and not serving are: 10.0.1.9 while"
                        + " the gateway is busy with 10.0.1.30 (unassigning since 2026-01-01T00:00:00Z or longer); deploy"
                        + " again after 2026-01-01T01:06:40Z, when the last drain is over.");
    }

    @Test
    void answersAtTheDeadlineEvenIfCloudFormationsBookNeverCatchesUp() {
        Journal ahead = Journal.empty()
                .with(draft ->
                        draft.operation = new Operation("CREATE_IN_PROGRESS", Scene.START.toEpochMilli() + 1_000_000));
        Scene scene = new Scene();
        assertThat(scene.settle(create("9"), ahead)
                        .journal()
                        .decision()
                        .orElseThrow()
                        .reason())
                .isEqualTo(CANNOT_HOLD
                        + "the time of this request (ServiceTimeout 1600 s) is over and not serving are: 10.0.1.9;"
                        + " deploy again when the gateway is no longer busy.");
        assertThat(scene.seen().now()).isBefore(Scene.START.plusSeconds(1600));
    }

    @Test
    void needNotBeAloneToHoldWhatItsRecordListsAlready() {
        Scene scene = behindAnother("nat-0abc/10.0.1.5+10.0.1.6", "5", "6");
        Plan plan = scene.settle(update("nat-0abc/10.0.1.5+10.0.1.6", "5"));
        assertThat(scene.seen().now()).isEqualTo(Scene.START.plusSeconds(5));
        assertThat(plan.journal().decision().orElseThrow().physicalId()).isEqualTo("nat-0abc/10.0.1.5");
    }

    @Test
    void hasToBeAloneIfItsRecordIsAnotherGatewaysListsLessOrDoesNotServe() {
        for (Scene scene : List.of(
                behindAnother("nat-0def/10.0.1.5", "5"),
                behindAnother("nat-0abc/10.0.1.6", "5", "6"),
                behindAnother("nat-0abc/10.0.1.5+10.0.1.6", "5"))) {
            Plan plan = Planner.plan(update("nat-0abc/10.0.1.5", "5"), Journal.empty(), scene.seen());
            assertThat(plan.why()).isEqualTo("making sure that no earlier request of the resource is running");
        }
    }

    @Test
    void aDuplicateOfARunningRequestEndsWithoutAnAnswer() {
        ExecutionName twin = new ExecutionName("a".repeat(20), "create", "0".repeat(8), "0".repeat(12), "1".repeat(16));
        Plan plan = new Scene().execution(twin, Execution.Status.RUNNING, -1).settle(create("9"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.End(false));
        assertThat(plan.journal().decision()).isEmpty();
    }

    private static Scene behindAnother(String record, String... serving) {
        return new Scene()
                .serving(serving)
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Addresses", record, "UPDATE_COMPLETE")
                .execution(name("a", "update", "1"), Execution.Status.RUNNING, -60);
    }

    private static String failure(Scene scene) {
        return reason(scene, create("9"));
    }

    private static String reason(Scene scene, Request.Hold hold) {
        Decision decision = scene.settle(hold).journal().decision().orElseThrow();
        assertThat(decision.success()).isFalse();
        return decision.reason();
    }

    private static Journal mine(String... lastOctets) {
        return Journal.empty().with(draft -> draft.mine.addAll(ips(lastOctets)));
    }
}

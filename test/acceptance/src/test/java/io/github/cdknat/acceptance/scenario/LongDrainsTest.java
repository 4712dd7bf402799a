package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CloudFormationOptions.Order;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every legal drain is waited out by one deployment, through every kind of request. */
class LongDrainsTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario s = new Scenario(aws);

    @AfterEach
    void everyAnswerCameInTime() {
        assertThat(aws.cloudFormation().custom().requests()).noneMatch(request -> request.isTimedOut());
    }

    static Stream<Integer> drains() {
        return Stream.of(1, 350, 1350, 1351, 3060, 3061, 3300, 3599, 3600, 3999, 4000);
    }

    @ParameterizedTest
    @MethodSource("drains")
    void cleanUpAndDeletionWaitOutAFullDrain(int seconds) {
        s.drain(seconds).deploy(20, 21);
        assertThat(s.lasted(() -> s.deploy(21, 22))).isGreaterThan(Duration.ofSeconds(seconds));
        s.holds(21, 22);
        assertThat(s.lasted(s::delete)).isGreaterThan(Duration.ofSeconds(seconds));
        s.holds();
        assertThat(s.changes())
                .containsExactly(
                        "assign 10.0.1.20+10.0.1.21",
                        "assign 10.0.1.22",
                        "unassign 10.0.1.20",
                        "unassign 10.0.1.21+10.0.1.22");
    }

    @ParameterizedTest
    @MethodSource("drains")
    void anEarlyEndOfADrainIsNotSleptThrough(int seconds) {
        aws.ec2().options().drain = full -> full.dividedBy(10);
        s.drain(seconds).deploy(20);
        assertThat(s.lasted(() -> s.deploy(21))).isLessThan(Duration.ofSeconds(seconds / 10 + 400));
        s.holds(21);
    }

    /** A full gateway: the new address has to wait for the drain of an old one, after somebody else's. */
    @ParameterizedTest
    @MethodSource("drains")
    void anUpdateWithoutRoomWaitsForADrainUnderWayAndForItsOwn(int seconds) {
        s.drain(seconds).deploy(20, 21, 22, 23, 24, 25);
        aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.40", seconds);
        aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.41");
        assertThat(s.deploy(21, 22, 23, 24, 25, 26).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22, 23, 24, 25, 26, 41);
    }

    @ParameterizedTest
    @CsvSource({
        "350,DEPENDENCIES_FIRST,true", "350,DEPENDENCIES_LAST,true", "350,ALL_AT_ONCE,false",
        "3600,DEPENDENCIES_FIRST,true", "3600,DEPENDENCIES_FIRST,false", "3600,ALL_AT_ONCE,false",
        "4000,DEPENDENCIES_FIRST,true", "4000,DEPENDENCIES_FIRST,false", "4000,DEPENDENCIES_LAST,false"
    })
    void aRollbackAtTheLimitRestoresWhatWasFreedEarly(int seconds, Order order, boolean updatesReplaced) {
        aws.cloudFormation().options().rollbackOrder = order;
        aws.cloudFormation().options().rollbackUpdatesReplaced = updatesReplaced;
        s.drain(seconds).deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.failPartner().deploy(20, 21, 22, 23, 24, 25, 27).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    /** All at once the gates' hours pass together with the owner's; last, the gates look before the owner is restored. */
    @ParameterizedTest
    @EnumSource(names = {"ALL_AT_ONCE", "DEPENDENCIES_LAST"})
    void anUnfavourableOrderEndsInAStateThatContinuingHeals(Order order) {
        aws.cloudFormation().options().rollbackOrder = order;
        s.drain(4000).deploy(20, 21, 22, 23, 24, 25, 26);
        Stack stack = s.failPartner().deploy(20, 21, 22, 23, 24, 25, 27);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        aws.cloudFormation().continueUpdateRollback(Scenario.STACK);
        s.end(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    @Test
    void theUnfavourableOrderSaysWhenToContinue() {
        aws.cloudFormation().options().rollbackOrder = Order.DEPENDENCIES_LAST;
        s.drain(4000).deploy(20, 21, 22, 23, 24, 25, 26);
        s.failPartner().deploy(20, 21, 22, 23, 24, 25, 27);
        assertThat(s.reason().replaceAll("2026-[^ ]*Z", "TIME"))
                .isEqualTo("Cannot hold 10.0.1.20, 10.0.1.21, 10.0.1.22, 10.0.1.23, 10.0.1.24, 10.0.1.25, 10.0.1.26 on "
                        + s.gateway
                        + ": the time of this request (3600 s) is over and not serving are: 10.0.1.26 while"
                        + " the gateway is busy with 10.0.1.27 (unassigning since TIME or longer);"
                        + " continue the update rollback after TIME, when the last drain is over.");
    }

    /** Case 10019609: each of its drain waiters had to be skipped as well. */
    @Test
    void whoeverSkipsAnOwnerWhoseGatewayIsGoneIsDone() {
        s.drain(4000).deploy(20, 21, 22, 23, 24, 25, 26);
        Stack stack = s.failPartner().begin(20, 21, 22, 23, 24, 25, 27);
        s.pass(60);
        aws.ec2().gateways().deleteOutOfBand(s.gateway);
        s.end(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        aws.cloudFormation().continueUpdateRollback(Scenario.STACK, Set.of(Scenario.LOGICAL_ID));
        s.end(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gatesComeAndGoWithTheDrain(boolean changingAddressesToo) {
        s.drain(350).deploy(20, 21);
        assertThat(s.drain(4000).deploy(20, changingAddressesToo ? 22 : 21).status())
                .isEqualTo("UPDATE_COMPLETE");
        assertThat(s.drainWaiters()).hasSize(4);
        s.pass(4_000); // the old record had no gates: its drain, of the new length, has outlasted its request
        assertThat(s.drain(350).deploy(20, changingAddressesToo ? 23 : 21).status())
                .isEqualTo("UPDATE_COMPLETE");
        assertThat(s.drainWaiters()).isEmpty();
        assertThat(s.drain(3000).deploy(20, changingAddressesToo ? 24 : 21).status())
                .isEqualTo("UPDATE_COMPLETE");
        assertThat(s.drainWaiters()).hasSize(2);
        s.pass(3_000);
        s.holds(20, changingAddressesToo ? 24 : 21);
        s.delete();
        s.holds();
    }

    @ParameterizedTest
    @ValueSource(ints = {350, 4000})
    void aFailedDeploymentTakesItsGatesBack(int seconds) {
        s.drain(350).deploy(20, 21);
        assertThat(s.failPartner().drain(seconds).deploy(20, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(s.drainWaiters()).isEmpty();
        s.holds(20, 21);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.22", "unassign 10.0.1.22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOST_REPLY", "LOST_REQUEST", "CALLER_DIES_BEFORE", "CALLER_DIES_AFTER"})
    void aFaultInALongReleaseIsWaitedOutToo(String kind) {
        s.drain(4000).deploy(20, 21);
        aws.ec2().faults().next(call -> call.action().startsWith("Unassign"), FaultInjector.Kind.valueOf(kind));
        assertThat(s.deploy(21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22);
        assertThat(s.changes().stream().filter(change -> change.startsWith("unassign")))
                .containsExactly("unassign 10.0.1.20");
    }

    @Test
    void aCancelledLongUpdateUndoesItself() {
        s.drain(4000).deploy(20, 21, 22, 23, 24, 25, 26);
        Stack stack = s.begin(20, 21, 22, 23, 24, 25, 27);
        s.pass(3_700);
        assertThat(answersOfOwner()).last().asString().startsWith("Handing on to the drain waiters");
        aws.cloudFormation().cancelUpdate(Scenario.STACK);
        s.end(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    /** The forward update has not come to the gates after the owner; those before it wait in the owner's stead. */
    @ParameterizedTest
    @ValueSource(ints = {60, 600, 2_000, 3_300})
    void aCancelledUpdateThatFreedEarlyIsRolledBackInOneGo(int cancelledAfter) {
        s.drain(4000).deploy(20, 21, 22, 23, 24, 25, 26);
        Stack stack = s.begin(20, 21, 22, 23, 24, 25, 27);
        assertThat(s.cancel(stack, cancelledAfter).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.changes())
                .containsExactly(
                        "assign 10.0.1.20+10.0.1.21+10.0.1.22+10.0.1.23+10.0.1.24+10.0.1.25+10.0.1.26",
                        "unassign 10.0.1.26",
                        "assign 10.0.1.26");
    }

    @Test
    void somebodyElsesLongDrainIsJoined() {
        aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.40", 4000);
        assertThat(s.drain(4000).deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
        assertThat(answersOfOwner())
                .containsExactly("Handing on to the drain waiters: still to serve on " + s.gateway
                        + " are 10.0.1.20, and the gateway is busy with 10.0.1.40 (unassigning since"
                        + " 2026-01-01T00:02:34Z or longer).");
    }

    private List<String> answersOfOwner() {
        return aws.cloudFormation().custom().requests().stream()
                .filter(request -> request.event().get("LogicalResourceId").equals(Scenario.LOGICAL_ID))
                .flatMap(request -> request.answers().stream())
                .map(answer -> String.valueOf(answer.get("Reason")))
                .toList();
    }
}

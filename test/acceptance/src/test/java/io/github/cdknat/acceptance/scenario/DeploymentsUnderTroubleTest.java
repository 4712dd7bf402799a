package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.stepfunctions.StateMachineExecution;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights, events, answers and addresses that go away while a deployment runs, and stacks that are given up. */
class DeploymentsUnderTroubleTest {
    private static final String UNASSIGN = "ec2:UnassignPrivateNatGatewayAddress";
    private static final int THREE_HOURS = 3 * 3600;

    private final EmbeddedAws aws = InProcessAws.start(1);
    private final Scenario scenario = new Scenario(aws);

    @Test
    void whatCannotBeTakenBackForThreeHoursIsTakenBackOrNamed() {
        scenario.deploy(20);
        Stack stack = cancelledWithoutTheRight(scenario.gateway, THREE_HOURS, 20, 21);

        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        isTakenBackOrNamed(scenario.gateway, "10.0.1.21");
    }

    /** The clean-up of the rollback deletes the rights on the gateway that the update had gone to. */
    @Test
    void whatAnUpdateAssignedOnAnotherGatewayIsTakenBackWhenTheRightIsBack() {
        scenario.deploy(20);
        String other = aws.ec2().privateGateway(1);
        cancelledWithoutTheRight(other, 200, 21);

        scenario.pass(400);
        assertThat(aws.ec2().gateways().serving(other)).containsExactly("10.0.1.4");
        scenario.holds(20);
    }

    @Test
    void whatCannotBeTakenBackFromAnotherGatewayForThreeHoursIsTakenBackOrNamed() {
        scenario.deploy(20);
        String other = aws.ec2().privateGateway(1);
        cancelledWithoutTheRight(other, THREE_HOURS, 21);

        isTakenBackOrNamed(other, "10.0.1.21");
        scenario.holds(20);
    }

    @Test
    void aRollbackEndsWithoutAnAddressThatWasLostBeforeTheDeployment() {
        loseOneToAnInstance();
        scenario.failPartner();

        assertThat(scenario.deploy(20, 21, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        scenario.pass(400);
        scenario.holds(20);
        assertThat(scenario.answers()).last().asString().contains("10.0.1.21");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStackThatIsDeletedAfterSuchARollbackLeavesNoAddress(boolean cleansUp) {
        aws.cloudFormation().options().deleteCleansUpFailedRollback = cleansUp;
        loseOneToAnInstance();
        scenario.failPartner();
        scenario.deploy(20, 22);

        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        scenario.pass(400);
        scenario.holds();
    }

    @Test
    void sevenStacksThatLeaveOneGatewayInOneMinuteAllComplete() {
        List<Stack> stacks = Stream.of(20, 21, 22, 23, 24, 25, 26)
                .map(octet -> scenario.end(scenario.begin("Stack" + octet, octet)))
                .toList();
        for (int octet = 20; octet <= 26; octet++) {
            aws.cloudFormation().delete("Stack" + octet);
            scenario.pass(8);
        }

        scenario.end(stacks.toArray(Stack[]::new));
        assertThat(stacks).extracting(Stack::status).containsOnly("DELETE_COMPLETE");
        scenario.holds();
    }

    @Test
    void rollingBackTwoPreservedFailuresLeavesNothingThatTheyCreated() {
        scenario.deploy(20);
        rollBackTwoPreservedFailures();
        scenario.holds(20);
    }

    @Test
    void rollingBackTwoPreservedFailuresOfANewStackLeavesNothing() {
        rollBackTwoPreservedFailures();
        scenario.holds();
    }

    private void rollBackTwoPreservedFailures() {
        scenario.failPartner().named("Created").deployWithoutRollback(30, 31);
        scenario.failPartner().deployWithoutRollback(30, 32);
        aws.cloudFormation().rollbackStack(Scenario.STACK);
        scenario.end(aws.cloudFormation().stack(Scenario.STACK));
        scenario.pass(400);
    }

    /** Given up by hand, or by CloudFormation when the create has timed out. */
    @ParameterizedTest
    @ValueSource(ints = {13, 60, 1_800})
    void aCreateWhoseEventWasLostDoesNotHinderTheStacksDeletion(int deletedAfter) {
        int[] events = {0};
        aws.lambda().options().eventLost = () -> events[0]++ == 0;
        Stack stack = scenario.begin(20);
        scenario.pass(deletedAfter);

        assertThat(scenario.lasted(scenario::delete)).isLessThan(Duration.ofSeconds(300));
        assertThat(stack.status()).isEqualTo("DELETE_COMPLETE");
        assertThat(aws.cloudFormation().custom().requests())
                .filteredOn(request -> request.event().get("RequestType").equals("Delete"))
                .noneMatch(CustomResources.Request::isTimedOut);
        scenario.holds();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsRecordedStaysWhenOnlyTheReplyToTheAnswerWasLost(boolean deployedAgain) {
        scenario.deploy(20);
        Instant end = aws.account().clock().now().plusSeconds(1_700);
        int[] answers = {0};
        aws.responseReplyLost(() -> answers[0]++ == 0);
        aws.responseFault(() -> answers[0] > 0 && aws.account().clock().now().isBefore(end) ? 503 : 0);
        Stack stack = scenario.begin(20, 21);
        aws.settle(stack);
        if (deployedAgain) {
            scenario.begin(20, 21, 22);
        }

        scenario.end(stack);
        assertThat(stack.status()).isIn("UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
        scenario.pass(400);
        boolean both = deployedAgain && stack.status().equals("UPDATE_COMPLETE");
        scenario.holds(both ? new int[] {20, 21, 22} : new int[] {20, 21});
    }

    /** Begins an update that is cancelled when its address is assigned, and takes the right to take it back for so long. */
    private Stack cancelledWithoutTheRight(String gateway, int seconds, int... lastOctets) {
        Stack stack = scenario.on(gateway).begin(lastOctets);
        aws.account()
                .clock()
                .runUntil(
                        () -> aws.ec2().gateways().statuses(gateway).containsKey("10.0.1.21"),
                        aws.account().now().plusSeconds(60));
        Instant end = aws.account().now().plusSeconds(seconds);
        aws.iam()
                .withdrawn(
                        action -> action.equals(UNASSIGN) && aws.account().now().isBefore(end));
        return scenario.cancel(stack, 1);
    }

    /** In a record, or in the log of an execution that has failed, which is a metric. */
    private void isTakenBackOrNamed(String gateway, String address) {
        scenario.pass(2 * THREE_HOURS);
        boolean there = aws.ec2().gateways().statuses(gateway).containsKey(address);
        Stack stack = aws.cloudFormation().stack(Scenario.STACK);
        boolean recorded = stack.physicalIds("Custom::NatGatewaySecondaryAddresses").values().stream()
                .anyMatch(record -> record.startsWith(gateway) && record.contains(address));
        boolean failed = aws.stepFunctions().executions().stream()
                .filter(execution -> execution.status().equals("FAILED"))
                .map(StateMachineExecution::name)
                .anyMatch(name -> aws.log().stream()
                        .anyMatch(line -> name.equals(line.get("execution"))
                                && String.valueOf(line.get("why")).contains(address)));
        assertThat(!there || recorded || failed).isTrue();
    }

    private void loseOneToAnInstance() {
        scenario.deploy(20, 21);
        aws.ec2().gateways().unassignOutOfBand(scenario.gateway, "10.0.1.21", 1);
        scenario.pass(60);
        aws.ec2().occupy(scenario.gateway, "10.0.1.21");
    }
}

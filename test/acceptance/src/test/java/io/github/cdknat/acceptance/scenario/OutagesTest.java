package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services that are away for a while, beginning at the worst moment: right after a changing call, or just before one. A request goes
 * on when the service is back; nothing is lost, and what has to be taken back is.
 */
class OutagesTest {
    private static final String ASSIGN = "AssignPrivateNatGatewayAddress";

    private final EmbeddedAws aws = InProcessAws.start(1);
    private final Scenario scenario = new Scenario(aws);

    /** TooManyRequestsException: the account's concurrency is used up, and the function does not run. */
    @ParameterizedTest
    @ValueSource(ints = {60, 95, 100, 150, 170, 1000})
    void anUpdateGoesOnWhenLambdaHasThrottledItAfterTheAssign(int seconds) {
        scenario.deploy(20);
        throttleAfter(ASSIGN, seconds);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(scenario.holds(20, 21).record()).isEqualTo(scenario.gateway + "/10.0.1.20+10.0.1.21");
        assertThat(scenario.changes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 170, 1000})
    void anUpdateAtTheLimitGoesOnToo(int seconds) {
        scenario.deploy(20, 21, 22, 23, 24, 25, 26);
        throttleAfter(ASSIGN, seconds);

        assertThat(scenario.deploy(20, 21, 22, 23, 24, 25, 27).status()).isEqualTo("UPDATE_COMPLETE");
        scenario.holds(20, 21, 22, 23, 24, 25, 27);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 170, 1000})
    void aRollbacksUpdateGoesOnToo(int seconds) {
        scenario.deploy(20);
        scenario.failPartner();
        throttleOnceRollingBack(seconds);

        assertThat(scenario.deploy(21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 170, 1000})
    void aCleanUpsDrainGoesOnToo(int seconds) {
        scenario.deploy(20);
        throttleAfter("UnassignPrivateNatGatewayAddress", seconds);

        assertThat(scenario.deploy(21).status()).isEqualTo("UPDATE_COMPLETE");
        scenario.holds(21);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 170, 1000})
    void aCancelledUpdateTakesBackWhatItAssignedWhenLambdaIsBack(int seconds) {
        scenario.deploy(20);
        throttleAfter(ASSIGN, seconds);
        Stack stack = scenario.begin(20, 21);

        assertThat(scenario.cancel(stack, 12).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    /** A service error, unlike throttling, leaves open whether the function ran: the call counts as possibly made. */
    @ParameterizedTest
    @ValueSource(ints = {60, 200, 1000})
    void anAssignWhoseReplyWasLostInAnOutageIsTakenBackIfTheDeploymentIsCancelled(int seconds) {
        scenario.deploy(20);
        OutageWindow window = OutageWindow.after(aws, ASSIGN, seconds);
        aws.lambda().options().answerLost = window::isOpen;
        Stack stack = scenario.begin(20, 21);

        assertThat(scenario.cancel(stack, 12).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    /** Throttling proves that the function did not run, so the intended call was not made, and its address is somebody else's. */
    @Test
    void whatAnOperatorAssignsWhileLambdaThrottlesTheIntendedCallIsNotTakenBack() {
        scenario.deploy(20);
        throttleOnceIntended(30);
        scenario.failPartner();
        Stack stack = scenario.begin(20, 21);
        scenario.pass(20);
        aws.ec2().gateways().assignOutOfBand(scenario.gateway, "10.0.1.21");

        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        scenario.holds(20, 21);
    }

    /** The stack's events say that the answer was not taken: the create failed without. */
    @Test
    void aCreateWhoseAnswerTheBucketNeverTookIsTakenBack() {
        Instant end = aws.account().clock().now().plusSeconds(3_800);
        aws.responseFault(() -> aws.account().clock().now().isBefore(end) ? 503 : 0);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        drained();
    }

    @Test
    void anUpdateWhoseAnswerTheBucketNeverTookIsTakenBack() {
        scenario.deploy(20);
        Instant end = aws.account().clock().now().plusSeconds(3_800);
        aws.responseFault(() -> aws.account().clock().now().isBefore(end) ? 503 : 0);

        assertThat(scenario.deploy(21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1_000, 10_800 - 3_600})
    void aDeniedUndoGoesOnAskingUntilTheRightIsBack(int seconds) {
        scenario.deploy(20);
        scenario.pass(1);
        Stack stack = scenario.begin(20, 21);
        scenario.pass(10);
        scenario.deny("ConvergeRole", "ec2:UnassignPrivateNatGatewayAddress");
        aws.account().clock().after(Duration.ofSeconds(seconds), () -> scenario.allowAgain("ConvergeRole"));

        assertThat(scenario.cancel(stack, 2).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    /** S3's RequestTimeout is a 400. */
    @ParameterizedTest
    @ValueSource(ints = {400, 408, 429, 500, 503})
    void anAnswerThatTheBucketRefusesForAMinuteArrives(int status) {
        scenario.deploy(20);
        Instant end = aws.account().clock().now().plusSeconds(60);
        aws.responseFault(() -> aws.account().clock().now().isBefore(end) ? status : 0);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        scenario.holds(20, 21);
    }

    @Test
    void anExecutionThatCannotBeStartedForTenMinutesIsAnsweredFor() {
        scenario.deploy(20);
        noStart(600);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        assertThat(scenario.reason())
                .isEqualTo(
                        "Cannot start the execution for Addresses02DFC07F: Lambda gave up on the event"
                                + " (EventAgeExceeded), and states:ListExecutions does not tell whether it was started (no answer:"
                                + " ServiceUnavailable); if it was started, it takes back what it does: deploy again, or continue the update rollback if there is one.");
    }

    @Test
    void aReleaseThatCannotBeStartedForTenMinutesIsMadeGoodFor() {
        scenario.deploy(20, 21);
        Stack stack = scenario.begin(20);
        aws.account().clock().runUntil(() -> stack.status().contains("CLEANUP"), Instant.MAX);
        noStart(600);

        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        scenario.holds(20);
    }

    @Test
    void anInvalidRequestIsAnsweredWhenTheBucketIsBack() {
        Instant end = aws.account().clock().now().plusSeconds(400);
        aws.responseFault(() -> aws.account().clock().now().isBefore(end) ? 503 : 0);

        assertThat(scenario.tampering("AddressLimit", "33").deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(scenario.reason()).startsWith("Invalid AddressLimit: \"33\" (a whole number, 1..32)");
    }

    /** The bucket takes the answer, and its reply is lost: the stack's events say that nobody waits for it any more. */
    @ParameterizedTest
    @ValueSource(ints = {200, 2_700})
    void anAnswerWhoseReplyIsLostIsGivenOnceItsEventIsSeen(int seconds) {
        scenario.deploy(20);
        scenario.failPartner();
        Instant end = aws.account().clock().now().plusSeconds(seconds);
        aws.responseReplyLost(() -> aws.account().clock().now().isBefore(end));

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec2:UnassignPrivateNatGatewayAddress", "cloudformation:*", "states:ListExecutions"})
    void aRightThatIsAwayDuringACleanUpIsWaitedFor(String action) {
        scenario.deploy(20, 21);
        Stack stack = scenario.begin(20);
        aws.account().clock().runUntil(() -> stack.status().contains("CLEANUP"), Instant.MAX);
        scenario.deny("ConvergeRole", action);
        aws.account().clock().after(Duration.ofSeconds(600), () -> scenario.allowAgain("ConvergeRole"));

        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        scenario.holds(20);
    }

    @Test
    void aRightThatIsAwayDuringARollbackIsWaitedFor() {
        scenario.deploy(20, 21, 22, 23, 24, 25, 26);
        scenario.failPartner();
        Stack stack = scenario.begin(20, 21, 22, 23, 24, 25, 27);
        aws.account().clock().runUntil(() -> stack.status().startsWith("UPDATE_ROLLBACK"), Instant.MAX);
        scenario.deny("ConvergeRole", "ec2:AssignPrivateNatGatewayAddress");
        aws.account().clock().after(Duration.ofSeconds(600), () -> scenario.allowAgain("ConvergeRole"));

        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        scenario.holds(20, 21, 22, 23, 24, 25, 26);
    }

    private void noStart(int seconds) {
        Instant end = aws.account().clock().now().plusSeconds(seconds);
        aws.stepFunctions()
                .endpoint()
                .faults()
                .during(() -> aws.account().clock().now().isBefore(end), call -> true, FaultInjector.Kind.UNAVAILABLE);
    }

    /** The gateway holds these and nothing else when all that was begun is over. */
    private void drained(int... lastOctets) {
        scenario.pass(400);
        scenario.holds(lastOctets);
    }

    private void throttleAfter(String action, int seconds) {
        aws.lambda().options().throttled = OutageWindow.after(aws, action, seconds)::isOpen;
    }

    private void throttleOnceRollingBack(int seconds) {
        aws.lambda().options().throttled = new OutageWindow(
                        aws,
                        seconds,
                        () -> aws.cloudFormation()
                                .stack(Scenario.STACK)
                                .status()
                                .equals("UPDATE_ROLLBACK_IN_PROGRESS"))::isOpen;
    }

    private void throttleOnceIntended(int seconds) {
        aws.lambda().options().throttled = new OutageWindow(
                aws,
                seconds,
                () -> aws.stepFunctions().executions().stream()
                        .filter(execution -> execution.status().equals("RUNNING"))
                        .anyMatch(execution -> execution.data().get("journal") instanceof Map<?, ?> journal
                                && journal.containsKey("pendingChange")))::isOpen;
    }
}

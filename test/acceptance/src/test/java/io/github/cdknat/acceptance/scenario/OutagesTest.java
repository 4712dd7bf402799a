package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.FunctionCrashException;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services that are away for a while, beginning at the worst moment: right after a changing call, or just before one. A request goes
 * on when the service is back; nothing is lost, and what has to be taken back is.
 */
class OutagesTest {
    private static final String CONVERGE = "io.github.cdknat.handler.Converge::handleRequest";
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
        Window window = after(ASSIGN, seconds);
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
        Instant end = aws.account().clock().now().plusSeconds(1_700);
        aws.responseFault(() -> aws.account().clock().now().isBefore(end) ? 503 : 0);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        drained();
    }

    @Test
    void anUpdateWhoseAnswerTheBucketNeverTookIsTakenBack() {
        scenario.deploy(20);
        Instant end = aws.account().clock().now().plusSeconds(1_700);
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

    /** An error of ours after the assign: in the pass, and again, or throttled, when the state machine recovers from it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anUpdateThatThrowsAfterItsAssignIsTakenBack(int times) {
        scenario.deploy(20);
        throwAfterAssign(times);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    @Test
    void aCreateThatThrowsTwiceAfterItsAssignIsTakenBack() {
        throwAfterAssign(2);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        drained();
    }

    @Test
    void anUpdateAtTheLimitThatThrowsTwiceLosesNothing() {
        scenario.deploy(20, 21, 22, 23, 24, 25, 26);
        throwAfterAssign(2);

        assertThat(scenario.deploy(20, 21, 22, 23, 24, 25, 27).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20, 21, 22, 23, 24, 25, 26);
    }

    @Test
    void anUpdateThatThrowsAfterItsAssignAndIsThrottledThenIsTakenBack() {
        scenario.deploy(20);
        scenario.failPartner();
        throttleAfter(ASSIGN, 30);
        throwAfterAssign(1);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    /** More crashes than the state machine puts up with, all after the assign. */
    @Test
    void anUpdateWhoseFunctionKeepsDyingAfterItsAssignIsTakenBack() {
        scenario.deploy(20);
        dieAfterAssign(13);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    /** The crashes before the assign count too, so that the first one after it is the last. */
    @Test
    void anUpdateThatDiesAfterItsAssignWhenItHasDiedTooOftenIsTakenBack() {
        scenario.deploy(20);
        scenario.busyFor(900);
        int[] crashes = {0};
        Instant start = aws.account().clock().now().plusSeconds(60);
        dieAfterAssign(1);
        aws.changeFunction(CONVERGE, code -> (function, payload) -> {
            if (aws.account().clock().now().isAfter(start) && crashes[0] < 12) {
                crashes[0]++;
                throw new FunctionCrashException();
            }
            return code.apply(function, payload);
        });

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
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

    private void throwAfterAssign(int times) {
        afterAssign(times, () -> {
            throw new IllegalStateException("unlisted");
        });
    }

    private void dieAfterAssign(int times) {
        afterAssign(times, () -> {
            throw new FunctionCrashException();
        });
    }

    private void afterAssign(int times, Trouble trouble) {
        Window assigned = after(ASSIGN, 100_000);
        int[] troubles = {0};
        aws.changeFunction(CONVERGE, code -> (function, payload) -> {
            String answer = code.apply(function, payload);
            if (assigned.isOpen() && troubles[0] < times) {
                troubles[0]++;
                trouble.strike();
            }
            return answer;
        });
    }

    private interface Trouble {
        void strike() throws FunctionCrashException;
    }

    /** The gateway holds these and nothing else when all that was begun is over. */
    private void drained(int... lastOctets) {
        scenario.pass(400);
        scenario.holds(lastOctets);
    }

    private void throttleAfter(String action, int seconds) {
        aws.lambda().options().throttled = after(action, seconds)::isOpen;
    }

    private void throttleOnceRollingBack(int seconds) {
        aws.lambda().options().throttled = new Window(seconds) {
            @Override
            boolean begins() {
                return aws.cloudFormation().stack(Scenario.STACK).status().equals("UPDATE_ROLLBACK_IN_PROGRESS");
            }
        }::isOpen;
    }

    private void throttleOnceIntended(int seconds) {
        aws.lambda().options().throttled = new Window(seconds) {
            @Override
            boolean begins() {
                return aws.stepFunctions().executions().stream()
                        .filter(execution -> execution.status().equals("RUNNING"))
                        .anyMatch(execution -> execution.data().get("journal") instanceof Map<?, ?> journal
                                && journal.containsKey("intention"));
            }
        }::isOpen;
    }

    /** From the next call of that action on. */
    private Window after(String action, int seconds) {
        Instant now = aws.account().clock().now();
        return new Window(seconds) {
            @Override
            boolean begins() {
                return aws.account().callLog().of(action).stream()
                        .anyMatch(entry -> entry.effect() && entry.at().isAfter(now));
            }
        };
    }

    /** A stretch of time that begins once, when something is seen. */
    private abstract class Window {
        private final int seconds;
        private Optional<Instant> end = Optional.empty();

        Window(int seconds) {
            this.seconds = seconds;
        }

        abstract boolean begins();

        boolean isOpen() {
            Instant now = aws.account().clock().now();
            if (end.isEmpty() && begins()) {
                end = Optional.of(now.plusSeconds(seconds));
            }
            return end.filter(now::isBefore).isPresent();
        }
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.FunctionCrashException;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes that throw, or whose function dies, after a changing call: what the call did is not forgotten. */
class FailingFunctionTest {
    private static final String CONVERGE = "io.github.cdknat.handler.Converge::handleRequest";
    private static final String ASSIGN = "AssignPrivateNatGatewayAddress";

    private final EmbeddedAws aws = InProcessAws.start(1);
    private final Scenario scenario = new Scenario(aws);

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
        aws.lambda().options().throttled = OutageWindow.after(aws, ASSIGN, 30)::isOpen;
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
        OutageWindow assigned = OutageWindow.after(aws, ASSIGN, 100_000);
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

    private void drained(int... lastOctets) {
        scenario.pass(400);
        scenario.holds(lastOctets);
    }
}

package io.github.cdknat.emulator.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Asynchronous events and invocations while Lambda is in trouble. */
class EventDeliveryTest {
    private final MachineFixture machine = new MachineFixture();

    @Test
    void aThrottledEventIsTriedAgainEverMoreRarely() {
        machine.lambda.eventThrottled = () -> machine.seconds() < 1_000;
        machine.functions.invokeAsync(MachineFixture.FUNCTION, "{}");
        machine.pass(1_300);
        // After 1, 2, 4, ... 256 s, and then every five minutes.
        assertThat(machine.calls).containsExactly("1111 {}");
    }

    @Test
    void theLongestTimeBetweenTwoTriesIsAnOption() {
        machine.lambda.eventThrottled = () -> machine.seconds() < 1_000;
        machine.lambda.eventRetryAtMost = Duration.ofSeconds(20);
        machine.functions.invokeAsync(MachineFixture.FUNCTION, "{}");
        machine.pass(1_300);
        assertThat(machine.calls).containsExactly("1011 {}");
    }

    @Test
    void aThrottledEventIsGivenUpWhenItIsTooOld() {
        machine.functions.delivery("f", 60, 0, null);
        machine.lambda.eventThrottled = () -> machine.seconds() < 60;
        machine.functions.invokeAsync(MachineFixture.FUNCTION, "{}");
        machine.pass(1_000);
        assertThat(machine.calls).isEmpty();
    }

    @Test
    void anEventCanBeLost() {
        machine.lambda.eventLost = () -> true;
        machine.functions.invokeAsync(MachineFixture.FUNCTION, "{}");
        machine.pass(1_000);
        assertThat(machine.calls).isEmpty();
    }

    @Test
    void anUnavailableLambdaRunsNothing() {
        machine.lambda.unavailable = () -> true;
        StateMachineExecution execution = machine.run(
                "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": \"${F}\", \"End\": true}}}",
                "{}");
        assertThat(execution.cause()).isEqualTo("Lambda.ServiceException: The service is temporarily unavailable.");
        assertThat(machine.calls).isEmpty();
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How a Create or Update ends that comes too late, that nobody waits for, or whose services fail it. */
class LateCreateOrUpdateTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario scenario = new Scenario(aws);

    @Test
    void aCreateThatComesWhenItsStackIsRolledBackDoesNothing() {
        scenario.deploy(20);
        aws.lambda().options().queueing = once(Duration.ofSeconds(50));
        Stack stack = scenario.named("Renamed").begin(20, 21);
        scenario.cancel(stack, 10);
        assertThat(scenario.holds(20).changes()).hasSize(1);
        assertThat(scenario.answers())
                .contains(
                        "FAILED " + scenario.gateway + "/none: " + scenario.cannotHold("10.0.1.20, 10.0.1.21")
                                + "the stack is UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, in which CloudFormation creates"
                                + " nothing, so this request came too late; nothing was done for it, and nothing is left to do.");
        assertThat(scenario.answer())
                .startsWith("SUCCESS Example-Renamed")
                .endsWith(": Released: the physical id is not a record, and no earlier request is running.");
    }

    @Test
    void anUpdateThatIsOvertakenByItsOwnRollbackDoesNothing() {
        scenario.deploy(20);
        aws.lambda().options().queueing = once(Duration.ofSeconds(50));
        Stack stack = scenario.begin(21);
        assertThat(scenario.cancel(stack, 10).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(scenario.holds(20).changes()).hasSize(1);
        assertThat(Scenario.answersTo(scenario.request(1)))
                .containsExactly("FAILED " + scenario.gateway + "/10.0.1.20: " + scenario.cannotHold("10.0.1.21")
                        + "the stack is UPDATE_ROLLBACK_COMPLETE, in which CloudFormation updates nothing, so this request"
                        + " came too late; nothing was done for it, and nothing is left to do.");
    }

    @Test
    void anUndoThatIsNotThroughAtTheDeadlineSaysWhatIsLeft() {
        aws.ec2().options().assignAtLeast = Duration.ofSeconds(15);
        scenario.deploy(20);
        aws.ec2().gateways().failNext("10.0.1.22", "The address is in use.");
        Stack stack = scenario.begin(20, 21, 22);
        scenario.pass(20);
        scenario.busyFor(4000);
        scenario.end(stack);
        assertThat(scenario.reason())
                .isEqualTo(scenario.cannotHold("10.0.1.20, 10.0.1.21, 10.0.1.22")
                        + "10.0.1.22 failed on the gateway, and EC2 says \"The address is in use.\"; unassign the failed"
                        + " address if it is still there, then deploy again. Still on the gateway and being taken back:"
                        + " 10.0.1.21, 10.0.1.22.");
        scenario.pass(400);
        scenario.holds(20);
    }

    @Test
    void failsInTimeWhenCloudFormationDoesNotAnswer() {
        scenario.deploy(20);
        Instant end = aws.account().clock().now().plusSeconds(1_560);
        aws.cloudFormation()
                .endpoint()
                .faults()
                .byChance(call -> aws.account().clock().now().isBefore(end)
                        ? Optional.of(FaultInjector.Kind.UNAVAILABLE)
                        : Optional.empty());
        scenario.deploy(21);
        assertThat(scenario.reason())
                .isEqualTo("Cannot finish the request for " + scenario.gateway
                        + ": cloudformation:ListStackResources brought no answer (ServiceUnavailable); restore the right or the"
                        + " service, then deploy again, or continue the update rollback if there is one.");
        assertThat(scenario.holds(20).changes()).hasSize(1);
    }

    @Test
    void saysWhatItHoldsAndWhatItAdopted() {
        aws.ec2().gateways().assignOutOfBand(scenario.gateway, "10.0.1.20");
        scenario.deploy(20, 21);
        assertThat(scenario.answer())
                .isEqualTo("SUCCESS " + scenario.gateway + "/10.0.1.20*+10.0.1.21: Holding 10.0.1.20, 10.0.1.21 on "
                        + scenario.gateway + "; found there and adopted: 10.0.1.20.");
        scenario.deploy();
        assertThat(scenario.answers())
                .contains("SUCCESS " + scenario.gateway + "/none: Holding none on " + scenario.gateway + ".");
    }

    private static Supplier<Duration> once(Duration delay) {
        return new Supplier<>() {
            private boolean asked;

            @Override
            public Duration get() {
                Duration next = asked ? Duration.ofMillis(100) : delay;
                asked = true;
                return next;
            }
        };
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Releases that nobody waits for once EC2 has accepted them: {@code drainWait} is UNTIL_STARTED. */
class UntilStartedTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario s = new Scenario(aws);

    @Test
    void acceptedIsEnoughForTheImpatient() {
        s.drain(4000).accepting().deploy(20, 21);
        assertThat(s.drainWaiters()).hasSize(3);
        assertThat(s.lasted(() -> s.deploy(21, 22))).isLessThan(Duration.ofSeconds(200));
        assertThat(aws.ec2().gateways().statuses(s.gateway)).containsEntry("10.0.1.20", "unassigning");
        assertThat(s.answers())
                .last()
                .asString()
                .startsWith("SUCCESS drain-waiter/" + Scenario.LOGICAL_ID + "/before-1/");
        assertThat(s.lasted(() -> s.deploy(21, 23)))
                .as("the next deployment waits for the rest of the drain")
                .isGreaterThan(Duration.ofSeconds(3_700));
        s.pass(4_000);
        s.holds(21, 23);
    }

    @Test
    void anAcceptedTeardownTakesSeconds() {
        s.drain(350).accepting().deploy(20, 21);
        assertThat(s.drainWaiters()).isEmpty();
        assertThat(s.lasted(s::delete)).isLessThan(Duration.ofSeconds(60));
        assertThat(s.answers())
                .last()
                .isEqualTo(
                        "SUCCESS " + s.gateway
                                + "/10.0.1.20+10.0.1.21: Released: EC2 has accepted it, and draining are: 10.0.1.20, 10.0.1.21.");
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import java.time.Duration;

/** What others do to the gateway. */
final class DriftScenarios {
    private DriftScenarios() {}

    @ScenarioTitle("hand-made addresses are never touched")
    static void handMade(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.30");
        s.deploy(21);
        s.holds(21, 30);
        s.delete();
        s.holds(30);
    }

    @ScenarioTitle("a gateway that is gone owes nothing")
    static void goneGateway(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().deleteOutOfBand(s.gateway);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(s.answer())
                .isEqualTo("SUCCESS " + s.gateway
                        + "/10.0.1.20: Released: the gateway is gone, and its addresses with it.");
    }

    @ScenarioTitle("an adopted address survives a failed create")
    static void adopted(Scenario s) {
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.20");
        assertThat(s.failPartner().deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds(20);
    }

    @ScenarioTitle("an adopted address goes with the stack that adopted it")
    static void adoptedAndDeleted(Scenario s) {
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.20");
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20*+10.0.1.21");
        s.delete();
        s.holds();
    }

    @ScenarioTitle("an address that was removed by hand comes back with the next update")
    static void removedByHand(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.20", 30);
        s.pass(60);
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.20+10.0.1.22");
    }

    @ScenarioTitle("a needed address that is draining is awaited and assigned again")
    static void neededDrains(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.21", 300);
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.21+10.0.1.22");
    }

    @ScenarioTitle("an owed address that somebody removed is not unassigned again")
    static void owedRemoved(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.21", 1);
        s.pass(10);
        assertThat(s.deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("a gateway that vanished is replaced by another one")
    static void vanished(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().deleteOutOfBand(s.gateway);
        String other = s.aws.ec2().privateGateway(1);
        assertThat(s.on(other).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.20", "10.0.1.4");
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "assign 10.0.1.20");
    }

    @ScenarioTitle("a gateway that vanishes while it is waited for fails the create and owes nothing")
    static void vanishes(Scenario s) {
        s.busyFor(600);
        Stack stack = s.begin(20);
        s.pass(60);
        s.aws.ec2().gateways().deleteOutOfBand(s.gateway);
        assertThat(s.end(stack).status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(s.changes()).isEmpty();
    }

    @ScenarioTitle("a gateway that is still pending is awaited")
    static void pending(Scenario s) {
        s.aws.ec2().gateways().state(s.gateway, "pending");
        s.aws.account()
                .clock()
                .after(Duration.ofSeconds(90), () -> s.aws.ec2().gateways().state(s.gateway, "available"));
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What others do to the gateway. */
final class DriftScenarios {
    private DriftScenarios() {}

    static Map<String, Consumer<Scenario>> all() {
        Map<String, Consumer<Scenario>> all = new LinkedHashMap<>();
        all.put("hand-made addresses are never touched", DriftScenarios::handMade);
        all.put("somebody else's drain is waited out", DriftScenarios::joinedDrain);
        all.put("a gateway that is gone owes nothing", DriftScenarios::goneGateway);
        all.put("an adopted address survives a failed create", DriftScenarios::adopted);
        all.put("an adopted address goes with the stack that adopted it", DriftScenarios::adoptedAndDeleted);
        all.put("an address that was removed by hand comes back with the next update", DriftScenarios::removedByHand);
        all.put("a needed address that is draining is awaited and assigned again", DriftScenarios::neededDrains);
        all.put("an owed address that somebody removed is not unassigned again", DriftScenarios::owedRemoved);
        all.put("a gateway that vanished is replaced by another one", DriftScenarios::vanished);
        all.put(
                "a gateway that vanishes while it is waited for fails the create and owes nothing",
                DriftScenarios::vanishes);
        all.put("a gateway that is still pending is awaited", DriftScenarios::pending);
        return all;
    }

    private static void handMade(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.30");
        s.deploy(21);
        s.holds(21, 30);
        s.delete();
        s.holds(30);
    }

    private static void joinedDrain(Scenario s) {
        s.busyFor(600);
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void goneGateway(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().deleteOutOfBand(s.gateway);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
    }

    private static void adopted(Scenario s) {
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.20");
        assertThat(s.failPartner().deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds(20);
    }

    private static void adoptedAndDeleted(Scenario s) {
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.20");
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20*+10.0.1.21");
        s.delete();
        s.holds();
    }

    private static void removedByHand(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.20", 30);
        s.pass(60);
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.20+10.0.1.22");
    }

    private static void neededDrains(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.21", 300);
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.21+10.0.1.22");
    }

    private static void owedRemoved(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.21", 1);
        s.pass(10);
        assertThat(s.deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20);
        assertThat(s.changes()).hasSize(1);
    }

    private static void vanished(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().deleteOutOfBand(s.gateway);
        String other = s.aws.ec2().privateGateway(1);
        assertThat(s.on(other).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.20", "10.0.1.4");
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "assign 10.0.1.20");
    }

    private static void vanishes(Scenario s) {
        s.busyFor(600);
        Stack stack = s.begin(20);
        s.pass(60);
        s.aws.ec2().gateways().deleteOutOfBand(s.gateway);
        assertThat(s.end(stack).status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(s.changes()).isEmpty();
    }

    private static void pending(Scenario s) {
        s.aws.ec2().gateways().state(s.gateway, "pending");
        s.aws.account()
                .clock()
                .after(Duration.ofSeconds(90), () -> s.aws.ec2().gateways().state(s.gateway, "available"));
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }
}

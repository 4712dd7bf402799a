package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.ApiCallLog;
import java.util.List;

/** Creates, updates in every form, and deletes. */
final class LifecycleScenarios {
    private LifecycleScenarios() {}

    @ScenarioTitle("create, replace one, delete")
    static void life(Scenario s) {
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20+10.0.1.21");
        assertThat(s.aws.cloudFormation().stack(Scenario.STACK).outputs())
                .containsEntry("PrimaryAddress", "10.0.1.4")
                .containsEntry("AllowList", "10.0.1.20/32,10.0.1.21/32");
        s.holds(20, 21);
        assertThat(s.deploy(21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(s.changes())
                .containsExactly(
                        "assign 10.0.1.20+10.0.1.21",
                        "assign 10.0.1.22",
                        "unassign 10.0.1.20",
                        "unassign 10.0.1.21+10.0.1.22");
    }

    @ScenarioTitle("a reordered declaration changes nothing")
    static void reordered(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.deploy(21, 20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("a renamed construct keeps its addresses")
    static void renamed(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.named("Renamed").deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
    }

    @ScenarioTitle("another gateway: its addresses come first, the old ones go in clean-up")
    static void otherGateway(Scenario s) {
        s.deploy(20);
        String other = s.aws.ec2().privateGateway(1);
        assertThat(s.on(other).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds();
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.20", "10.0.1.4");
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.4");
    }

    @ScenarioTitle("from none to some, and to none again")
    static void fromNone(Scenario s) {
        assertThat(s.deploy().status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20);
        assertThat(s.deploy().status()).isEqualTo("UPDATE_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    @ScenarioTitle("growing and shrinking leave alone what is in both")
    static void growAndShrink(Scenario s) {
        s.deploy(21);
        s.deploy(20, 21, 22);
        s.deploy(21);
        s.holds(21);
        assertThat(s.changes())
                .containsExactly("assign 10.0.1.21", "assign 10.0.1.20+10.0.1.22", "unassign 10.0.1.20+10.0.1.22");
    }

    @ScenarioTitle("another drain changes nothing until something drains")
    static void otherDrain(Scenario s) {
        s.deploy(20);
        assertThat(s.drain(60).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.changes()).containsExactly("assign 10.0.1.20");
        s.deploy(21);
        assertThat(drains(s)).containsExactly("60");
    }

    @ScenarioTitle("an address drains as long as the newest template says")
    static void drainOfTheNewestTemplate(Scenario s) {
        s.deploy(20);
        s.drain(60).deploy(21);
        assertThat(drains(s)).containsExactly("60");
    }

    @ScenarioTitle("a deleted stack that is made again begins anew")
    static void madeAgain(Scenario s) {
        s.deploy(20);
        s.delete();
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20", "assign 10.0.1.20+10.0.1.21");
    }

    @ScenarioTitle("a gateway of the stack's own is made before its addresses and deleted after them")
    static void ownGateway(Scenario s) {
        assertThat(s.onItsOwnGateway().deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        String own = s.record().substring(0, s.record().indexOf('/'));
        assertThat(own).isNotEqualTo(s.gateway);
        assertThat(s.aws.ec2().gateways().serving(own)).contains("10.0.1.20");
        assertThat(s.deploy(21).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(s.changes())
                .containsExactly("assign 10.0.1.20", "assign 10.0.1.21", "unassign 10.0.1.20", "unassign 10.0.1.21");
    }

    @ScenarioTitle("a drain of 4000 s is handed from stage to stage")
    static void stages(Scenario s) {
        s.drain(4000).deploy(20, 21);
        assertThat(s.deploy(21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.22", "unassign 10.0.1.20");
    }

    private static List<String> drains(Scenario s) {
        return s.aws.account().callLog().of("UnassignPrivateNatGatewayAddress").stream()
                .filter(ApiCallLog.Entry::effect)
                .map(entry -> entry.call().text("MaxDrainDurationSeconds"))
                .toList();
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.ApiCallLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Creates, updates in every form, and deletes. */
final class LifecycleScenarios {
    private LifecycleScenarios() {}

    static Map<String, Consumer<Scenario>> all() {
        Map<String, Consumer<Scenario>> all = new LinkedHashMap<>();
        all.put("create, replace one, delete", LifecycleScenarios::life);
        all.put("a reordered declaration changes nothing", LifecycleScenarios::reordered);
        all.put("a renamed construct keeps its addresses", LifecycleScenarios::renamed);
        all.put(
                "another gateway: its addresses come first, the old ones go in clean-up",
                LifecycleScenarios::otherGateway);
        all.put("an empty declaration is down to none", LifecycleScenarios::downToNone);
        all.put("from none to some, and to none again", LifecycleScenarios::fromNone);
        all.put("growing and shrinking leave alone what is in both", LifecycleScenarios::growAndShrink);
        all.put("another drain changes nothing until something drains", LifecycleScenarios::otherDrain);
        all.put("an address drains as long as the newest template says", LifecycleScenarios::drainOfTheNewestTemplate);
        all.put("a deleted stack that is made again begins anew", LifecycleScenarios::madeAgain);
        all.put(
                "a gateway of the stack's own is made before its addresses and deleted after them",
                LifecycleScenarios::ownGateway);
        all.put("another gateway with no address in common, and back", LifecycleScenarios::otherGatewayAndBack);
        return all;
    }

    private static void life(Scenario s) {
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

    private static void reordered(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.deploy(21, 20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.changes()).hasSize(1);
    }

    private static void renamed(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.named("Renamed").deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
    }

    private static void otherGateway(Scenario s) {
        s.deploy(20);
        String other = s.aws.ec2().privateGateway(1);
        assertThat(s.on(other).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds();
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.20", "10.0.1.4");
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.4");
    }

    private static void downToNone(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.deploy().status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.record()).isEqualTo(s.gateway + "/none");
        s.holds();
    }

    private static void fromNone(Scenario s) {
        assertThat(s.deploy().status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20);
        assertThat(s.deploy().status()).isEqualTo("UPDATE_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    private static void growAndShrink(Scenario s) {
        s.deploy(21);
        s.deploy(20, 21, 22);
        s.deploy(21);
        s.holds(21);
        assertThat(s.changes())
                .containsExactly("assign 10.0.1.21", "assign 10.0.1.20+10.0.1.22", "unassign 10.0.1.20+10.0.1.22");
    }

    private static void otherDrain(Scenario s) {
        s.deploy(20);
        assertThat(s.drain(60).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.changes()).containsExactly("assign 10.0.1.20");
        s.deploy(21);
        assertThat(drains(s)).containsExactly("60");
    }

    private static void drainOfTheNewestTemplate(Scenario s) {
        s.deploy(20);
        s.drain(60).deploy(21);
        assertThat(drains(s)).containsExactly("60");
    }

    private static void madeAgain(Scenario s) {
        s.deploy(20);
        s.delete();
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20", "assign 10.0.1.20+10.0.1.21");
    }

    private static void ownGateway(Scenario s) {
        assertThat(s.onItsOwnGateway().deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        String own = s.record().substring(0, s.record().indexOf('/'));
        assertThat(own).isNotEqualTo(s.gateway);
        assertThat(s.aws.ec2().gateways().serving(own)).contains("10.0.1.20");
        assertThat(s.deploy(21).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(s.changes())
                .containsExactly("assign 10.0.1.20", "assign 10.0.1.21", "unassign 10.0.1.20", "unassign 10.0.1.21");
    }

    private static void otherGatewayAndBack(Scenario s) {
        s.deploy(20);
        String other = s.aws.ec2().privateGateway(1);
        s.on(other).deploy(30, 31);
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.30", "10.0.1.31", "10.0.1.4");
        s.holds();
        assertThat(s.on(s.gateway).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20);
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.4");
    }

    private static List<String> drains(Scenario s) {
        return s.aws.account().callLog().of("UnassignPrivateNatGatewayAddress").stream()
                .filter(ApiCallLog.Entry::effect)
                .map(entry -> entry.call().text("MaxDrainDurationSeconds"))
                .toList();
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Gateways at their limit. */
final class CapacityScenarios {
    private CapacityScenarios() {}

    static Map<String, Consumer<Scenario>> all() {
        Map<String, Consumer<Scenario>> all = new LinkedHashMap<>();
        all.put("seven replaced by seven at the limit", CapacityScenarios::swapAtLimit);
        all.put("a swap at the limit that rolls back restores the old addresses", CapacityScenarios::swapRolledBack);
        all.put(
                "what fits is assigned first, then as many as needed are freed early, highest first",
                CapacityScenarios::partlyFits);
        all.put(
                "a swap at the limit that is cancelled while it drains restores what was freed",
                CapacityScenarios::swapCancelled);
        all.put(
                "a gateway full of somebody else's addresses fails at once and keeps them",
                CapacityScenarios::fullOfOthers);
        all.put("an update that finds no room and has nothing to free leaves all as it was", CapacityScenarios::noRoom);
        all.put("on a gateway beyond the declared limit nothing is freed in vain", CapacityScenarios::beyondLimit);
        all.put("a slot that somebody took by hand is made up for by an early release", CapacityScenarios::slotTaken);
        all.put("a renamed construct at the limit needs no room", CapacityScenarios::renamedAtLimit);
        return all;
    }

    private static void swapAtLimit(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.deploy(30, 31, 32, 33, 34, 35, 36).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(30, 31, 32, 33, 34, 35, 36);
        assertThat(s.changes()).hasSize(3);
    }

    private static void swapRolledBack(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.failPartner().deploy(20, 21, 22, 23, 24, 25, 36).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    private static void partlyFits(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25);
        assertThat(s.deploy(20, 21, 22, 30, 31, 32).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22, 30, 31, 32);
        assertThat(s.changes())
                .containsExactly(
                        "assign 10.0.1.20+10.0.1.21+10.0.1.22+10.0.1.23+10.0.1.24+10.0.1.25",
                        "assign 10.0.1.30",
                        "unassign 10.0.1.24+10.0.1.25",
                        "assign 10.0.1.31+10.0.1.32",
                        "unassign 10.0.1.23");
    }

    private static void swapCancelled(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        Stack stack = s.begin(20, 21, 22, 23, 24, 25, 36);
        assertThat(s.cancel(stack, 45).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    private static void fullOfOthers(Scenario s) {
        for (int octet = 30; octet < 37; octet++) {
            s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1." + octet);
        }
        assertThat(s.deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds(30, 31, 32, 33, 34, 35, 36);
        assertThat(s.changes()).isEmpty();
    }

    private static void noRoom(Scenario s) {
        s.deploy(20);
        for (int octet = 30; octet < 36; octet++) {
            s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1." + octet);
        }
        assertThat(s.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 30, 31, 32, 33, 34, 35);
        assertThat(s.changes()).hasSize(1);
    }

    /** The quota is higher than the declared limit, and somebody has used it: one address more or less makes no room. */
    private static void beyondLimit(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.41");
        assertThat(s.tampering("AddressLimit", "4").deploy(20, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 40, 41);
        assertThat(s.changes()).hasSize(1);
    }

    private static void slotTaken(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        assertThat(s.deploy(20, 21, 22, 23, 24, 30).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 30, 40);
        assertThat(s.changes().subList(1, 3)).containsExactly("unassign 10.0.1.25", "assign 10.0.1.30");
    }

    private static void renamedAtLimit(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.named("Renamed").deploy(20, 21, 22, 23, 24, 25, 26).status())
                .isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.changes()).hasSize(1);
    }
}

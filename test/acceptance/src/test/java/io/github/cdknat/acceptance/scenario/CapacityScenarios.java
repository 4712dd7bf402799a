package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;

/** Gateways at their limit. */
final class CapacityScenarios {
    private CapacityScenarios() {}

    @ScenarioTitle("seven replaced by seven at the limit")
    static void swapAtLimit(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.deploy(30, 31, 32, 33, 34, 35, 36).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(30, 31, 32, 33, 34, 35, 36);
        assertThat(s.changes()).hasSize(3);
    }

    @ScenarioTitle("a swap at the limit that rolls back restores the old addresses")
    static void swapRolledBack(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.failPartner().deploy(20, 21, 22, 23, 24, 25, 36).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    @ScenarioTitle("what fits is assigned first, then as many as needed are freed early, highest first")
    static void partlyFits(Scenario s) {
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

    @ScenarioTitle("a swap at the limit that is cancelled while it drains restores what was freed")
    static void swapCancelled(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        Stack stack = s.begin(20, 21, 22, 23, 24, 25, 36);
        assertThat(s.cancel(stack, 45).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    @ScenarioTitle("a gateway full of somebody else's addresses fails at once and keeps them")
    static void fullOfOthers(Scenario s) {
        for (int octet = 30; octet < 37; octet++) {
            s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1." + octet);
        }
        assertThat(s.deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(s.reason())
                .isEqualTo(s.cannotHold("10.0.1.20")
                        + "1 more (10.0.1.20) do not fit beside the 8 of at most 8 addresses there: 10.0.1.4 (primary,"
                        + " succeeded), 10.0.1.30 (succeeded), 10.0.1.31 (succeeded), 10.0.1.32 (succeeded), 10.0.1.33"
                        + " (succeeded), 10.0.1.34 (succeeded), 10.0.1.35 (succeeded), 10.0.1.36 (succeeded); release some"
                        + " of these, or declare fewer, or raise addressLimit if your quota is higher.");
        s.holds(30, 31, 32, 33, 34, 35, 36);
        assertThat(s.changes()).isEmpty();
    }

    @ScenarioTitle("an update that finds no room and has nothing to free leaves all as it was")
    static void noRoom(Scenario s) {
        s.deploy(20);
        for (int octet = 30; octet < 36; octet++) {
            s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1." + octet);
        }
        assertThat(s.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 30, 31, 32, 33, 34, 35);
        assertThat(s.changes()).hasSize(1);
    }

    /** The quota is higher than the declared limit, and somebody has used it: one address more or less makes no room. */
    @ScenarioTitle("on a gateway beyond the declared limit nothing is freed in vain")
    static void beyondLimit(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.41");
        assertThat(s.tampering("AddressLimit", "4").deploy(20, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 40, 41);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("a slot that somebody took by hand is made up for by an early release")
    static void slotTaken(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        assertThat(s.deploy(20, 21, 22, 23, 24, 30).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 30, 40);
        assertThat(s.changes().subList(1, 3)).containsExactly("unassign 10.0.1.25", "assign 10.0.1.30");
    }

    @ScenarioTitle("a renamed construct at the limit needs no room")
    static void renamedAtLimit(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.named("Renamed").deploy(20, 21, 22, 23, 24, 25, 26).status())
                .isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.changes()).hasSize(1);
    }
}

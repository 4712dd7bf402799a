package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import java.util.List;

/** Counts out of a pool, and two stacks on one gateway. */
final class SharedGatewayScenarios {
    private SharedGatewayScenarios() {}

    @ScenarioTitle("a count chooses, grows and shrinks")
    static void count(Scenario s) {
        s.deployCount(Scenario.STACK, 2);
        s.deployCount(Scenario.STACK, 3);
        s.holds(16, 17, 18);
        assertThat(s.deployCount(Scenario.STACK, 1).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(16);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(s.changes())
                .containsExactly(
                        "assign 10.0.1.16+10.0.1.17",
                        "assign 10.0.1.18",
                        "unassign 10.0.1.17+10.0.1.18",
                        "unassign 10.0.1.16");
    }

    @ScenarioTitle("a count that rolls back gets the addresses back that it had, not others")
    static void countRolledBack(Scenario s) {
        s.deployCount(Scenario.STACK, 3);
        String before = s.record();
        assertThat(s.failPartner().deployCount(Scenario.STACK, 1).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(s.record()).isEqualTo(before);
        s.holds(16, 17, 18);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("an address that is grabbed after the choice is replaced by another")
    static void grabbed(Scenario s) {
        s.grabAfterLook(1);
        assertThat(s.deployCount(Scenario.STACK, 2).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(17, 18);
    }

    @ScenarioTitle("two stacks that draw from one pool at once get different addresses")
    static void onePool(Scenario s) {
        Stack one = s.beginCount("One", 2);
        Stack two = s.beginCount("Two", 2);
        s.end(one, two);
        assertThat(List.of(one.status(), two.status())).containsOnly("CREATE_COMPLETE");
        assertThat(s.aws.ec2().gateways().serving(s.gateway)).hasSize(5);
    }

    @ScenarioTitle("two stacks that deploy at once take turns")
    static void takeTurns(Scenario s) {
        Stack one = s.begin("One", 20, 21);
        Stack two = s.begin("Two", 40, 41);
        s.end(one, two);
        assertThat(List.of(one.status(), two.status())).containsOnly("CREATE_COMPLETE");
        s.holds(20, 21, 40, 41);
        Stack smaller = s.begin("One", 20);
        Stack other = s.begin("Two", 41, 42);
        s.end(smaller, other);
        assertThat(List.of(one.status(), two.status())).containsOnly("UPDATE_COMPLETE");
        s.holds(20, 41, 42);
    }

    @ScenarioTitle("a stack that rolls back leaves the other one's addresses alone")
    static void othersUntouched(Scenario s) {
        s.end(s.begin("Two", 40));
        s.deploy(20);
        assertThat(s.failPartner().deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 40);
        s.delete();
        s.holds(40);
    }

    @ScenarioTitle("an address that is assigned anew as soon as it has drained is nobody's to take away")
    static void assignedAnew(Scenario s) {
        s.drain(5).deploy(20, 21);
        s.aws.account().events().listen(event -> {
            if (event.text().startsWith("10.0.1.21 gone")) {
                s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.21");
            }
        });
        assertThat(s.deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.pass(60);
        s.holds(20, 21);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "unassign 10.0.1.21");
    }

    /** Case 40636361: the gateway is busy until the first Delete fails; the second one leaves the address to its next try. */
    @ScenarioTitle("of two records of one address the last one to be deleted releases it")
    static void twoRecords(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.failPartner().named("Renamed").deployWithoutRollback(20).status())
                .isEqualTo("UPDATE_FAILED");
        s.aws.ec2().options().drain = full -> full;
        s.busyFor(4000);
        assertThat(s.delete().status()).isEqualTo("DELETE_FAILED");
        s.pass(3000);
        s.holds(20, 21);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(s.answers())
                .filteredOn(answer -> answer.endsWith(": Released: every owed address is released."))
                .hasSize(2);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "unassign 10.0.1.20+10.0.1.21");
    }

    @ScenarioTitle("a full gateway takes the second stack when the first one has given way")
    static void givesWay(Scenario s) {
        s.end(s.begin("One", 20, 21, 22, 23, 24, 25));
        Stack two = s.end(s.begin("Two", 40, 41));
        assertThat(two.status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25);
        s.end(s.begin("One", 20, 21, 22, 23, 24));
        s.aws.cloudFormation().delete("Two");
        s.end(two);
        assertThat(s.end(s.begin("Two", 40, 41)).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 40, 41);
    }
}

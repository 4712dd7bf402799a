package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Deployments that fail, are cancelled, or are given up. */
final class RollbackScenarios {
    private RollbackScenarios() {}

    /** With another record than the old one, CloudFormation would delete that one too. */
    @ScenarioTitle("a deployment that rolls back drains nothing that served")
    static void rolledBack(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.failPartner().deploy(21, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20+10.0.1.21");
        s.holds(20, 21);
        assertThat(s.answers()).allMatch(answer -> answer.startsWith("SUCCESS"));
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.22", "unassign 10.0.1.22");
    }

    @ScenarioTitle("a failed create leaves nothing behind")
    static void failedCreate(Scenario s) {
        assertThat(s.failPartner().deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds();
    }

    @ScenarioTitle("an update cancelled while it waits undoes itself")
    static void cancelled(Scenario s) {
        s.deploy(20, 21);
        s.busyFor(200);
        assertThat(s.cancel(s.begin(21, 22), 60).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.pass(200);
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("an update cancelled while it assigns takes back what it assigned")
    static void cancelledAssigning(Scenario s) {
        s.aws.ec2().options().assignAtLeast = Duration.ofSeconds(12);
        s.deploy(20);
        Stack stack = s.begin(20, 22);
        while (!s.aws.ec2().gateways().statuses(s.gateway).containsValue("assigning")) {
            s.pass(1);
        }
        assertThat(s.cancel(stack, 1).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.pass(400);
        s.holds(20);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "assign 10.0.1.22", "unassign 10.0.1.22");
    }

    @ScenarioTitle("a create whose stack is deleted meanwhile undoes itself")
    static void createGivenUp(Scenario s) {
        Stack stack = s.begin(20);
        s.pass(16);
        s.aws.cloudFormation().delete(Scenario.STACK);
        assertThat(s.end(stack).status()).isEqualTo("DELETE_COMPLETE");
        s.pass(400);
        s.holds();
    }

    @ScenarioTitle("a renamed construct whose deployment rolls back keeps its addresses")
    static void renamedRolledBack(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.failPartner().named("Renamed").deploy(21, 20).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("another gateway whose deployment rolls back: the first one keeps all, the other nothing")
    static void otherRolledBack(Scenario s) {
        s.deploy(20);
        String other = s.aws.ec2().privateGateway(1);
        assertThat(s.failPartner().on(other).deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20);
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.4");
    }

    @ScenarioTitle("down to none and rolled back drains nothing")
    static void noneRolledBack(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.failPartner().deploy().status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("a rollback that fails is continued when the right is back")
    static void continued(Scenario s) {
        s.deploy(20);
        s.deny("ConvergeRole", "ec2:DescribeNatGateways");
        Stack stack = s.deploy(21);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        assertThat(s.reason())
                .isEqualTo("Cannot finish the request for " + s.gateway
                        + ": ec2:DescribeNatGateways was refused (UnauthorizedOperation: You are not authorized to perform:"
                        + " ec2:DescribeNatGateways); restore the right or the service, then deploy again, or"
                        + " continue the update rollback if there is one.");
        s.allowAgain("ConvergeRole");
        s.aws.cloudFormation().continueUpdateRollback(Scenario.STACK);
        assertThat(s.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("a rollback whose gateway is gone is continued without the resource")
    static void skipped(Scenario s) {
        s.deploy(20);
        s.busyFor(600);
        Stack stack = s.begin(21);
        s.pass(60);
        s.aws.ec2().gateways().deleteOutOfBand(s.gateway);
        assertThat(s.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        s.aws.cloudFormation().continueUpdateRollback(Scenario.STACK, Set.of(Scenario.LOGICAL_ID));
        assertThat(s.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
    }

    /** The hand-made address is the highest one, and was freed first, as one of the failed deployment's own. */
    @ScenarioTitle("a rollback at the limit leaves a hand-made address that the failed deployment had adopted")
    static void adoptedStays(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        assertThat(s.failPartner().deploy(20, 21, 22, 23, 24, 30, 40).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 40);
        assertThat(s.changes().subList(1, 5))
                .containsExactly("unassign 10.0.1.25", "assign 10.0.1.30", "unassign 10.0.1.30", "assign 10.0.1.25");
    }

    /** Cases 40071211, 40387799, 40712168, 40907204: there it was another stack that took the slot, and was deleted later. */
    @ScenarioTitle("a rollback that lost its slot is skipped, and the next changed declaration makes good for it")
    static void slotLost(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        AtomicBoolean taken = new AtomicBoolean();
        s.aws.account().events().listen(event -> {
            if (event.text().startsWith("10.0.1.26 gone") && !taken.getAndSet(true)) {
                s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
            }
        });
        Stack stack = s.begin(20, 21, 22, 23, 24, 25, 36);
        assertThat(s.cancel(stack, 45).status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        s.aws.cloudFormation().continueUpdateRollback(Scenario.STACK, Set.of(Scenario.LOGICAL_ID));
        assertThat(s.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(s.record()).endsWith("+10.0.1.26");
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.40", 1);
        s.pass(10);
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        s.holds(20, 21, 22, 23, 24, 25);
        assertThat(s.drain(349).deploy(20, 21, 22, 23, 24, 25, 26).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    @ScenarioTitle("a failure without rollback keeps the new addresses, and the next deployment the right ones")
    static void withoutRollback(Scenario s) {
        s.deploy(20);
        assertThat(s.failPartner().deployWithoutRollback(20, 21).status()).isEqualTo("UPDATE_FAILED");
        s.holds(20, 21);
        assertThat(s.deployWithoutRollback(21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22);
    }
}

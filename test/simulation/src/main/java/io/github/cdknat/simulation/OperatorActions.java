package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.ec2.NatGateways;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a person does about a failed stack: follows the messages, and gives up what they call hopeless. */
record OperatorActions(EmbeddedAws aws, InvariantChecker checker, FaultSchedule faults) {
    private static final int MOST = 12;

    /** So often a rollback is just continued, as its message says, before anything is skipped. */
    private static final int PATIENT = 4;

    /**
     * How soon somebody continues a failed rollback. Within a second the try before may still be ending, and the new one is refused
     * as if it were late; then the next one goes through.
     */
    private static final Duration A_LOOK_AT_THE_REASON = Duration.ofSeconds(30);

    /** What a person deletes: the last two are what "Preserve successfully provisioned resources" leaves. */
    private static final Set<String> GIVEN_UP =
            Set.of("DELETE_FAILED", "ROLLBACK_FAILED", "CREATE_FAILED", "UPDATE_FAILED");

    /**
     * The gateway is gone; somebody else has the slot, the address, or a chosen one; EC2 cannot assign the address any more; a
     * skipped owner's gate.
     */
    private static final List<String> HOPELESS = List.of(
            "EC2 knows no such NAT gateway",
            "the NAT gateway is delet",
            "is over and not serving are",
            "EC2 refused it (InvalidIPAddress.InUse",
            "have still to be chosen",
            "failed on the gateway",
            "skip this drain waiter too");

    /** The stack when it is idle and in order, or after many tries in vain. */
    Stack of(Stack stack, String name) {
        settle(stack, name);
        for (int repair = 0; repair < MOST && isFailed(stack); repair++) {
            hindranceOver();
            if (GIVEN_UP.contains(stack.status())) {
                giveUp(stack, name, repair);
            } else if (isTried(repair >= MOST - 2 ? 1 : 0.02)) {
                checker.findings()
                        .check(
                                Invariant.ENDS,
                                repair < MOST - 2,
                                "what the reason advises does not lead out: " + lastReason(stack));
                leave(stack, name);
            } else {
                aws.pass(A_LOOK_AT_THE_REASON);
                unassignFailed();
                Set<String> skipped = repair < PATIENT ? Set.of() : hopeless(stack);
                checker.skipped(name, skipped);
                aws.cloudFormation().continueUpdateRollback(name, skipped);
            }
            settle(stack, name);
        }
        return stack;
    }

    /** In the harsh world people wait for the end of an outage, and for its aftermath. */
    private void hindranceOver() {
        Duration wait = Duration.between(aws.account().now(), faults.harsh().outagesEnd());
        if (!wait.isZero()) {
            aws.pass(wait.plus(A_LOOK_AT_THE_REASON));
        }
    }

    private boolean isTried(double share) {
        return faults.isHarsh() && aws.account().random().faults(share);
    }

    /** RollbackStack where it is possible; a deletion, and in the end one that retains what cannot be deleted. */
    private void giveUp(Stack stack, String name, int repair) {
        boolean preserved =
                stack.status().equals("CREATE_FAILED") || stack.status().equals("UPDATE_FAILED");
        if (preserved && isTried(0.6)) {
            aws.cloudFormation().rollbackStack(name);
        } else if (stack.status().equals("DELETE_FAILED") && repair > 2 && isTried(0.5)) {
            aws.cloudFormation().delete(name, stack.undeleted(ActualState.TYPE).keySet());
        } else {
            aws.cloudFormation().delete(name);
        }
    }

    /** Out of a failed rollback without what failed: skips all of it, or deletes the stack. */
    private void leave(Stack stack, String name) {
        if (aws.account().random().faults(0.5)) {
            checker.skipped(name, stack.failedUpdates(ActualState.TYPE).keySet());
            aws.cloudFormation().forceRollback(name);
        } else {
            aws.cloudFormation().delete(name);
        }
    }

    private static String lastReason(Stack stack) {
        return stack.events().stream()
                .filter(event -> event.status().equals("UPDATE_FAILED"))
                .map(Stack.Event::reason)
                .reduce("", (earlier, later) -> later);
    }

    void settle(Stack stack, String name) {
        aws.settle(stack);
        checker.ends(stack, name);
    }

    private static boolean isFailed(Stack stack) {
        return stack.status().equals("UPDATE_ROLLBACK_FAILED") || GIVEN_UP.contains(stack.status());
    }

    /** "Unassign the failed address if it is still there", where EC2 lets people do that. */
    private void unassignFailed() {
        NatGateways gateways = aws.ec2().gateways();
        if (aws.ec2().options().failedCanBeUnassigned) {
            gateways.ids()
                    .forEach(gateway -> gateways.statuses(gateway).forEach((address, status) -> {
                        if (status.equals("failed")) {
                            gateways.unassignOutOfBand(gateway, address, 1);
                        }
                    }));
        }
    }

    private Set<String> hopeless(Stack stack) {
        Set<String> hopeless =
                new TreeSet<>(stack.failedUpdates(ActualState.TYPE).keySet());
        hopeless.removeIf(id -> stack.events().stream()
                .noneMatch(event -> event.logicalId().equals(id)
                        && event.status().equals("UPDATE_FAILED")
                        && HOPELESS.stream().anyMatch(event.reason()::contains)));
        return hopeless;
    }
}

package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a person does about a failed stack: follows the messages, and gives up what they call hopeless. */
final class OperatorActions {
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

    private final EmbeddedAws aws;
    private final InvariantChecker checker;
    private final List<String> gateways;

    OperatorActions(EmbeddedAws aws, InvariantChecker checker, List<String> gateways) {
        this.aws = aws;
        this.checker = checker;
        this.gateways = gateways;
    }

    /** The stack when it is idle and in order, or after many tries in vain. */
    Stack of(Stack stack, String name) {
        settle(stack, name);
        for (int repair = 0; repair < MOST && isFailed(stack); repair++) {
            if (GIVEN_UP.contains(stack.status())) {
                aws.cloudFormation().delete(name);
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

    void settle(Stack stack, String name) {
        aws.settle(stack);
        checker.ends(stack, name);
    }

    private static boolean isFailed(Stack stack) {
        return stack.status().equals("UPDATE_ROLLBACK_FAILED") || GIVEN_UP.contains(stack.status());
    }

    /** "Unassign the failed address if it is still there", where EC2 lets people do that. */
    private void unassignFailed() {
        for (String gateway : gateways) {
            Map<String, String> statuses = aws.ec2().gateways().statuses(gateway);
            if (aws.ec2().options().failedCanBeUnassigned) {
                statuses.forEach((address, status) -> {
                    if (status.equals("failed")) {
                        aws.ec2().gateways().unassignOutOfBand(gateway, address, 1);
                    }
                });
            }
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

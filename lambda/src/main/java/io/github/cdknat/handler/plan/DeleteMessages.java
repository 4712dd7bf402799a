package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.SortedSet;

/** What a Delete says to people when it fails. */
record DeleteMessages(Request.Delete request, Journal journal, Observation seen) implements PlanInput {
    /** A clean-up forgets a Delete that has failed three times; the deletion of a stack stops at it. */
    static String next(boolean deletesAll, String byHand) {
        return deletesAll
                ? "delete the stack again"
                : "CloudFormation tries up to three times in a clean-up; then " + byHand + " by hand what is left";
    }

    private String next(String byHand) {
        return next(journal.operation().orElse(seen.operation()).deletesAll(), byHand);
    }

    String released() {
        SortedSet<Ipv4> refused = Ipv4.without(journal.notUnassigned(), List.of());
        refused.removeIf(address ->
                seen.gateway().filter(gateway -> gateway.has(address)).isEmpty());
        return refused.isEmpty()
                ? "every owed address is released"
                : "all but " + Ipv4.list(refused) + ", which EC2 refuses to unassign";
    }

    String superseded(String by) {
        return "Cannot release " + request.physicalId() + ": " + by + ", so nobody waits for this request.";
    }

    String doubtful(String found) {
        return "Cannot release " + request.physicalId() + ": " + found + ", and still did after "
                + Timing.DOUBT.toSeconds()
                + " s; nothing was released. Delete again, or unassign the addresses if the resource is gone.";
    }

    String earlierStillRunning() {
        return "Cannot release " + request.physicalId() + ": an earlier request of " + request.logicalId()
                + " is still running; delete again when its execution has ended.";
    }

    String goesOn() {
        return " The execution goes on with that until " + Planner.endOfExecution(request, start())
                + ", or the resource's next request, if its rights stay.";
    }

    String notRestored(Gateway gateway, SortedSet<Ipv4> failed) {
        return "Cannot restore " + Ipv4.list(failed) + " on " + gateway.id()
                + ": the deployment that is rolled back had released it early, and on the gateway are "
                + Gateway.describe(gateway.addresses()) + "; unassign the failed address. " + next("assign") + ".";
    }

    String releaseDeadline(Gateway gateway, SortedSet<Ipv4> left) {
        return "Cannot release " + Ipv4.list(left) + " from " + gateway.id() + deadline(gateway, "unassign");
    }

    String restoreDeadline(Gateway gateway, SortedSet<Ipv4> left) {
        return "Cannot restore " + Ipv4.list(left) + " on " + gateway.id()
                + ", which the deployment that is rolled back had released early" + deadline(gateway, "assign");
    }

    private String deadline(Gateway gateway, String byHand) {
        return ": the time of this request (" + request.serviceTimeout() + " s) is over, and on the gateway are "
                + DrainMessages.describe(gateway.addresses(), this) + "; " + next(byHand) + DrainMessages.when(this)
                + ".";
    }
}

package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A Create or Update that failed (the journal says why) takes back what is its own and in no current record; nothing else. */
record UndoPlanner(Request.CreateOrUpdate request, Journal journal, Observation seen) implements PlanInput {
    Plan plan() {
        SortedSet<Ipv4> left = left();
        SortedSet<Ipv4> open = left.isEmpty() ? unseen() : left;
        if (open.isEmpty()) {
            return hasNothing()
                    ? conclude(open)
                    : onceConfirmed(
                            Journal.Fact.UNDONE,
                            "nothing of this request is left on the gateway",
                            confirmed -> new UndoPlanner(request, confirmed, seen).conclude(open));
        }
        if (!journal.responded() && now().isAfter(Timing.lastCall(start(), Planner.patience(request, journal)))) {
            return conclude(open);
        }
        if (isOver()) {
            return end(false, "gave up undoing " + Ipv4.list(open));
        }
        if (seen.gateway().isEmpty()) {
            return lookAgain(5, "EC2 does not know the gateway, on a page that may be an old one; looking again");
        }
        Gateway gateway = seen.gateway().get();
        if (gateway.isChanging()) {
            return waitForChange("undoing waits for ", gateway);
        }
        return left.isEmpty()
                ? Plan.call(
                        journal,
                        AddressChange.unassign(Ipv4.sorted(Set.of(open.first())), request.drainSeconds()),
                        "undoing, and the page that does not show it may be an old one: " + reason())
                : unassign(gateway, left, request.drainSeconds(), "undoing: " + reason());
    }

    /** Whether this request has put nothing on the gateway that it would have to take back. */
    boolean hasNothing() {
        return undoable().isEmpty();
    }

    private Plan conclude(SortedSet<Ipv4> left) {
        if (journal.responded()) {
            return end(false, "undone after the answer: " + reason());
        }
        SortedSet<Ipv4> refused = new TreeSet<>(journal.assigned());
        refused.retainAll(journal.notUnassigned());
        refused.removeIf(
                address -> seen.gateway().filter(found -> found.has(address)).isEmpty());
        SortedSet<Ipv4> there = new TreeSet<>(left);
        there.addAll(refused);
        String reason = reason()
                + (left.isEmpty() ? "" : " Still on the gateway and being taken back: " + Ipv4.list(left) + ".")
                + (refused.isEmpty()
                        ? ""
                        : " Still on the gateway, because EC2 refuses to unassign it: " + Ipv4.list(refused) + ".");
        return Plan.decide(journal, Response.failed(ResultingRecord.afterFailure(request, there), reason), reason());
    }

    private String reason() {
        return journal.failureReason().orElseThrow();
    }

    /** What this request put on the gateway, that nobody in the stack records, and that EC2 has not begun to release. */
    private SortedSet<Ipv4> left() {
        return seen.gateway()
                .filter(found -> !found.isGone())
                .map(gateway -> gateway.among(candidates(gateway), status -> !status.isDraining()))
                .orElse(Ipv4.sorted(Set.of()));
    }

    /** What this request may have put there a moment ago, and the page does not show: it may be an old one. */
    private SortedSet<Ipv4> unseen() {
        Optional<Gateway> gateway = seen.gateway();
        boolean mayBeOld = journal.lastCall()
                .filter(call -> now().isBefore(call.at().plus(Timing.OLDEST_GATEWAY)))
                .isPresent();
        if (!mayBeOld || gateway.filter(Gateway::isGone).isPresent()) {
            return Ipv4.sorted(Set.of());
        }
        if (gateway.isEmpty()) {
            return Ipv4.sorted(undoable());
        }
        SortedSet<Ipv4> unseen =
                Ipv4.without(candidates(gateway.get()), journal.draining().keySet());
        unseen.removeIf(gateway.get()::has);
        return unseen;
    }

    private SortedSet<Ipv4> candidates(Gateway gateway) {
        SortedSet<Ipv4> candidates = undoable();
        candidates.removeAll(seen.resources().addressesOn(request.gatewayId()));
        candidates.removeAll(journal.notUnassigned());
        candidates.removeAll(journal.drained());
        candidates.removeIf(gateway::isPrimary);
        return candidates;
    }

    /**
     * A rollback that fails keeps what it has restored: continue-update-rollback sends it again. What was not there before the
     * deployment it takes back: a choice that is in no record, so that the next request would choose anew, or what was asked for by a
     * request that only seemed to be the rollback's.
     */
    private SortedSet<Ipv4> undoable() {
        SortedSet<Ipv4> undoable = new TreeSet<>(journal.assigned());
        if (isRollback()) {
            Optional<AddressRecord> before = AddressSelector.recordBefore(journal, seen);
            before.filter(kept -> kept.isOn(request.gatewayId()))
                    .ifPresent(kept -> undoable.removeAll(kept.addresses()));
            if (before.isEmpty()) {
                undoable.retainAll(journal.chosen());
            }
        }
        return undoable;
    }
}

package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Hold that failed (the journal says why) takes back what is its own and in no current record; nothing else. */
record UndoPlanner(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
    private static final String UNDONE = "undone";

    Plan plan() {
        SortedSet<Ipv4> left = left();
        SortedSet<Ipv4> unseen = left.isEmpty() ? unseen() : left;
        if (unseen.isEmpty()) {
            return hasNothing() ? conclude(left) : agreeThatItIsUndone();
        }
        if (!journal.answered()
                && seen.now().isAfter(Timing.lastCall(Planner.start(seen), Planner.patience(hold, journal)))) {
            return conclude(unseen);
        }
        if (seen.now().isAfter(Planner.endOfAfterlife(hold, Planner.start(seen)))) {
            return Plan.end(journal, false, "gave up undoing " + Ipv4.list(unseen));
        }
        return left.isEmpty() ? verify(unseen.first()) : unassign(left);
    }

    /** Whether this request has put nothing on the gateway that it would have to take back. */
    boolean hasNothing() {
        return undoable().isEmpty();
    }

    private Plan unassign(SortedSet<Ipv4> left) {
        Gateway gateway = seen.gateway().orElseThrow();
        if (gateway.isChanging()) {
            return Plan.pause(
                    journal,
                    PollInterval.whileChanging(journal, seen),
                    "undoing waits for " + Gateway.describe(gateway.changing()));
        }
        if (!journal.doubtful(gateway).isEmpty()) {
            return Plan.pause(journal, 2, Messages.drainedAndThere(journal.doubtful(gateway)));
        }
        SortedSet<Ipv4> failed = gateway.among(left, status -> status == AddressStatus.FAILED);
        SortedSet<Ipv4> others = gateway.among(left, status -> status != AddressStatus.FAILED);
        return Plan.call(
                journal,
                AddressChange.unassign(others.isEmpty() ? failed : others, hold.drainSeconds()),
                "undoing: " + reason());
    }

    /** EC2's page may be older than the assign; EC2 itself knows. */
    private Plan verify(Ipv4 unseen) {
        if (seen.gateway().isEmpty()) {
            return Plan.pause(
                    journal, 5, "EC2 does not know the gateway, on a page that may be an old one; looking again");
        }
        Gateway gateway = seen.gateway().get();
        return gateway.isChanging()
                ? Plan.pause(
                        journal,
                        PollInterval.whileChanging(journal, seen),
                        "undoing waits for " + Gateway.describe(gateway.changing()))
                : Plan.call(
                        journal,
                        AddressChange.unassign(Ipv4.sorted(Set.of(unseen)), hold.drainSeconds()),
                        "undoing, and the page that does not show it may be an old one: " + reason());
    }

    private Plan agreeThatItIsUndone() {
        return VerdictOfTwoLooks.on(
                UNDONE,
                "nothing of this request is left on the gateway",
                journal,
                seen,
                agreed -> new UndoPlanner(hold, agreed, seen).conclude(Ipv4.sorted(Set.of())));
    }

    private Plan conclude(SortedSet<Ipv4> left) {
        if (journal.answered()) {
            return Plan.end(journal, false, "undone after the answer: " + reason());
        }
        String text = left.isEmpty() ? reason() : Messages.stillUndoing(reason(), left);
        return Plan.decide(journal, Response.failed(ResultingRecord.afterFailure(hold, left), text), reason());
    }

    private String reason() {
        return journal.failure().orElseThrow();
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
        Optional<Gateway> gateway = seen.gateway().filter(found -> !found.isGone());
        boolean mayBeOld = journal.called()
                .filter(call -> seen.now().isBefore(call.at().plus(Timing.OLDEST_GATEWAY)))
                .isPresent();
        if (!mayBeOld || seen.gateway().filter(Gateway::isGone).isPresent()) {
            return Ipv4.sorted(Set.of());
        }
        if (gateway.isEmpty()) {
            return Ipv4.sorted(undoable());
        }
        SortedSet<Ipv4> unseen = candidates(gateway.get());
        unseen.removeIf(gateway.get()::has);
        unseen.removeAll(journal.draining().keySet());
        return unseen;
    }

    private SortedSet<Ipv4> candidates(Gateway gateway) {
        Set<Ipv4> kept = seen.book().addressesOn(hold.gatewayId());
        return undoable().stream()
                .filter(address -> !kept.contains(address) && !gateway.isPrimary(address))
                .filter(address -> !journal.tolerated().contains(address))
                .filter(address -> !journal.drained().contains(address))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A rollback that fails keeps what it has restored: continue-update-rollback sends it again. What was not there before the
     * deployment it takes back: a choice that is in no record, so that the next request would choose anew, or what was asked for by a
     * request that only seemed to be the rollback's.
     */
    private Set<Ipv4> undoable() {
        if (journal.operation().filter(StackOperation::isRollback).isEmpty()) {
            return journal.mine();
        }
        Set<Ipv4> undoable = new TreeSet<>(journal.mine());
        AddressSelector.recordBefore(journal, seen)
                .ifPresentOrElse(
                        kept -> undoable.removeAll(kept.isOn(hold.gatewayId()) ? kept.addresses() : Set.of()),
                        () -> undoable.retainAll(journal.chosen()));
        return undoable;
    }
}

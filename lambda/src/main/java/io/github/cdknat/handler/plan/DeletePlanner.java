package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Delete: what the record lists and no other record of the stack does shall go. The only request that contracts. */
record DeletePlanner(Request.Delete release, Journal journal, Observation seen) {
    private static final String NO_GATEWAY = "no gateway";
    private static final String ENDING = "ending";
    private static final String SUPERSEDED = "superseded";
    private static final String ACCEPTED = "accepted";

    Plan plan() {
        if (journal.answered() && journal.handedOn()) {
            return settle();
        }
        if (journal.answered()) {
            return Plan.end(journal, journal.decision().orElseThrow().success(), "CloudFormation took the answer");
        }
        return journal.operation().isPresent() ? proceed() : arrive();
    }

    /** An old page shows what came before the deletion; a late event is of a deletion that nobody waits for any more. */
    private Plan arrive() {
        StackOperation operation = seen.operation();
        boolean certain = elapsed().compareTo(Timing.DOUBT) >= 0 || atDeadline();
        if (operation.deletes() && seen.evidence().sent()) {
            return with(journal.with(draft -> draft.operation = operation)).proceed();
        }
        String found = operation.deletes()
                ? "the stack's events do not show its deletion"
                : "the stack is " + operation.status() + ", in which CloudFormation deletes nothing";
        if (!certain) {
            return Plan.pause(journal, 5, found + "; looking again");
        }
        return release.owned().filter(kept -> !kept.addresses().isEmpty()).isPresent()
                ? fail(Messages.doubtfulRelease(release, found))
                : with(journal.with(draft -> draft.operation = operation)).proceed();
    }

    private Plan proceed() {
        if (seen.operation().isBefore(journal.operation().orElseThrow())) {
            return atDeadline()
                    ? staleDeadline()
                    : Plan.pause(journal, 3, "CloudFormation shows an earlier operation; looking again");
        }
        Optional<String> superseder = RequestOrdering.supersededBy(release, journal, seen);
        if (superseder.isPresent()) {
            return agreeOn(
                    SUPERSEDED, superseder.get(), () -> fail(Messages.releaseSuperseded(release, superseder.get())));
        }
        return with(RequestOrdering.lookForEarlier(journal, seen)).inTurn();
    }

    private Plan inTurn() {
        if (release.owned().isEmpty()) {
            return unrecorded();
        }
        if (release.owned().get().addresses().isEmpty()) {
            return empty();
        }
        return atDeadline() ? deadline() : onGateway();
    }

    /** An earlier request may still be undoing itself, and needs the rights that go when this one is answered. */
    private Plan empty() {
        return RequestOrdering.isAlone(journal, seen) || atDeadline()
                ? succeed("the record lists no address")
                : RequestOrdering.waitToBeAlone(journal, seen);
    }

    /** A Create that never answered undoes itself; its Delete only waits for that. */
    private Plan unrecorded() {
        Duration left = Timing.LATEST_ARRIVAL.minus(elapsed());
        boolean mayArrive = !left.isNegative() && !left.isZero() && !RequestOrdering.hasPredecessor(journal, seen);
        if (mayArrive && !atDeadline()) {
            return Plan.pause(journal, left.toSeconds() + 1, "a Create that never answered may still be at work");
        }
        if (RequestOrdering.isAlone(journal, seen)) {
            return succeed("the physical id is not a record, and no earlier request is running");
        }
        return atDeadline()
                ? fail(Messages.earlierStillRunning(release))
                : Plan.pause(journal, 5, "waiting for earlier requests of the resource to end");
    }

    private Plan onGateway() {
        Optional<Gateway> gateway = seen.gateway().filter(found -> !found.isGone());
        if (seen.gateway().isEmpty() && elapsed().compareTo(Timing.OLDEST_GATEWAY) < 0) {
            return Plan.pause(
                    journal, 10, "EC2 does not know the gateway, on a page that may be an old one; looking again");
        }
        if (gateway.isEmpty()) {
            return agreeOn(
                    NO_GATEWAY, "the gateway is gone", () -> succeed("the gateway is gone, and its addresses with it"));
        }
        if (!RequestOrdering.isAlone(journal, seen)) {
            return RequestOrdering.waitToBeAlone(journal, seen);
        }
        return converge(gateway.get());
    }

    private Plan converge(Gateway gateway) {
        AddressesToRelease owed = new AddressesToRelease(release, journal, seen, gateway);
        SortedSet<Ipv4> present = owed.present();
        SortedSet<Ipv4> lost = owed.lostByEarlyRelease();
        boolean restored = owed.isRestored();
        if (present.isEmpty() && !owed.unseen().isEmpty()) {
            return verify(gateway, owed.unseen());
        }
        if (present.isEmpty()
                && restored
                && isRollback()
                && !owed.mayNeedRestoring().isEmpty()
                && !owed.isPageNew()) {
            return Plan.pause(journal, 10, "the gateway's page may be older than an early release; looking again");
        }
        if (present.isEmpty() && restored) {
            long wait = PollInterval.untilRecent(journal, seen, gateway);
            return wait > 0
                    ? Plan.pause(journal, wait, "no owed address is on the gateway; looking once more")
                    : succeed("every owed address is released");
        }
        Optional<String> ending = restored && gateway.isChanging() ? ending(gateway, present) : Optional.empty();
        if (ending.isPresent()) {
            return agreeOn(ENDING, ending.get(), () -> succeed(ending.get()));
        }
        if (drainWait() == DrainWait.UNTIL_STARTED && restored && owed.onlyDrains()) {
            return agreeOn(
                    ACCEPTED,
                    "EC2 has accepted the release",
                    () -> succeed("EC2 has accepted it, and draining are: " + Ipv4.list(present)));
        }
        if (gateway.isChanging()) {
            return Plan.pause(
                    journal,
                    PollInterval.whileChanging(journal, seen),
                    "waiting for " + Gateway.describe(gateway.changing()));
        }
        if (!present.isEmpty()) {
            return unassign(gateway, present);
        }
        if (lost.isEmpty()) {
            return fail(Messages.notRestored(release, gateway, owed.restoring()));
        }
        return Plan.call(journal, AddressChange.assign(lost), "the current record's addresses were freed early");
    }

    /** A page may be older than the address; EC2 itself knows. One at a time, so that a refusal is about that one. */
    private Plan verify(Gateway gateway, SortedSet<Ipv4> unseen) {
        Optional<String> ending = new GatewayDeletion(release, seen).certain();
        if (ending.isPresent()) {
            return agreeOn(ENDING, ending.get(), () -> succeed(ending.get()));
        }
        return gateway.isChanging()
                ? Plan.pause(
                        journal,
                        PollInterval.whileChanging(journal, seen),
                        "waiting for " + Gateway.describe(gateway.changing()))
                : Plan.call(
                        journal,
                        AddressChange.unassign(Ipv4.sorted(List.of(unseen.first())), drainSeconds()),
                        "owed, and the page that does not show it may be an old one");
    }

    private boolean isRollback() {
        return journal.operation().orElseThrow().isRollback();
    }

    private int drainSeconds() {
        return seen.terms().seconds().orElse(release.drainSeconds());
    }

    /** Why nobody has to wait for what is changing on the gateway; empty if somebody has to. */
    private Optional<String> ending(Gateway gateway, SortedSet<Ipv4> present) {
        GatewayDeletion ending = new GatewayDeletion(release, seen);
        boolean drains =
                present.stream().allMatch(address -> gateway.status(address).isDraining());
        return drains ? ending.asMade() : ending.certain();
    }

    private Plan unassign(Gateway gateway, SortedSet<Ipv4> present) {
        if (!journal.doubtful(gateway).isEmpty()) {
            return Plan.pause(journal, 2, Messages.drainedAndThere(journal.doubtful(gateway)));
        }
        SortedSet<Ipv4> failed = gateway.among(present, status -> status == AddressStatus.FAILED);
        SortedSet<Ipv4> others = gateway.among(present, status -> status != AddressStatus.FAILED);
        return Plan.call(
                journal,
                AddressChange.unassign(others.isEmpty() ? failed : others, drainSeconds()),
                "owed, and in no other record of the stack");
    }

    /** CloudFormation's book has not caught up all the time; the answer has to go out all the same. */
    private Plan staleDeadline() {
        return release.owned().isEmpty() ? fail(Messages.earlierStillRunning(release)) : deadline();
    }

    private Plan deadline() {
        Optional<Gateway> gateway = seen.gateway().filter(found -> !found.isGone());
        if (gateway.isEmpty()) {
            return succeed("the gateway is gone, and its addresses with it");
        }
        AddressesToRelease owed = new AddressesToRelease(release, journal, seen, gateway.get());
        SortedSet<Ipv4> present = owed.present();
        if (release.gates().before() > 0 && gateway.get().isDraining()) {
            return handOn(present);
        }
        if (present.isEmpty() && !owed.unseen().isEmpty()) {
            return fail(DrainWaiterMessages.releaseDeadline(release, journal, seen, gateway.get(), owed.unseen()));
        }
        if (!owed.onlyDrains()) {
            return fail(DrainWaiterMessages.releaseDeadline(release, journal, seen, gateway.get(), present));
        }
        if (!owed.isRestored()) {
            return fail(DrainWaiterMessages.restoreDeadline(release, journal, seen, gateway.get(), owed.unrestored()));
        }
        return succeed(
                present.isEmpty()
                        ? "every owed address is released"
                        : "at the deadline only a running drain was left: " + Ipv4.list(present));
    }

    private Plan handOn(SortedSet<Ipv4> left) {
        Journal handedOn = journal.with(draft -> {
            draft.owed.addAll(left);
            draft.handedOn = true;
        });
        return with(handedOn).succeed("handing on to the drain waiters, left are: " + Ipv4.list(left));
    }

    /** Goes on with what the answer left to the gates: what is owed stays owed, whatever the stack does next. */
    private Plan settle() {
        if (seen.now().isAfter(Planner.endOfAfterlife(release, Planner.start(seen)))) {
            return Plan.end(journal, false, "gave up releasing " + release.physicalId());
        }
        return with(RequestOrdering.lookForEarlier(journal, seen)).onGateway();
    }

    private DrainWait drainWait() {
        return seen.terms().drainWait().orElse(release.drainWait());
    }

    private Duration elapsed() {
        return Duration.between(Planner.start(seen), seen.now());
    }

    private boolean atDeadline() {
        return !seen.now().isBefore(Timing.deadline(Planner.start(seen), release.serviceTimeout()));
    }

    private Plan succeed(String why) {
        if (journal.answered()) {
            return Plan.end(journal, true, "ended: " + why);
        }
        return Plan.decide(journal, new Response(true, release.physicalId(), Messages.released(why), Map.of()), why);
    }

    private Plan fail(String reason) {
        if (journal.answered()) {
            return Plan.end(journal, false, "not ended: " + reason);
        }
        return Plan.decide(journal, Response.failed(release.physicalId(), reason), reason);
    }

    private Plan agreeOn(String verdict, String why, Supplier<Plan> then) {
        return VerdictOfTwoLooks.on(verdict, why, journal, seen, agreed -> then.get());
    }

    private DeletePlanner with(Journal changed) {
        return new DeletePlanner(release, changed, seen);
    }
}

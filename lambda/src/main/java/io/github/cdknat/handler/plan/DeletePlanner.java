package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Delete: what the record lists and no other record of the stack does shall go. The only request that contracts. */
record DeletePlanner(Request.Delete request, Journal journal, Observation seen) implements PlanInput {
    private DeleteMessages say() {
        return new DeleteMessages(request, journal, seen);
    }

    Plan plan() {
        if (journal.responded()) {
            return journal.deferred()
                    ? goOn()
                    : end(journal.response().orElseThrow().success(), "CloudFormation took the answer");
        }
        return journal.operation().isPresent() ? proceed() : arrive();
    }

    /** Goes on with what was left, unless the answer was that it failed, and a later request has it to do, or to take over. */
    private Plan goOn() {
        boolean isAskedAgain = !journal.response().orElseThrow().success()
                && seen.later().stream().anyMatch(Execution::isRunning);
        return isOver() || isAskedAgain
                ? end(false, "gave up releasing " + request.physicalId())
                : with(RequestOrdering.lookForEarlier(journal, seen)).onGateway();
    }

    /** An old page shows what came before the deletion; a late event is of a deletion that nobody waits for any more. */
    private Plan arrive() {
        StackOperation operation = seen.operation();
        if (operation.deletes() && seen.evidence().sent()) {
            return with(journal.with(draft -> draft.operation = operation)).proceed();
        }
        String found = operation.deletes()
                ? "the stack's events do not show its deletion"
                : "the stack is " + operation.status() + ", in which CloudFormation deletes nothing";
        if (!isPast(Timing.DOUBT) && !atDeadline()) {
            return lookAgain(5, found + "; looking again");
        }
        return request.owned().filter(kept -> !kept.addresses().isEmpty()).isPresent()
                ? fail(say().doubtful(found))
                : with(journal.with(draft -> draft.operation = operation)).proceed();
    }

    private Plan proceed() {
        if (seen.operation().isBefore(journal.operation().orElseThrow())) {
            return !atDeadline()
                    ? lookAgain(3, "CloudFormation shows an earlier operation; looking again")
                    : request.owned().isEmpty() ? fail(say().earlierStillRunning()) : deadline();
        }
        Optional<String> superseder = RequestOrdering.supersededBy(request, journal, seen);
        if (superseder.isPresent()) {
            return onceConfirmed(
                    Journal.Fact.SUPERSEDED,
                    superseder.get(),
                    confirmed -> with(confirmed).fail(say().superseded(superseder.get())));
        }
        DeletePlanner looking = with(RequestOrdering.lookForEarlier(journal, seen));
        return seen.evidence().sent() || atDeadline()
                ? looking.inTurn()
                : looking.lookAgain(3, "the stack's events are of an older page than one before; looking again");
    }

    private Plan inTurn() {
        if (request.owned().isEmpty()) {
            return unrecorded();
        }
        if (seen.evidence().events().isCurrentAgain(request.logicalId(), request.physicalId())) {
            return succeed("the record is the resource's current one again");
        }
        boolean owesEarlierFailures = seen.operation().deletesAll()
                && seen.evidence().events().undeleted(request.logicalId()).stream()
                        .flatMap(id -> AddressRecord.parse(id).stream())
                        .anyMatch(kept -> kept.isOn(request.gatewayId())
                                && !kept.addresses().isEmpty());
        if (owesEarlierFailures || !request.owned().get().addresses().isEmpty()) {
            return atDeadline() ? deadline() : onGateway();
        }
        // An earlier request may still be undoing itself, and needs the rights that go when this one is answered.
        return RequestOrdering.isAlone(seen) || atDeadline()
                ? succeed("the record lists no address")
                : RequestOrdering.waitToBeAlone(journal, seen);
    }

    /** A Create that never answered undoes itself; its Delete only waits for that. */
    private Plan unrecorded() {
        if (RequestOrdering.mayBeUnlisted(journal, seen) && !atDeadline()) {
            return lookAgain(RequestOrdering.untilListed(seen), "a Create that never answered may still be at work");
        }
        if (RequestOrdering.isAlone(seen)) {
            return succeed("the physical id is not a record, and no earlier request is running");
        }
        return atDeadline()
                ? fail(say().earlierStillRunning())
                : lookAgain(5, "waiting for earlier requests of the resource to end");
    }

    private Plan onGateway() {
        if (seen.gateway().isEmpty() && !isPast(Timing.OLDEST_GATEWAY)) {
            return lookAgain(10, "EC2 does not know the gateway, on a page that may be an old one; looking again");
        }
        Optional<Gateway> gateway = seen.gateway().filter(found -> !found.isGone());
        if (gateway.isEmpty()) {
            return onceConfirmed(
                    Journal.Fact.NO_GATEWAY,
                    "the gateway is gone",
                    confirmed -> with(confirmed).succeed("the gateway is gone, and its addresses with it"));
        }
        return RequestOrdering.isAlone(seen) ? converge(gateway.get()) : RequestOrdering.waitToBeAlone(journal, seen);
    }

    private Plan converge(Gateway gateway) {
        AddressesToRelease owed = new AddressesToRelease(request, journal, seen, gateway);
        SortedSet<Ipv4> present = owed.present();
        boolean restored = owed.unrestored().isEmpty();
        if (!owed.keptByOldRows().isEmpty()) {
            return lookAgain(
                    5,
                    "only rows that may be old show a record of " + Ipv4.list(owed.keptByOldRows())
                            + "; looking again");
        }
        if (present.isEmpty() && !owed.unseen().isEmpty()) {
            return askForUnseen(gateway, owed.unseen());
        }
        if (present.isEmpty() && restored) {
            return finish(gateway, owed);
        }
        if (isAcceptanceEnough() && restored && owed.onlyDrains()) {
            return onceConfirmed(
                    Journal.Fact.RELEASE_ACCEPTED,
                    "EC2 has accepted the release",
                    confirmed ->
                            with(confirmed).succeed("EC2 has accepted it, and draining are: " + Ipv4.list(present)));
        }
        if (gateway.isChanging()) {
            return waitForChange("waiting for ", gateway);
        }
        if (!present.isEmpty()) {
            return unassign(gateway, present, drainSeconds(), "owed, and in no other record of the stack");
        }
        return owed.lostByEarlyRelease().isEmpty()
                ? fail(say().notRestored(gateway, owed.restoring()))
                : Plan.call(
                        journal,
                        AddressChange.assign(owed.lostByEarlyRelease()),
                        "the current record's addresses were freed early");
    }

    /** EC2 lets a gateway be deleted while addresses are unassigning (docs/facts.md, F24); should it stay, they drain as asked. */
    private boolean isAcceptanceEnough() {
        return seen.drainSettings().drainWait().orElse(request.drainWait()) == DrainWait.UNTIL_STARTED
                || seen.drainSettings().gatewayGoes() && seen.operation().deletesAll();
    }

    private Plan finish(Gateway gateway, AddressesToRelease owed) {
        if (isRollback() && !owed.mayNeedRestoring().isEmpty() && !owed.isPageNew()) {
            return lookAgain(10, "the gateway's page may be older than an early release; looking again");
        }
        long wait = PollInterval.untilRecent(journal, seen, gateway);
        return wait > 0
                ? lookAgain(wait, "no owed address is on the gateway; looking once more")
                : succeed(say().released());
    }

    /** A page may be older than the address; EC2 itself knows. One at a time, so that a refusal is about that one. */
    private Plan askForUnseen(Gateway gateway, SortedSet<Ipv4> unseen) {
        return gateway.isChanging()
                ? waitForChange("waiting for ", gateway)
                : Plan.call(
                        journal,
                        AddressChange.unassign(Ipv4.sorted(List.of(unseen.first())), drainSeconds()),
                        "owed, and the page that does not show it may be an old one");
    }

    private int drainSeconds() {
        return seen.drainSettings().seconds().orElse(request.drainSeconds());
    }

    private Plan deadline() {
        Optional<Gateway> gateway = seen.gateway().filter(found -> !found.isGone());
        if (gateway.isEmpty()) {
            return succeed("the gateway is gone, and its addresses with it");
        }
        AddressesToRelease owed = new AddressesToRelease(request, journal, seen, gateway.get());
        SortedSet<Ipv4> present = owed.present();
        if (request.drainWaiters().before() > 0 && gateway.get().isDraining()) {
            return defer(present);
        }
        if (present.isEmpty() && !owed.unseen().isEmpty()) {
            return failAndGoOn(say().releaseDeadline(gateway.get(), owed.unseen()));
        }
        if (!owed.onlyDrains()) {
            return failAndGoOn(say().releaseDeadline(gateway.get(), present));
        }
        if (!owed.unrestored().isEmpty()) {
            return fail(say().restoreDeadline(gateway.get(), owed.unrestored()));
        }
        return succeed(
                present.isEmpty()
                        ? say().released()
                        : "at the deadline only a running drain was left: " + Ipv4.list(present));
    }

    private Plan defer(SortedSet<Ipv4> left) {
        Journal deferred = journal.with(draft -> {
            draft.toRelease.addAll(left);
            draft.deferred = true;
        });
        return with(deferred).succeed("handing on to the drain waiters, left are: " + Ipv4.list(left));
    }

    private Plan succeed(String why) {
        return journal.responded()
                ? end(true, "ended: " + why)
                : Plan.decide(
                        journal, new Response(true, request.physicalId(), "Released: " + why + ".", Map.of()), why);
    }

    private Plan fail(String reason) {
        return journal.responded()
                ? end(false, "not ended: " + reason)
                : Plan.decide(journal, Response.failed(request.physicalId(), reason), reason);
    }

    private Plan failAndGoOn(String reason) {
        return journal.responded() ? fail(reason) : new Plan(goingOn(reason), new Plan.Step.Respond(), reason);
    }

    /** The journal of a Delete that EC2 denies a call. */
    Journal denied(String reason) {
        return goingOn(reason + " Not released: " + Ipv4.list(left()) + ".");
    }

    /**
     * The journal of a Delete that fails. CloudFormation forgets one that has failed three times in a clean-up, so that it goes on
     * releasing after its answer; the deletion of a whole stack is repeated by who wants it.
     */
    private Journal goingOn(String reason) {
        SortedSet<Ipv4> left = left();
        boolean goesOn = !left.isEmpty()
                && journal.operation().filter(own -> !own.deletesAll()).isPresent();
        return journal.with(draft -> {
            draft.response = Response.failed(request.physicalId(), goesOn ? reason + say().goesOn() : reason);
            draft.pendingChange = null;
            draft.rejectedCall = null;
            draft.deferred = goesOn;
            draft.toRelease.addAll(goesOn ? left : List.of());
        });
    }

    /** What is owed and may still be on the gateway, as far as that is known. */
    private SortedSet<Ipv4> left() {
        Optional<AddressesToRelease> owed = seen.gateway()
                .filter(gateway -> request.owned().isPresent() && !gateway.isGone())
                .map(gateway -> new AddressesToRelease(request, journal, seen, gateway));
        SortedSet<Ipv4> left = owed.map(AddressesToRelease::present).orElse(new TreeSet<>());
        owed.ifPresent(each -> left.addAll(each.unseen()));
        return left;
    }

    private DeletePlanner with(Journal changed) {
        return new DeletePlanner(request, changed, seen);
    }
}

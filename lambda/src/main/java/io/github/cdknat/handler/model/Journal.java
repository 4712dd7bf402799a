package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Ipv4;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What this request has done and seen so far: the execution's state, saved by Step Functions after every pass.
 *
 * <p>Written ahead: a change is in here before its call is made, so a crash leaves nothing unrecorded.
 *
 * @param passes how many passes came before
 * @param operation what CloudFormation was doing when the request arrived
 * @param previousPhysicalId the physical id from before the deployment that is being rolled back, where it was looked up
 * @param ownedByStack what other resources of the stack owned on the gateway when the request arrived
 * @param assigned addresses that this request assigned, or may have
 * @param unassigned addresses that this request unassigned, or may have: early, for want of room; undoing; or as a Delete
 * @param notUnassigned addresses that EC2 would not unassign, or, in a rollback, not assign: nobody waits for them
 * @param chosen addresses that a count stands for beside those that the resource owned already, in the order of choice
 * @param unavailable addresses that turned out not to be free
 * @param selectionAttempts how often addresses were chosen
 * @param pendingChange the call to be made next
 * @param lastCall the last call that EC2 accepted or did not answer
 * @param rejectedCall a rejected call, final if later observations still ask for it
 * @param permissionChecked whether EC2's DryRun allowed to take the first change back, or was not asked because of throttling
 * @param throttled whether AWS has refused this request a call for want of a token
 * @param since since when each of these facts has been seen
 * @param draining since when each address of the gateway that drains was seen draining
 * @param drained addresses whose drain this request has seen end: whatever is there again, somebody else has assigned
 * @param failureReason why the request is being undone
 * @param response the answer, once there is one
 * @param responded whether CloudFormation took the answer
 * @param deferred whether the answer left the rest of a drain to drain waiters, so that the execution goes on
 * @param toRelease what a Delete that was deferred had still to release then: later deployments do not add to it
 */
public record Journal(
        int passes,
        Optional<StackOperation> operation,
        Optional<String> previousPhysicalId,
        SortedSet<Ipv4> ownedByStack,
        SortedSet<Ipv4> assigned,
        SortedSet<Ipv4> unassigned,
        SortedSet<Ipv4> notUnassigned,
        List<Ipv4> chosen,
        SortedSet<Ipv4> unavailable,
        int selectionAttempts,
        Optional<AddressChange> pendingChange,
        Optional<LastCall> lastCall,
        Optional<RejectedCall> rejectedCall,
        boolean permissionChecked,
        boolean throttled,
        SortedMap<Fact, Instant> since,
        SortedMap<Ipv4, Instant> draining,
        SortedSet<Ipv4> drained,
        Optional<String> failureReason,
        Optional<Response> response,
        boolean responded,
        boolean deferred,
        SortedSet<Ipv4> toRelease) {

    /** What the journal keeps the beginning of: one pass that sees it may be looking at an old page. */
    public enum Fact {
        /** No earlier execution of the resource is running. */
        ALONE,
        /** EC2 denies a call. */
        DENIED,
        /** A page shows what was assigned being assigned: it is no page from an earlier life of the address. */
        ASSIGNING,
        SUPERSEDED,
        NO_ROOM,
        NOT_ENOUGH_FREE,
        NO_GATEWAY,
        RELEASE_ACCEPTED,
        UNDONE,
        /** A later request of the operation starts from another record than the answered one. */
        ASKED_BY_ANOTHER,
        /** A drain waiter's: the stack is not rolling back. */
        FORWARD,
        /** A drain waiter's: what it waits for is there. */
        OVER,
        /** A drain waiter's: nobody works at what it waits for. */
        UNFINISHED;

        /** The fact of that name; empty if only a newer handler knows it. */
        public static Optional<Fact> of(String name) {
            return Stream.of(values()).filter(fact -> fact.name().equals(name)).findFirst();
        }

        /** Whether it is true beside others; of the rest a pass comes to one, and another one begins anew. */
        public boolean isLasting() {
            return this == ALONE || this == DENIED || this == ASSIGNING;
        }
    }

    /** A call that took, or may have taken, effect. */
    public record LastCall(AddressChange change, Instant at) {}

    /** A call that EC2 rejected: its words, and when. */
    public record RejectedCall(AddressChange change, String code, String message, Instant at) {
        /** Whether somebody has the address, as far as that is known (docs/facts.md, F32). */
        public boolean saysTaken() {
            return code.endsWith("InUse") || code.endsWith("AlreadyAssigned");
        }
    }

    public static Journal empty() {
        return new Draft().journal();
    }

    public Journal with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.journal();
    }

    public boolean isRollback() {
        return operation.filter(StackOperation::isRollback).isPresent();
    }

    /** The journal after a look that showed this. */
    public Journal seeing(Fact fact, Instant now) {
        return since.containsKey(fact)
                ? this
                : with(draft -> {
                    if (!fact.isLasting()) {
                        draft.since.keySet().removeIf(other -> !other.isLasting());
                    }
                    draft.since.put(fact, now);
                });
    }

    public Journal notSeeing(Fact fact) {
        return since.containsKey(fact) ? with(draft -> draft.since.remove(fact)) : this;
    }

    /** Whether every look has shown this for so long. */
    public boolean hasSeen(Fact fact, Duration atLeast, Instant now) {
        return since.containsKey(fact) && !now.isBefore(since.get(fact).plus(atLeast));
    }

    /**
     * The journal after a look at the gateway: which addresses drain, since when that is known, and whose drain is over. A page from
     * before this request may show an earlier drain of an address that serves again.
     */
    public Journal noticing(Gateway gateway, Instant start, Instant now) {
        boolean mayShowEarlierDrains = now.isBefore(start.plus(Timing.OLDEST_GATEWAY));
        SortedSet<Ipv4> seen = new TreeSet<>();
        gateway.changing().stream()
                .filter(entry -> entry.status().isDraining())
                .flatMap(entry -> entry.address().stream())
                .filter(address -> !mayShowEarlierDrains || unassigned.contains(address))
                .forEach(seen::add);
        SortedSet<Ipv4> released = released(gateway, now);
        if (seen.equals(draining.keySet()) && drained.containsAll(released)) {
            return this;
        }
        return with(draft -> {
            draft.drained.addAll(released);
            draining.forEach((address, since) -> {
                if (!seen.contains(address) && isOver(gateway, address, since, now)) {
                    draft.drained.add(address);
                }
            });
            SortedSet<Ipv4> kept = new TreeSet<>(seen);
            kept.addAll(doubtful(gateway));
            kept.removeAll(draft.drained);
            draft.draining.keySet().retainAll(kept);
            seen.forEach(address -> draft.draining.putIfAbsent(address, now));
        });
    }

    /**
     * What this request has called EC2 to unassign and what has gone since, though nobody saw it drain: a short drain can be over
     * between two looks. A view from before the call is too old to count.
     */
    private SortedSet<Ipv4> released(Gateway gateway, Instant now) {
        return lastCall.filter(call ->
                        !call.change().assigns() && !now.isBefore(call.at().plus(Timing.AGREEMENT)))
                .map(call -> Ipv4.sorted(call.change().addresses().stream()
                        .filter(address -> !gateway.has(address) || gateway.status(address) == AddressStatus.ASSIGNING)
                        .toList()))
                .orElse(Ipv4.sorted(List.of()));
    }

    /** What drained a moment ago and is shown as serving: by an old view, or because somebody has assigned it again. */
    public SortedSet<Ipv4> doubtful(Gateway gateway) {
        return Ipv4.sorted(draining.keySet().stream().filter(gateway::serves).toList());
    }

    /**
     * Nothing cancels a drain, so an address that has drained and is there again was assigned anew, even if nobody saw it absent. An
     * old view of the gateway may show it as it was before the drain, and a drain may fail.
     */
    private static boolean isOver(Gateway gateway, Ipv4 address, Instant since, Instant now) {
        AddressStatus status = gateway.status(address);
        return !gateway.has(address)
                || status == AddressStatus.ASSIGNING
                || status == AddressStatus.SUCCEEDED && !now.isBefore(since.plus(Timing.AGREEMENT));
    }

    /** A journal being written; absent things are null here and nowhere else. */
    @SuppressWarnings("NullAway.Init")
    public static final class Draft {
        public int passes;
        public StackOperation operation;
        public String previousPhysicalId;
        public SortedSet<Ipv4> ownedByStack = new TreeSet<>();
        public SortedSet<Ipv4> assigned = new TreeSet<>();
        public SortedSet<Ipv4> unassigned = new TreeSet<>();
        public SortedSet<Ipv4> notUnassigned = new TreeSet<>();
        public List<Ipv4> chosen = new ArrayList<>();
        public SortedSet<Ipv4> unavailable = new TreeSet<>();
        public int selectionAttempts;
        public AddressChange pendingChange;
        public LastCall lastCall;
        public RejectedCall rejectedCall;
        public boolean permissionChecked;
        public boolean throttled;
        public SortedMap<Fact, Instant> since = new TreeMap<>();
        public SortedMap<Ipv4, Instant> draining = new TreeMap<>();
        public SortedSet<Ipv4> drained = new TreeSet<>();
        public String failureReason;
        public Response response;
        public boolean responded;
        public boolean deferred;
        public SortedSet<Ipv4> toRelease = new TreeSet<>();

        public Draft() {}

        public Draft(Journal journal) {
            passes = journal.passes;
            operation = journal.operation.orElse(null);
            previousPhysicalId = journal.previousPhysicalId.orElse(null);
            ownedByStack.addAll(journal.ownedByStack);
            assigned.addAll(journal.assigned);
            unassigned.addAll(journal.unassigned);
            notUnassigned.addAll(journal.notUnassigned);
            chosen.addAll(journal.chosen);
            unavailable.addAll(journal.unavailable);
            selectionAttempts = journal.selectionAttempts;
            pendingChange = journal.pendingChange.orElse(null);
            lastCall = journal.lastCall.orElse(null);
            rejectedCall = journal.rejectedCall.orElse(null);
            permissionChecked = journal.permissionChecked;
            throttled = journal.throttled;
            since.putAll(journal.since);
            draining.putAll(journal.draining);
            drained.addAll(journal.drained);
            failureReason = journal.failureReason.orElse(null);
            response = journal.response.orElse(null);
            responded = journal.responded;
            deferred = journal.deferred;
            toRelease.addAll(journal.toRelease);
        }

        public Journal journal() {
            return new Journal(
                    passes,
                    Optional.ofNullable(operation),
                    Optional.ofNullable(previousPhysicalId),
                    Ipv4.sorted(ownedByStack),
                    Ipv4.sorted(assigned),
                    Ipv4.sorted(unassigned),
                    Ipv4.sorted(notUnassigned),
                    List.copyOf(chosen),
                    Ipv4.sorted(unavailable),
                    selectionAttempts,
                    Optional.ofNullable(pendingChange),
                    Optional.ofNullable(lastCall),
                    Optional.ofNullable(rejectedCall),
                    permissionChecked,
                    throttled,
                    Collections.unmodifiableSortedMap(new TreeMap<>(since)),
                    Collections.unmodifiableSortedMap(new TreeMap<>(draining)),
                    Ipv4.sorted(drained),
                    Optional.ofNullable(failureReason),
                    Optional.ofNullable(response),
                    responded,
                    deferred,
                    Ipv4.sorted(toRelease));
        }
    }
}

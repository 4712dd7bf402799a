package io.github.cdknat.handler.model;

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

/**
 * What this request has done and seen so far: the execution's state, saved by Step Functions after every pass.
 *
 * <p>Written ahead: an intention is in here before its call is made, so a crash leaves nothing unrecorded.
 *
 * @param passes how many passes came before
 * @param operation what CloudFormation was doing when the request arrived
 * @param mine addresses that this request assigned, or may have
 * @param freed addresses that this request unassigned early, for want of room
 * @param tolerated failed addresses that EC2 would not unassign
 * @param chosen addresses that a count stands for beside those that the resource owned already, in the order of choice
 * @param avoided addresses that turned out not to be free
 * @param choices how often addresses were chosen
 * @param before the physical id from before the deployment that is being rolled back, where it was looked up
 * @param intention the call to be made next
 * @param called the last call that EC2 accepted or did not answer
 * @param sighting what the last pass saw, if it takes two passes to act on it
 * @param aloneSince since when no earlier execution of the resource is seen running
 * @param permitted whether EC2's DryRun allowed to take the first change back, or was not asked because of a crowd
 * @param crowded whether AWS has refused this request a call for want of a token
 * @param deniedSince since when EC2 denies a call
 * @param refusal a refused call, final if later observations still ask for it
 * @param failure why the request is being undone
 * @param decision the answer, once there is one
 * @param answered whether CloudFormation took the answer
 * @param draining since when each address of the gateway that drains was seen draining
 * @param drained addresses whose drain this request has seen end: whatever is there again, somebody else has assigned
 * @param owed what a Release that handed on still owed then: later deployments do not add to it
 * @param handedOn whether the answer left the rest of a drain to drain waiters, so that the execution goes on
 */
public record Journal(
        int passes,
        Optional<StackOperation> operation,
        SortedSet<Ipv4> mine,
        SortedSet<Ipv4> freed,
        SortedSet<Ipv4> tolerated,
        List<Ipv4> chosen,
        SortedSet<Ipv4> avoided,
        int choices,
        Optional<String> before,
        Optional<AddressChange> intention,
        Optional<Called> called,
        Optional<Sighting> sighting,
        Optional<Instant> aloneSince,
        boolean permitted,
        boolean crowded,
        Optional<Instant> deniedSince,
        Optional<RejectedCall> refusal,
        Optional<String> failure,
        Optional<Response> decision,
        boolean answered,
        SortedMap<Ipv4, Instant> draining,
        SortedSet<Ipv4> drained,
        SortedSet<Ipv4> owed,
        boolean handedOn) {

    /** A verdict and since when every pass has come to it. */
    public record Sighting(String verdict, Instant since) {}

    /** A call that took, or may have taken, effect. */
    public record Called(AddressChange intention, Instant at) {}

    /** A call that EC2 refused: its words, and when. */
    public record RejectedCall(AddressChange intention, String code, String message, Instant at, int sightings) {}

    public static Journal empty() {
        return new Draft().journal();
    }

    public Journal with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.journal();
    }

    /** The journal after another look came to this verdict; a different verdict starts anew. */
    public Journal saw(String verdict, Instant now) {
        return sighting.filter(seen -> seen.verdict().equals(verdict)).isPresent()
                ? this
                : with(draft -> draft.sighting = new Sighting(verdict, now));
    }

    /** How long every look has come to that verdict. */
    public Duration agreed(String verdict, Instant now) {
        return sighting.filter(seen -> seen.verdict().equals(verdict))
                .map(seen -> Duration.between(seen.since(), now))
                .orElse(Duration.ZERO);
    }

    /** The journal after a look at the gateway: which addresses drain, since when that is known, and whose drain is over. */
    public Journal noticing(Gateway gateway, Instant now) {
        SortedSet<Ipv4> seen = new TreeSet<>();
        gateway.changing().stream()
                .filter(entry -> entry.status().isDraining())
                .flatMap(entry -> entry.address().stream())
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
        return called.filter(call ->
                        !call.intention().assigns() && !now.isBefore(call.at().plus(Timing.AGREEMENT)))
                .map(call -> Ipv4.sorted(call.intention().addresses().stream()
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
        public SortedSet<Ipv4> mine = new TreeSet<>();
        public SortedSet<Ipv4> freed = new TreeSet<>();
        public SortedSet<Ipv4> tolerated = new TreeSet<>();
        public List<Ipv4> chosen = new ArrayList<>();
        public SortedSet<Ipv4> avoided = new TreeSet<>();
        public int choices;
        public String before;
        public AddressChange intention;
        public Called called;
        public Sighting sighting;
        public Instant aloneSince;
        public boolean permitted;
        public boolean crowded;
        public Instant deniedSince;
        public RejectedCall refusal;
        public String failure;
        public Response decision;
        public boolean answered;
        public SortedMap<Ipv4, Instant> draining = new TreeMap<>();
        public SortedSet<Ipv4> drained = new TreeSet<>();
        public SortedSet<Ipv4> owed = new TreeSet<>();
        public boolean handedOn;

        public Draft() {}

        private Draft(Journal journal) {
            passes = journal.passes;
            operation = journal.operation.orElse(null);
            mine.addAll(journal.mine);
            freed.addAll(journal.freed);
            tolerated.addAll(journal.tolerated);
            chosen.addAll(journal.chosen);
            avoided.addAll(journal.avoided);
            choices = journal.choices;
            before = journal.before.orElse(null);
            intention = journal.intention.orElse(null);
            called = journal.called.orElse(null);
            sighting = journal.sighting.orElse(null);
            aloneSince = journal.aloneSince.orElse(null);
            permitted = journal.permitted;
            crowded = journal.crowded;
            deniedSince = journal.deniedSince.orElse(null);
            refusal = journal.refusal.orElse(null);
            failure = journal.failure.orElse(null);
            decision = journal.decision.orElse(null);
            answered = journal.answered;
            draining.putAll(journal.draining);
            drained.addAll(journal.drained);
            owed.addAll(journal.owed);
            handedOn = journal.handedOn;
        }

        public Journal journal() {
            return new Journal(
                    passes,
                    Optional.ofNullable(operation),
                    Ipv4.sorted(mine),
                    Ipv4.sorted(freed),
                    Ipv4.sorted(tolerated),
                    List.copyOf(chosen),
                    Ipv4.sorted(avoided),
                    choices,
                    Optional.ofNullable(before),
                    Optional.ofNullable(intention),
                    Optional.ofNullable(called),
                    Optional.ofNullable(sighting),
                    Optional.ofNullable(aloneSince),
                    permitted,
                    crowded,
                    Optional.ofNullable(deniedSince),
                    Optional.ofNullable(refusal),
                    Optional.ofNullable(failure),
                    Optional.ofNullable(decision),
                    answered,
                    Collections.unmodifiableSortedMap(new TreeMap<>(draining)),
                    Ipv4.sorted(drained),
                    Ipv4.sorted(owed),
                    handedOn);
        }
    }
}

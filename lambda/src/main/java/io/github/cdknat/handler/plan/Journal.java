package io.github.cdknat.handler.plan;

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
 * @param handedOn whether the answer left the rest of a drain to settle gates, so that the execution goes on
 */
public record Journal(
        int passes,
        Optional<Operation> operation,
        SortedSet<Ipv4> mine,
        SortedSet<Ipv4> freed,
        SortedSet<Ipv4> tolerated,
        List<Ipv4> chosen,
        SortedSet<Ipv4> avoided,
        int choices,
        Optional<String> before,
        Optional<Intention> intention,
        Optional<Called> called,
        Optional<Sighting> sighting,
        Optional<Instant> aloneSince,
        boolean permitted,
        boolean crowded,
        Optional<Instant> deniedSince,
        Optional<Refusal> refusal,
        Optional<String> failure,
        Optional<Decision> decision,
        boolean answered,
        SortedMap<Ipv4, Instant> draining,
        boolean handedOn) {

    /** A verdict and since when every pass has come to it. */
    public record Sighting(String verdict, Instant since) {}

    /** A call that took, or may have taken, effect. */
    public record Called(Intention intention, Instant at) {}

    /** A call that EC2 refused: its words, and when. */
    public record Refusal(Intention intention, String code, String message, Instant at, int sightings) {}

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

    /** The journal after a look at the gateway: which addresses drain, and since when that is known. */
    Journal noticing(Gateway gateway, Instant now) {
        SortedSet<Ipv4> seen = new TreeSet<>();
        gateway.changing().stream()
                .filter(entry -> entry.status().isDraining())
                .flatMap(entry -> entry.address().stream())
                .forEach(seen::add);
        return seen.equals(draining.keySet())
                ? this
                : with(draft -> {
                    draft.draining.keySet().retainAll(seen);
                    seen.forEach(address -> draft.draining.putIfAbsent(address, now));
                });
    }

    /** A journal being written; absent things are null here and nowhere else. */
    public static final class Draft {
        public int passes;
        public Operation operation;
        public SortedSet<Ipv4> mine = new TreeSet<>();
        public SortedSet<Ipv4> freed = new TreeSet<>();
        public SortedSet<Ipv4> tolerated = new TreeSet<>();
        public List<Ipv4> chosen = new ArrayList<>();
        public SortedSet<Ipv4> avoided = new TreeSet<>();
        public int choices;
        public String before;
        public Intention intention;
        public Called called;
        public Sighting sighting;
        public Instant aloneSince;
        public boolean permitted;
        public boolean crowded;
        public Instant deniedSince;
        public Refusal refusal;
        public String failure;
        public Decision decision;
        public boolean answered;
        public SortedMap<Ipv4, Instant> draining = new TreeMap<>();
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
                    handedOn);
        }
    }
}

package io.github.cdknat.handler.plan.worlds;

import static io.github.cdknat.handler.plan.worlds.Ground.DRAIN;
import static io.github.cdknat.handler.plan.worlds.Ground.GATES;
import static io.github.cdknat.handler.plan.worlds.Ground.GATEWAY;
import static io.github.cdknat.handler.plan.worlds.Ground.LAST_GATE;
import static io.github.cdknat.handler.plan.worlds.Ground.RESOURCE;
import static io.github.cdknat.handler.plan.worlds.Ground.ips;
import static io.github.cdknat.handler.plan.worlds.Ground.kept;

import io.github.cdknat.handler.plan.AddressRecord;
import io.github.cdknat.handler.plan.Book;
import io.github.cdknat.handler.plan.Decision;
import io.github.cdknat.handler.plan.DrainWait;
import io.github.cdknat.handler.plan.Gates;
import io.github.cdknat.handler.plan.Intention;
import io.github.cdknat.handler.plan.Journal;
import io.github.cdknat.handler.plan.Operation;
import io.github.cdknat.handler.plan.Request;
import io.github.cdknat.handler.plan.worlds.Family.Around;
import io.github.cdknat.handler.plan.worlds.Family.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds and Releases that may leave the rest of a drain to settle gates, and Releases that need not wait for it. */
final class Gated {
    private static final List<Around> AROUND =
            List.of(new Around(Optional.of(Ground.SUBNET), Optional.empty(), Optional.empty(), Optional.of(DRAIN)));
    private static final Operation LATER = Ground.operation("UPDATE_IN_PROGRESS", -300);

    private Gated() {}

    static List<Family> families() {
        return List.of(
                new Family(
                        "Holds with settle gates",
                        List.of(
                                hold(Optional.empty(), 5),
                                hold(Optional.of(kept("5")), 5, 6),
                                hold(Optional.of(kept("5")), 6)),
                        holdJournals(),
                        Gateways.beside(),
                        holdBooks(),
                        moments(Journals.UPDATE, Journals.ROLLBACK),
                        AROUND),
                new Family(
                        "Releases with settle gates, or only until they are accepted",
                        List.of(
                                release(DrainWait.FULL, GATES),
                                release(DrainWait.ACCEPTED, Gates.NONE),
                                release(DrainWait.ACCEPTED, GATES)),
                        releaseJournals(),
                        Gateways.beside(),
                        Books.all().subList(0, 7),
                        moments(Journals.CLEAN_UP, Journals.ROLLBACK_CLEAN_UP),
                        AROUND));
    }

    private static Request.Hold hold(Optional<String> physicalId, int... desired) {
        return new Request.Hold(
                RESOURCE, GATEWAY, List.copyOf(ips(desired)), Optional.empty(), DRAIN, 3, 1600, physicalId, GATES);
    }

    private static Request.Release release(DrainWait wait, Gates gates) {
        return new Request.Release(
                RESOURCE, kept("5*+6"), AddressRecord.parse(kept("5*+6")), DRAIN, wait, 1600, Optional.empty(), gates);
    }

    /** At work, and after it has handed on. */
    private static List<Journal> holdJournals() {
        List<Journal> all = new ArrayList<>(Journals.ofHolds());
        for (Operation operation : List.of(Journals.UPDATE, Journals.ROLLBACK)) {
            for (String record : List.of(kept("5"), kept("5+6"))) {
                Journal handedOn = handedOn(operation, record);
                all.add(handedOn);
                all.add(handedOn.with(draft -> {
                    draft.mine.addAll(ips(5, 6));
                    draft.called = new Journal.Called(Intention.assign(ips(5, 6)), Ground.after(-20));
                }));
                all.add(handedOn.with(draft -> draft.sighting = new Journal.Sighting("too late", Ground.START)));
            }
        }
        return all;
    }

    private static List<Journal> releaseJournals() {
        List<Journal> all = new ArrayList<>(Journals.ofReleases());
        for (Operation operation : List.of(Journals.CLEAN_UP, Journals.ROLLBACK_CLEAN_UP)) {
            all.add(Journals.of(
                    draft -> {
                        draft.operation = operation;
                        draft.aloneSince = Ground.after(-60);
                    },
                    draft -> draft.sighting = new Journal.Sighting("accepted", Ground.START)));
            Journal handedOn = handedOn(operation, kept("5*+6"));
            all.add(handedOn);
            all.add(handedOn.with(draft -> draft.owed.addAll(ips(5))));
            all.add(handedOn.with(draft -> {
                draft.owed.addAll(ips(5, 6));
                draft.called = new Journal.Called(Intention.unassign(ips(5, 6), DRAIN), Ground.after(-20));
            }));
        }
        return all;
    }

    private static Journal handedOn(Operation operation, String record) {
        return Journals.of(draft -> {
            draft.operation = operation;
            draft.aloneSince = Ground.after(-60);
            draft.decision = new Decision(true, record, "Handing on.", Map.of());
            draft.answered = true;
            draft.handedOn = true;
        });
    }

    private static List<Book> holdBooks() {
        return List.of(
                book(),
                book(new Book.Entry(RESOURCE, kept("5"), "UPDATE_IN_PROGRESS")),
                book(
                        new Book.Entry(RESOURCE, kept("5+6"), "UPDATE_COMPLETE"),
                        new Book.Entry("Gate", "gate/Addresses/after-1/old", "UPDATE_COMPLETE")),
                book(
                        new Book.Entry(RESOURCE, kept("5"), "UPDATE_IN_PROGRESS"),
                        new Book.Entry("Gate", LAST_GATE, "UPDATE_COMPLETE"),
                        new Book.Entry("Sibling", kept("7"), "UPDATE_COMPLETE")),
                book(
                        new Book.Entry(RESOURCE, kept("5"), "UPDATE_IN_PROGRESS"),
                        new Book.Entry("Gate", LAST_GATE, "DELETE_IN_PROGRESS")));
    }

    /** Early, at the deadline, at the last call, when CloudFormation no longer waits, and after the afterlife. */
    private static List<Moment> moments(Operation forward, Operation rollback) {
        List<Moment> all = new ArrayList<>();
        for (long seconds : List.of(10L, 1_425L, 1_515L, 3_000L, 20_000L)) {
            all.add(new Moment(seconds, forward, List.of()));
            all.add(new Moment(seconds, rollback, List.of(Moments.FORWARD)));
        }
        Stream.of(1_425L, 3_000L).forEach(seconds -> all.add(new Moment(seconds, LATER, List.of())));
        return all;
    }

    private static Book book(Book.Entry... entries) {
        return new Book(List.of(entries));
    }
}

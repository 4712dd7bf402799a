package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.DRAIN;
import static io.github.cdknat.handler.exhaustive.Fixtures.GATES;
import static io.github.cdknat.handler.exhaustive.Fixtures.GATEWAY;
import static io.github.cdknat.handler.exhaustive.Fixtures.LAST_GATE;
import static io.github.cdknat.handler.exhaustive.Fixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.Fixtures.ips;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.plan.AddressRecord;
import io.github.cdknat.handler.plan.Book;
import io.github.cdknat.handler.plan.Decision;
import io.github.cdknat.handler.plan.DrainWait;
import io.github.cdknat.handler.plan.Gates;
import io.github.cdknat.handler.plan.Intention;
import io.github.cdknat.handler.plan.Journal;
import io.github.cdknat.handler.plan.Operation;
import io.github.cdknat.handler.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds and Releases that may leave the rest of a drain to settle gates, and Releases that need not wait for it. */
final class DeferredStates {
    private static final List<Around> AROUND =
            List.of(new Around(Optional.of(Fixtures.SUBNET), Optional.empty(), Optional.empty(), Optional.of(DRAIN)));
    private static final Operation LATER = Fixtures.operation("UPDATE_IN_PROGRESS", -300);

    private DeferredStates() {}

    static List<StateSpace> families() {
        return List.of(
                new StateSpace(
                        "Holds with settle gates",
                        List.of(
                                hold(Optional.empty(), 5),
                                hold(Optional.of(kept("5")), 5, 6),
                                hold(Optional.of(kept("5")), 6)),
                        holdJournals(),
                        GatewayStates.beside(),
                        holdBooks(),
                        moments(JournalStates.UPDATE, JournalStates.ROLLBACK),
                        AROUND),
                new StateSpace(
                        "Releases with settle gates, or only until they are accepted",
                        List.of(
                                release(DrainWait.FULL, GATES),
                                release(DrainWait.ACCEPTED, Gates.NONE),
                                release(DrainWait.ACCEPTED, GATES)),
                        releaseJournals(),
                        GatewayStates.beside(),
                        StackResourceStates.all().subList(0, 7),
                        moments(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP),
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
        List<Journal> all = new ArrayList<>(JournalStates.ofHolds());
        for (Operation operation : List.of(JournalStates.UPDATE, JournalStates.ROLLBACK)) {
            for (String record : List.of(kept("5"), kept("5+6"))) {
                Journal handedOn = handedOn(operation, record);
                all.add(handedOn);
                all.add(handedOn.with(draft -> {
                    draft.mine.addAll(ips(5, 6));
                    draft.called = new Journal.Called(Intention.assign(ips(5, 6)), Fixtures.after(-20));
                }));
                all.add(handedOn.with(draft -> draft.sighting = new Journal.Sighting("too late", Fixtures.START)));
            }
        }
        return all;
    }

    private static List<Journal> releaseJournals() {
        List<Journal> all = new ArrayList<>(JournalStates.ofReleases());
        for (Operation operation : List.of(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP)) {
            all.add(JournalStates.of(
                    draft -> {
                        draft.operation = operation;
                        draft.aloneSince = Fixtures.after(-60);
                    },
                    draft -> draft.sighting = new Journal.Sighting("accepted", Fixtures.START)));
            Journal handedOn = handedOn(operation, kept("5*+6"));
            all.add(handedOn);
            all.add(handedOn.with(draft -> draft.owed.addAll(ips(5))));
            all.add(handedOn.with(draft -> {
                draft.owed.addAll(ips(5, 6));
                draft.called = new Journal.Called(Intention.unassign(ips(5, 6), DRAIN), Fixtures.after(-20));
            }));
        }
        return all;
    }

    private static Journal handedOn(Operation operation, String record) {
        return JournalStates.of(draft -> {
            draft.operation = operation;
            draft.aloneSince = Fixtures.after(-60);
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
            all.add(new Moment(seconds, rollback, List.of(Times.FORWARD)));
        }
        Stream.of(1_425L, 3_000L).forEach(seconds -> all.add(new Moment(seconds, LATER, List.of())));
        return all;
    }

    private static Book book(Book.Entry... entries) {
        return new Book(List.of(entries));
    }
}

package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.DRAIN;
import static io.github.cdknat.handler.exhaustive.Fixtures.GATES;
import static io.github.cdknat.handler.exhaustive.Fixtures.GATEWAY;
import static io.github.cdknat.handler.exhaustive.Fixtures.LAST_WAITER;
import static io.github.cdknat.handler.exhaustive.Fixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.Fixtures.ips;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds and Releases that may leave the rest of a drain to drain waiters, and Releases that need not wait for it. */
final class DeferredStates {
    private static final List<Around> AROUND =
            List.of(new Around(Optional.of(Fixtures.SUBNET), Optional.empty(), Optional.empty(), Optional.of(DRAIN)));
    private static final StackOperation LATER = Fixtures.operation("UPDATE_IN_PROGRESS", -300);

    private DeferredStates() {}

    static List<StateSpace> families() {
        return List.of(
                new StateSpace(
                        "Holds with drain waiters",
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
                        "Releases with drain waiters, or only until they are accepted",
                        List.of(
                                release(DrainWait.UNTIL_ENDED, GATES),
                                release(DrainWait.UNTIL_STARTED, DrainWaiters.NONE),
                                release(DrainWait.UNTIL_STARTED, GATES)),
                        releaseJournals(),
                        GatewayStates.beside(),
                        StackResourceStates.all().subList(0, 7),
                        moments(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP),
                        AROUND));
    }

    private static Request.CreateOrUpdate hold(Optional<String> physicalId, int... desired) {
        return new Request.CreateOrUpdate(
                RESOURCE, GATEWAY, List.copyOf(ips(desired)), Optional.empty(), DRAIN, 3, 1600, physicalId, GATES);
    }

    private static Request.Delete release(DrainWait wait, DrainWaiters gates) {
        return new Request.Delete(
                RESOURCE, kept("5*+6"), AddressRecord.parse(kept("5*+6")), DRAIN, wait, 1600, Optional.empty(), gates);
    }

    /** At work, and after it has handed on. */
    private static List<Journal> holdJournals() {
        List<Journal> all = new ArrayList<>(JournalStates.ofHolds());
        for (StackOperation operation : List.of(JournalStates.UPDATE, JournalStates.ROLLBACK)) {
            for (String record : List.of(kept("5"), kept("5+6"))) {
                Journal handedOn = handedOn(operation, record);
                all.add(handedOn);
                all.add(handedOn.with(draft -> {
                    draft.mine.addAll(ips(5, 6));
                    draft.called = new Journal.Called(AddressChange.assign(ips(5, 6)), Fixtures.after(-20));
                }));
                all.add(handedOn.with(draft -> draft.sighting = new Journal.Sighting("too late", Fixtures.START)));
            }
        }
        return all;
    }

    private static List<Journal> releaseJournals() {
        List<Journal> all = new ArrayList<>(JournalStates.ofReleases());
        for (StackOperation operation : List.of(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP)) {
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
                draft.called = new Journal.Called(AddressChange.unassign(ips(5, 6), DRAIN), Fixtures.after(-20));
            }));
        }
        return all;
    }

    private static Journal handedOn(StackOperation operation, String record) {
        return JournalStates.of(draft -> {
            draft.operation = operation;
            draft.aloneSince = Fixtures.after(-60);
            draft.decision = new Response(true, record, "Handing on.", Map.of());
            draft.answered = true;
            draft.handedOn = true;
        });
    }

    private static List<StackResources> holdBooks() {
        return List.of(
                book(),
                book(new StackResources.Entry(RESOURCE, kept("5"), "UPDATE_IN_PROGRESS")),
                book(
                        new StackResources.Entry(RESOURCE, kept("5+6"), "UPDATE_COMPLETE"),
                        new StackResources.Entry("Gate", "drain-waiter/Addresses/after-1/old", "UPDATE_COMPLETE")),
                book(
                        new StackResources.Entry(RESOURCE, kept("5"), "UPDATE_IN_PROGRESS"),
                        new StackResources.Entry("Gate", LAST_WAITER, "UPDATE_COMPLETE"),
                        new StackResources.Entry("Sibling", kept("7"), "UPDATE_COMPLETE")),
                book(
                        new StackResources.Entry(RESOURCE, kept("5"), "UPDATE_IN_PROGRESS"),
                        new StackResources.Entry("Gate", LAST_WAITER, "DELETE_IN_PROGRESS")));
    }

    /** Early, at the deadline, at the last call, when CloudFormation no longer waits, and after the afterlife. */
    private static List<Moment> moments(StackOperation forward, StackOperation rollback) {
        List<Moment> all = new ArrayList<>();
        for (long seconds : List.of(10L, 1_425L, 1_515L, 3_000L, 20_000L)) {
            all.add(new Moment(seconds, forward, List.of()));
            all.add(new Moment(seconds, rollback, List.of(Times.FORWARD)));
        }
        Stream.of(1_425L, 3_000L).forEach(seconds -> all.add(new Moment(seconds, LATER, List.of())));
        return all;
    }

    private static StackResources book(StackResources.Entry... entries) {
        return new StackResources(List.of(entries));
    }
}

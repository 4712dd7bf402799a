package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.JournalStates.ALONE;
import static io.github.cdknat.handler.exhaustive.JournalStates.sighted;
import static io.github.cdknat.handler.exhaustive.StateFixtures.DRAIN;
import static io.github.cdknat.handler.exhaustive.StateFixtures.GATES;
import static io.github.cdknat.handler.exhaustive.StateFixtures.LAST_WAITER;
import static io.github.cdknat.handler.exhaustive.StateFixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.StateFixtures.hold;
import static io.github.cdknat.handler.exhaustive.StateFixtures.ips;
import static io.github.cdknat.handler.exhaustive.StateFixtures.kept;
import static io.github.cdknat.handler.exhaustive.StateFixtures.listed;
import static io.github.cdknat.handler.exhaustive.StateFixtures.release;
import static io.github.cdknat.handler.exhaustive.StateFixtures.resources;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Holds and Releases that may leave the rest of a drain to drain waiters, and Releases that need not wait for it: only until they are
 * accepted, or because the stack deletes or replaces the gateway too.
 */
final class DeferredStates {
    private static final List<Around> AROUND = List.of(new Around(
            Optional.of(StateFixtures.SUBNET), Optional.empty(), Optional.empty(), Optional.of(DRAIN), false));
    private static final List<StackOperation> FORWARD_AND_BACK = List.of(JournalStates.UPDATE, JournalStates.ROLLBACK);
    private static final List<StackOperation> CLEANING_UP =
            List.of(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP);
    private static final List<StackOperation> GATEWAY_GOES =
            List.of(JournalStates.CLEAN_UP, JournalStates.DELETE, StateFixtures.operation("ROLLBACK_IN_PROGRESS", 30));

    private DeferredStates() {}

    static List<StateSpace> families() {
        return List.of(
                new StateSpace(
                        "Holds with drain waiters",
                        List.of(
                                hold(3, 1600, Optional.empty(), GATES, 5),
                                hold(3, 1600, Optional.of(kept("5")), GATES, 5, 6),
                                hold(3, 1600, Optional.of(kept("5")), GATES, 6)),
                        holdJournals(),
                        GatewayStates.beside(),
                        holdBooks(),
                        moments(FORWARD_AND_BACK),
                        AROUND),
                new StateSpace(
                        "Releases with drain waiters, or only until they are accepted",
                        List.of(
                                release(1600, kept("5*+6"), DrainWait.UNTIL_ENDED, GATES),
                                release(1600, kept("5*+6"), DrainWait.UNTIL_STARTED, GATES),
                                release(1600, kept("5*+6"), DrainWait.UNTIL_STARTED, DrainWaiters.NONE)),
                        releaseJournals(),
                        GatewayStates.beside(),
                        StackResourceStates.all().subList(0, 7),
                        moments(CLEANING_UP),
                        AROUND),
                new StateSpace(
                        "Releases on a gateway that is deleted with the stack",
                        List.of(release(1600, kept("5+6"))),
                        JournalStates.all(
                                GATEWAY_GOES, List.of(ALONE, ALONE.andThen(sighted(Journal.Fact.RELEASE_ACCEPTED)))),
                        GatewayStates.with(5, 6),
                        List.of(
                                resources(listed(RESOURCE, kept("5+6"), "DELETE_IN_PROGRESS")),
                                resources(listed(RESOURCE, kept("7"), "UPDATE_COMPLETE"))),
                        Moment.all(List.of(10L), GATEWAY_GOES, ObservationTimes.NOBODY),
                        List.of(Around.NOTHING, Around.NOTHING.deletedWithStack())));
    }

    /** At work, and after it has deferred. */
    private static List<Journal> holdJournals() {
        List<Consumer<Journal.Draft>> stages = Stream.of(kept("5"), kept("5+6"))
                .map(DeferredStates::handedOn)
                .flatMap(stage -> Stream.of(stage, stage.andThen(draft -> {
                    draft.assigned.addAll(ips(5, 6));
                    draft.lastCall = new Journal.LastCall(AddressChange.assign(ips(5, 6)), StateFixtures.after(-20));
                })))
                .toList();
        return JournalStates.and(JournalStates.ofHolds(), JournalStates.all(FORWARD_AND_BACK, stages));
    }

    private static List<Journal> releaseJournals() {
        Consumer<Journal.Draft> handedOn = handedOn(kept("5*+6"));
        List<Consumer<Journal.Draft>> stages = List.of(
                ALONE.andThen(sighted(Journal.Fact.RELEASE_ACCEPTED)),
                handedOn,
                handedOn.andThen(draft -> draft.toRelease.addAll(ips(5))),
                handedOn.andThen(draft -> {
                    draft.toRelease.addAll(ips(5, 6));
                    draft.lastCall =
                            new Journal.LastCall(AddressChange.unassign(ips(5, 6), DRAIN), StateFixtures.after(-20));
                }));
        return JournalStates.and(JournalStates.ofReleases(), JournalStates.all(CLEANING_UP, stages));
    }

    private static Consumer<Journal.Draft> handedOn(String record) {
        return ALONE.andThen(draft -> {
            draft.response = new Response(true, record, "Handing on.", Map.of());
            draft.responded = true;
            draft.deferred = true;
        });
    }

    private static List<StackResources> holdBooks() {
        StackResources.Entry own = listed(RESOURCE, kept("5"), "UPDATE_IN_PROGRESS");
        return List.of(
                resources(),
                resources(own),
                resources(
                        listed(RESOURCE, kept("5+6"), "UPDATE_COMPLETE"),
                        listed("Gate", "drain-waiter/Addresses/after-1/old", "UPDATE_COMPLETE")),
                resources(
                        own,
                        listed("Gate", LAST_WAITER, "UPDATE_COMPLETE"),
                        listed("Sibling", kept("7"), "UPDATE_COMPLETE")),
                resources(own, listed("Gate", LAST_WAITER, "DELETE_IN_PROGRESS")));
    }

    /** Early, at the deadline, at the last call, when CloudFormation no longer waits, and after the time after the answer. */
    private static List<Moment> moments(List<StackOperation> forwardAndBack) {
        List<Long> seconds = List.of(10L, 1_425L, 1_515L, 3_000L, 20_000L);
        List<Moment> all = new ArrayList<>(Moment.all(seconds, forwardAndBack.subList(0, 1), ObservationTimes.NOBODY));
        all.addAll(Moment.all(seconds, forwardAndBack.subList(1, 2), List.of(List.of(ObservationTimes.FORWARD))));
        StackOperation later = StateFixtures.operation("UPDATE_IN_PROGRESS", -300);
        all.addAll(Moment.all(List.of(1_425L, 3_000L), List.of(later), ObservationTimes.NOBODY));
        return all;
    }
}

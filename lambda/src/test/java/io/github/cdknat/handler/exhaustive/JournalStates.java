package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.StateFixtures.after;
import static io.github.cdknat.handler.exhaustive.StateFixtures.ips;
import static io.github.cdknat.handler.exhaustive.StateFixtures.kept;
import static io.github.cdknat.handler.exhaustive.StateFixtures.operation;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a request can have done so far. Operations began 30 s before it. */
final class JournalStates {
    static final StackOperation UPDATE = operation("UPDATE_IN_PROGRESS", 30);
    static final StackOperation ROLLBACK = operation("UPDATE_ROLLBACK_IN_PROGRESS", 30);
    static final StackOperation CLEAN_UP = operation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 30);
    static final StackOperation ROLLBACK_CLEAN_UP = operation("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", 30);
    static final StackOperation DELETE = operation("DELETE_IN_PROGRESS", 30);

    static final Consumer<Journal.Draft> BEGUN = draft -> {};
    static final Consumer<Journal.Draft> ALONE = draft -> draft.since.put(Journal.Fact.ALONE, after(-60));
    private static final Consumer<Journal.Draft> MINE = draft -> {
        draft.assigned.addAll(ips(5, 7));
        draft.lastCall = new Journal.LastCall(AddressChange.assign(ips(5, 7)), after(-20));
    };
    private static final Consumer<Journal.Draft> FREED = draft -> {
        draft.unassigned.addAll(ips(6));
        draft.lastCall = new Journal.LastCall(AddressChange.unassign(ips(6), StateFixtures.DRAIN), after(-20));
    };

    private JournalStates() {}

    /** A Create or Update at its beginning, or at work. */
    static List<Journal> ofHolds() {
        List<Consumer<Journal.Draft>> stages = new ArrayList<>(List.of(
                BEGUN,
                ALONE,
                ALONE.andThen(MINE),
                ALONE.andThen(FREED),
                ALONE.andThen(MINE).andThen(FREED),
                ALONE.andThen(MINE).andThen(sighted(Journal.Fact.NO_ROOM))));
        Stream.of(Journal.Fact.NO_ROOM, Journal.Fact.SUPERSEDED, Journal.Fact.NOT_ENOUGH_FREE)
                .forEach(seen -> stages.add(ALONE.andThen(sighted(seen))));
        stages.add(ALONE.andThen(draft -> draft.rejectedCall =
                new Journal.RejectedCall(AddressChange.assign(ips(6)), "Code", "No.", after(-20))));
        return and(
                List.of(Journal.empty()),
                and(
                        all(List.of(UPDATE, ROLLBACK), stages),
                        all(List.of(ROLLBACK), List.of(ALONE.andThen(draft -> draft.notUnassigned.addAll(ips(5)))))));
    }

    /** A Create or Update that undoes itself, before its answer and after it. */
    static List<Journal> ofUndoing() {
        Consumer<Journal.Draft> failing = draft -> draft.failureReason = "no luck";
        Consumer<Journal.Draft> answered = draft -> {
            draft.response = Response.failed(kept("5"), "no luck");
            draft.responded = true;
        };
        List<Consumer<Journal.Draft>> stages = Stream.of(failing, failing.andThen(answered))
                .flatMap(stage -> Stream.of(
                        stage,
                        stage.andThen(MINE),
                        stage.andThen(MINE).andThen(sighted(Journal.Fact.UNDONE)),
                        stage.andThen(MINE).andThen(draft -> draft.notUnassigned.addAll(ips(7)))))
                .toList();
        return all(List.of(UPDATE, ROLLBACK), stages);
    }

    /** A Create or Update that has decided, and one that has answered. */
    static List<Journal> ofDecided() {
        Response success = new Response(true, kept("5"), "because", Map.of());
        Response failure = Response.failed(kept("5*+6"), "no luck");
        List<Consumer<Journal.Draft>> stages = Stream.of(
                        decided(success, true),
                        decided(success, false),
                        decided(failure, true),
                        decided(failure, false))
                .flatMap(stage -> Stream.of(stage, stage.andThen(MINE)))
                .toList();
        return all(List.of(UPDATE), stages);
    }

    static List<Journal> ofReleases() {
        List<Consumer<Journal.Draft>> stages = new ArrayList<>(List.of(
                BEGUN,
                ALONE,
                ALONE.andThen(FREED),
                ALONE.andThen(MINE),
                ALONE.andThen(draft -> draft.notUnassigned.addAll(ips(6)))));
        Stream.of(Journal.Fact.SUPERSEDED, Journal.Fact.NO_GATEWAY)
                .forEach(seen -> stages.add(ALONE.andThen(sighted(seen))));
        List<Consumer<Journal.Draft>> answered = Stream.of(true, false)
                .map(success -> decided(new Response(success, kept("5"), "because", Map.of()), true))
                .toList();
        return and(
                List.of(Journal.empty()),
                and(all(List.of(CLEAN_UP, ROLLBACK_CLEAN_UP, DELETE), stages), all(List.of(CLEAN_UP), answered)));
    }

    /** Requests of each operation in each stage. */
    static List<Journal> all(List<StackOperation> operations, List<Consumer<Journal.Draft>> stages) {
        return operations.stream()
                .flatMap(operation -> stages.stream()
                        .map(stage -> Journal.empty()
                                .with(draft -> draft.operation = operation)
                                .with(stage)))
                .toList();
    }

    static List<Journal> and(List<Journal> some, List<Journal> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    static Consumer<Journal.Draft> sighted(Journal.Fact fact) {
        return draft -> draft.since.put(fact, after(0));
    }

    private static Consumer<Journal.Draft> decided(Response decision, boolean answered) {
        return draft -> {
            draft.response = decision;
            draft.responded = answered;
        };
    }
}

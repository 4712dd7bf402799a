package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.after;
import static io.github.cdknat.handler.exhaustive.Fixtures.ips;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static io.github.cdknat.handler.exhaustive.Fixtures.operation;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a request can have done so far. Operations began 30 s before it. */
final class JournalStates {
    static final StackOperation UPDATE = operation("UPDATE_IN_PROGRESS", 30);
    static final StackOperation ROLLBACK = operation("UPDATE_ROLLBACK_IN_PROGRESS", 30);
    static final StackOperation CLEAN_UP = operation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 30);
    static final StackOperation ROLLBACK_CLEAN_UP = operation("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", 30);
    static final StackOperation DELETE = operation("DELETE_IN_PROGRESS", 30);

    private static final Consumer<Journal.Draft> ALONE = draft -> draft.aloneSince = after(-60);
    private static final Consumer<Journal.Draft> MINE = draft -> {
        draft.mine.addAll(ips(5, 7));
        draft.called = new Journal.Called(AddressChange.assign(ips(5, 7)), after(-20));
    };
    private static final Consumer<Journal.Draft> FREED = draft -> {
        draft.freed.addAll(ips(6));
        draft.called = new Journal.Called(AddressChange.unassign(ips(6), Fixtures.DRAIN), after(-20));
    };

    private JournalStates() {}

    /** A Hold at its beginning, or at work. */
    static List<Journal> ofHolds() {
        List<Journal> all = new ArrayList<>();
        all.add(Journal.empty());
        for (StackOperation operation : List.of(UPDATE, ROLLBACK)) {
            Consumer<Journal.Draft> own = draft -> draft.operation = operation;
            all.add(of(own));
            all.add(of(own, ALONE));
            all.add(of(own, ALONE, MINE));
            all.add(of(own, ALONE, FREED));
            all.add(of(own, ALONE, MINE, FREED));
            for (String verdict : List.of("held", "no room", "superseded", "no gateway")) {
                all.add(of(own, ALONE, sighted(verdict)));
            }
            all.add(of(own, ALONE, MINE, sighted("held")));
        }
        return all;
    }

    /** A Hold that undoes itself, before its answer and after it. */
    static List<Journal> ofUndoing() {
        List<Journal> all = new ArrayList<>();
        for (StackOperation operation : List.of(UPDATE, ROLLBACK)) {
            Consumer<Journal.Draft> failing = draft -> {
                draft.operation = operation;
                draft.failure = "no luck";
            };
            Consumer<Journal.Draft> answered = draft -> {
                draft.decision = Response.failed(kept("5"), "no luck");
                draft.answered = true;
            };
            for (Consumer<Journal.Draft> stage : List.<Consumer<Journal.Draft>>of(draft -> {}, answered)) {
                all.add(of(failing, stage));
                all.add(of(failing, stage, MINE));
                all.add(of(failing, stage, MINE, sighted("undone")));
                all.add(of(failing, stage, MINE, draft -> draft.tolerated.addAll(ips(7))));
            }
        }
        return all;
    }

    /** A Hold that has decided, and one that has answered. */
    static List<Journal> ofDecided() {
        List<Journal> all = new ArrayList<>();
        for (Response decision :
                List.of(new Response(true, kept("5"), "because", Map.of()), Response.failed(kept("5*+6"), "no luck"))) {
            for (boolean answered : List.of(true, false)) {
                Consumer<Journal.Draft> decided = draft -> {
                    draft.operation = UPDATE;
                    draft.decision = decision;
                    draft.answered = answered;
                };
                all.add(of(decided));
                all.add(of(decided, MINE));
                all.add(of(decided, MINE, sighted("too late")));
            }
        }
        return all;
    }

    static List<Journal> ofReleases() {
        List<Journal> all = new ArrayList<>();
        all.add(Journal.empty());
        for (StackOperation operation : List.of(CLEAN_UP, ROLLBACK_CLEAN_UP, DELETE)) {
            Consumer<Journal.Draft> own = draft -> draft.operation = operation;
            all.add(of(own));
            all.add(of(own, ALONE));
            all.add(of(own, ALONE, FREED));
            all.add(of(own, ALONE, MINE));
            all.add(of(own, ALONE, draft -> draft.tolerated.addAll(ips(6))));
            for (String verdict :
                    List.of("released", "superseded", "no gateway", "duplicate", "nothing is being deleted")) {
                all.add(of(own, ALONE, sighted(verdict)));
            }
        }
        for (boolean success : List.of(true, false)) {
            all.add(of(draft -> {
                draft.operation = CLEAN_UP;
                draft.decision = new Response(success, kept("5"), "because", Map.of());
                draft.answered = true;
            }));
        }
        return all;
    }

    @SafeVarargs
    static Journal of(Consumer<Journal.Draft>... changes) {
        Journal journal = Journal.empty();
        for (Consumer<Journal.Draft> change : changes) {
            journal = journal.with(change);
        }
        return journal;
    }

    private static Consumer<Journal.Draft> sighted(String verdict) {
        return draft -> draft.sighting = new Journal.Sighting(verdict, after(0));
    }
}

package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.operation;
import static io.github.cdknat.handler.exhaustive.Fixtures.other;

import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.StackOperation;
import java.util.ArrayList;
import java.util.List;

/** When a pass can be, what the stack can be doing then, and who else can be at work. */
final class Times {
    private static final Execution EARLIER = other("create", "1", Execution.Status.RUNNING, -20);
    private static final Execution FORMER = other("update", "1", Execution.Status.SUCCEEDED, -20);
    /** The request that failed, and is rolled back. */
    static final Execution FORWARD = other("update", "1", Execution.Status.ENDED_OTHERWISE, -20);

    private static final Execution TWIN = other("update", "0", Execution.Status.RUNNING, -1);
    private static final Execution LATER = other("update", "2", Execution.Status.RUNNING, 9);

    /** Soon, when agreement is reached, at the deadlines of short and long requests, and after the afterlife. */
    private static final List<Long> TIMES = List.of(2L, 10L, 50L, 58L, 9000L);

    private Times() {}

    static List<Moment> ofHolds() {
        List<Moment> all = new ArrayList<>();
        TIMES.forEach(time -> all.add(new Moment(time, JournalStates.UPDATE, List.of())));
        TIMES.forEach(time -> all.add(new Moment(time, JournalStates.ROLLBACK, List.of())));
        around(10, List.of(JournalStates.UPDATE, JournalStates.ROLLBACK), all);
        for (StackOperation operation : List.of(
                operation("UPDATE_IN_PROGRESS", 300),
                operation("CREATE_FAILED", 30),
                operation("DELETE_IN_PROGRESS", -5))) {
            all.add(new Moment(30, operation, List.of()));
            all.add(new Moment(1515, operation, List.of()));
        }
        return all;
    }

    static List<Moment> ofReleases() {
        List<Moment> all = new ArrayList<>();
        for (StackOperation operation : List.of(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP)) {
            TIMES.forEach(time -> all.add(new Moment(time, operation, List.of())));
        }
        around(10, List.of(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP), all);
        for (StackOperation operation : List.of(
                JournalStates.DELETE,
                operation("UPDATE_COMPLETE", 30),
                operation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 300),
                operation("UPDATE_IN_PROGRESS", -5))) {
            all.add(new Moment(10, operation, List.of()));
            all.add(new Moment(1515, operation, List.of()));
        }
        return all;
    }

    private static void around(long time, List<StackOperation> operations, List<Moment> all) {
        for (StackOperation operation : operations) {
            for (List<Execution> executions : List.of(
                    List.of(EARLIER), List.of(FORMER), List.of(TWIN), List.of(LATER), List.of(EARLIER, LATER))) {
                all.add(new Moment(time, operation, executions));
            }
        }
    }
}

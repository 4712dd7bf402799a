package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.StateFixtures.operation;
import static io.github.cdknat.handler.exhaustive.StateFixtures.other;

import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.StackOperation;
import java.util.List;
import java.util.stream.Stream;

/** When a pass can be, what the stack can be doing then, and who else can be at work. */
final class ObservationTimes {
    /** The request that failed, and is rolled back. */
    static final Execution FORWARD = other("update", "1", Execution.Status.FAILED, -20);

    static final List<List<Execution>> NOBODY = List.of(List.of());

    private static final Execution EARLIER = other("create", "1", Execution.Status.RUNNING, -20);
    private static final Execution FORMER = other("update", "1", Execution.Status.SUCCEEDED, -20);
    private static final Execution TWIN = other("update", "0", Execution.Status.RUNNING, -1);
    private static final Execution LATER = other("update", "2", Execution.Status.RUNNING, 9);
    private static final List<List<Execution>> OTHERS =
            List.of(List.of(EARLIER), List.of(FORMER), List.of(TWIN), List.of(LATER), List.of(EARLIER, LATER));

    /** Soon, when agreement is reached, at the deadlines of short and long requests, and after the time after the answer. */
    private static final List<Long> TIMES = List.of(2L, 10L, 50L, 58L, 9000L);

    private ObservationTimes() {}

    static List<Moment> ofHolds() {
        return of(
                List.of(JournalStates.UPDATE, JournalStates.ROLLBACK),
                30,
                operation("UPDATE_IN_PROGRESS", 300),
                operation("CREATE_FAILED", 30),
                operation("DELETE_IN_PROGRESS", -5));
    }

    static List<Moment> ofReleases() {
        return of(
                List.of(JournalStates.CLEAN_UP, JournalStates.ROLLBACK_CLEAN_UP),
                10,
                JournalStates.DELETE,
                operation("UPDATE_COMPLETE", 30),
                operation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 300),
                operation("UPDATE_IN_PROGRESS", -5));
    }

    private static List<Moment> of(List<StackOperation> own, long soon, StackOperation... odd) {
        return Stream.of(
                        Moment.all(TIMES, own, NOBODY),
                        Moment.all(List.of(10L), own, OTHERS),
                        Moment.all(List.of(soon, 1515L), List.of(odd), NOBODY))
                .flatMap(List::stream)
                .toList();
    }
}

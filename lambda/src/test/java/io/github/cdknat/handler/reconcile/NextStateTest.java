package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.Journal;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextStateTest {
    /** "Maximum execution history size: 25,000 events" (Step Functions quotas). */
    private static final int MOST_EVENTS = 25_000;

    /** Task 5, Choice 2, Wait 2; counted generously. */
    private static final int EVENTS_A_PASS = 15;

    /** An hour of CloudFormation's patience and two after it. */
    private static final int LONGEST_SECONDS = 3 * 3_600;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 10, 20})
    void anExecutionThatNeverComesToAnEndStaysWithinStepFunctionsHistory(int seconds) {
        Function<Journal, NextState> step =
                journal -> seconds == 0 ? NextState.again(journal) : NextState.pause(journal, seconds);
        Journal journal = Journal.empty();
        int total = 0;
        while (total < LONGEST_SECONDS) {
            NextState next = step.apply(journal).paced();
            total += next.seconds();
            journal = next.journal().with(draft -> draft.passes++);
        }
        assertThat(journal.passes() * EVENTS_A_PASS).isLessThan(MOST_EVENTS);
    }

    @Test
    void answersAreNeverHeldUp() {
        Journal busy = Journal.empty().with(draft -> draft.passes = 5_000);
        assertThat(NextState.respond(busy).paced().seconds()).isZero();
        assertThat(NextState.pause(busy, 60).paced().seconds()).isEqualTo(60);
    }
}

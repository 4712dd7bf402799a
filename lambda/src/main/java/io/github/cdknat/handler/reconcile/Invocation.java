package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the state machine hands to one call of the Converge function: the event, the journal, and its own times, because the
 * handler reads no clock.
 *
 * @param task converge, recover, respond or answer
 * @param now when the state was entered
 * @param retry whether an earlier try of this call may have acted: the state machine says so after every error but throttling,
 *     which proves that the function did not run
 * @param error what went wrong before, for recover and answer
 */
record Invocation(
        String task,
        CloudFormationEvent event,
        Journal journal,
        String stateMachine,
        Execution self,
        Instant now,
        boolean retry,
        String error) {
    static Invocation of(Map<String, Object> input) {
        Map<String, Object> execution = object(input.get("execution"));
        String task = String.valueOf(input.get("task"));
        Instant start = Instant.parse(String.valueOf(execution.get("startTime")));
        ExecutionName name = ExecutionName.parse(String.valueOf(execution.get("name")))
                .orElseThrow(() -> new IllegalArgumentException("Invalid execution name: " + execution.get("name")));
        Map<String, Object> journal = object(input.get("journal"));
        return new Invocation(
                task,
                CloudFormationEvent.of(object(input.get("event"))),
                JournalCodec.read(journal),
                String.valueOf(execution.get("stateMachine")),
                new Execution(name, Execution.Status.RUNNING, start.toEpochMilli()),
                Instant.parse(String.valueOf(execution.get("enteredTime"))),
                Boolean.TRUE.equals(journal.get("mayHaveRun")) || task.equals("recover"),
                error(input));
    }

    Instant start() {
        return Instant.ofEpochMilli(self.start());
    }

    /** The journal, if an earlier try may have made its intended call: then its addresses are ours. */
    Journal journalAfterEarlierTries() {
        Optional<AddressChange> intended = journal.pendingChange().filter(change -> retry);
        return intended.map(change -> CallOutcomes.mayHaveTakenEffect(journal, change, now))
                .orElse(journal);
    }

    /** What the state machine caught, as "name: cause"; empty if it caught nothing. */
    static String error(Map<String, Object> input) {
        Map<String, Object> error = object(input.get("error"));
        return error.isEmpty() ? "" : error.get("Error") + ": " + error.get("Cause");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}

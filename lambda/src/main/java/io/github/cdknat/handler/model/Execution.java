package io.github.cdknat.handler.model;

import java.util.Comparator;

/**
 * One execution of the state machine as {@code ListExecutions} shows it.
 *
 * @param start when it started, in milliseconds since the epoch
 */
public record Execution(ExecutionName name, Status status, long start) {
    /** Which of two executions is the earlier one; names decide between those that started together. */
    static final Comparator<Execution> ORDER = Comparator.comparingLong(Execution::start)
            .thenComparing(execution -> execution.name().text());

    /** Step Functions' execution statuses, as far as they matter here. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** By an operator, or by Step Functions: nobody finished what it had begun. */
        STOPPED
    }

    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    public boolean isEarlierThan(Execution other) {
        return ORDER.compare(this, other) < 0;
    }
}

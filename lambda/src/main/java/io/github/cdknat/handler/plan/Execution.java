package io.github.cdknat.handler.plan;

/**
 * One execution of the state machine as {@code ListExecutions} shows it.
 *
 * @param start when it started, in milliseconds since the epoch
 */
public record Execution(ExecutionName name, Status status, long start) {
    /** Step Functions' execution statuses, as far as they matter here. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        ENDED_OTHERWISE
    }

    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    public boolean isEarlierThan(Execution other) {
        return start != other.start ? start < other.start : name.text().compareTo(other.name.text()) < 0;
    }
}

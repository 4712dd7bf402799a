package io.github.cdknat.handler.model;

import java.util.Set;

/**
 * One operation on the stack: the direction it runs in and the stack's last update time, which tells it from others.
 *
 * @param status the stack's status, for example UPDATE_IN_PROGRESS
 * @param changed the stack's last update time, or its creation time, in milliseconds since the epoch
 */
public record StackOperation(String status, long changed) {
    private static final Set<String> FORWARD = Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS");

    /** Where an operation is going; its statuses change on the way, its direction only when it is given up, in this order. */
    public enum Direction {
        FORWARD,
        ROLLBACK,
        DELETE
    }

    public Direction direction() {
        return direction(status);
    }

    static Direction direction(String status) {
        if (status.startsWith("DELETE_")) {
            return Direction.DELETE;
        }
        return status.contains("ROLLBACK_") ? Direction.ROLLBACK : Direction.FORWARD;
    }

    public boolean isRollback() {
        return direction() == Direction.ROLLBACK;
    }

    public boolean isInProgress() {
        return status.endsWith("_IN_PROGRESS");
    }

    /** Whether CloudFormation creates resources now. */
    public boolean creates() {
        return FORWARD.contains(status);
    }

    /** Whether CloudFormation updates resources now. */
    public boolean updates() {
        return creates() || status.equals("UPDATE_ROLLBACK_IN_PROGRESS");
    }

    /**
     * Whether CloudFormation may delete resources now: with the stack, in a rollback, in the clean-up of an update, or in an update
     * that makes anew what an earlier one failed to create and preserved.
     */
    public boolean deletes() {
        return isInProgress() && !status.equals("CREATE_IN_PROGRESS");
    }

    /** Whether CloudFormation deletes all that the stack has made: the stack, or what a creation that failed has made. */
    public boolean deletesAll() {
        return direction() == Direction.DELETE || status.startsWith("ROLLBACK_");
    }

    /** Whether this is an older page than the other: what is rolled back or deleted never goes forward again. */
    public boolean isBefore(StackOperation other) {
        return changed < other.changed
                || changed == other.changed && direction().compareTo(other.direction()) < 0;
    }

    public boolean sameAs(StackOperation other) {
        return changed == other.changed && direction() == other.direction();
    }
}

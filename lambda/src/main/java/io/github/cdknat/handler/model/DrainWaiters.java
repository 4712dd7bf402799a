package io.github.cdknat.handler.model;

/**
 * The drain waiters around a resource: the stages in which the rest of a long drain is waited for, each with an hour of its own.
 *
 * @param before how many come before it in the dependency order; they wait on Delete
 * @param after how many come after it; they wait on Create and Update
 * @param lastWaitedId the physical id that the last drain waiter after it has once it has waited for this very declaration
 */
public record DrainWaiters(int before, int after, String lastWaitedId) {
    /** None: every request has to end within its own hour. */
    public static final DrainWaiters NONE = new DrainWaiters(0, 0, "");

    /**
     * Whether CloudFormation has yet to send a request to the last drain waiter after the resource. It has not if the drain waiter's record is of
     * this declaration already: then it was not touched, or a rollback has come to it first.
     */
    public boolean follow(StackResources resources) {
        return after > 0
                && resources.entries().stream()
                        .noneMatch(entry -> entry.physicalId().equals(lastWaitedId) && !entry.isDeleting());
    }
}

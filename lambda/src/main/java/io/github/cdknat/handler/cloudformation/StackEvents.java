package io.github.cdknat.handler.cloudformation;

/** How to read the list of a stack's events ("StackEvent", AWS CloudFormation API Reference). */
public final class StackEvents {
    private StackEvents() {}

    /** Whether the event is the stack's own, with which an update began: everything behind it is older than the update. */
    public static boolean beginsUpdate(String stackId, String physicalId, String status) {
        return stackId.equals(physicalId) && "UPDATE_IN_PROGRESS".equals(status);
    }
}

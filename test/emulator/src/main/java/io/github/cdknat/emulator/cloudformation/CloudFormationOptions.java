package io.github.cdknat.emulator.cloudformation;

import java.time.Duration;
import java.util.function.Supplier;

/** Where CloudFormation's behaviour is not documented, or chance plays a part. */
public final class CloudFormationOptions {
    /** An order in which resources can be gone through. */
    public enum Order {
        DEPENDENCIES_FIRST,
        DEPENDENCIES_LAST,
        ALL_AT_ONCE
    }

    /** The order of updates in a rollback: undocumented; dependencies first is likely. */
    public Order rollbackOrder = Order.DEPENDENCIES_FIRST;

    /**
     * Whether a clean-up deletes old custom resources all at once, whatever depends on what among them. That a resource goes
     * before what it depends on, such as its rights, is assumed always: nothing that is replaced together with its user could
     * be cleaned up otherwise.
     */
    public boolean cleanUpDeletesCustomResourcesAtOnce = false;

    /** Whether a custom resource that was replaced gets an Update when the deployment is rolled back: undocumented. */
    public boolean rollbackUpdatesReplaced = true;

    /**
     * Whether the clean-up of a rollback also deletes the physical resource from before the update, if the rollback's Update has
     * answered with another physical id than that: undocumented.
     */
    public boolean rollbackDeletesOriginal = false;

    /** Whether LastUpdatedTime changes when a rollback begins: undocumented. */
    public boolean rollbackChangesLastUpdated = false;

    /** Whether LastUpdatedTime changes when the stack is deleted: undocumented; "the time the stack was last updated" (API). */
    public boolean deleteChangesLastUpdated = false;

    /** How old the book is that describe calls show; asked at every call. */
    public Supplier<Duration> bookAge = () -> Duration.ZERO;

    /** How long CloudFormation takes from one step to the next (assumed). */
    public Duration step = Duration.ofMillis(500);

    /** How long a resource of another service takes (assumed). */
    public Duration otherResources = Duration.ofSeconds(1);

    /** How long before a failed clean-up Delete is tried again (assumed); it is tried three times (seen). */
    public Duration deleteRetry = Duration.ofSeconds(5);
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.ApiCall;
import java.time.Duration;
import java.util.function.Function;

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

    /**
     * How old what a describe call shows is (F71); asked at every call, so that each kind of call can have its own. A list of
     * events that shows one event shows all older ones (F103).
     */
    public Function<ApiCall, Duration> staleness = call -> Duration.ZERO;

    /** Whether an old read does not know a stack that is newer than what it shows (assumed, as for EC2: F28). */
    public boolean newStackUnknown = false;

    /** Whether DescribeStacks shows LastOperations, and events that were not read before bear an OperationId: seen (F76). */
    public boolean operationsReported = true;

    /** The ClientRequestToken of every deployment and deletion; events show it (F104). Empty: callers send none. */
    public String clientRequestToken = "";

    /** How events write their ResourceProperties: undocumented (F109). */
    public EventProperties eventProperties = EventProperties.AS_SENT;

    /** How long after its request an IN_PROGRESS event of a custom resource can be seen; zero: before (assumed, F105). */
    public Duration inProgressLag = Duration.ZERO;

    /** How long CloudFormation waits before it disposes of what a deployment has replaced or removed (F77). */
    public Duration monitoringTime = Duration.ZERO;

    /** Express mode: no rollback, and a gateway counts as complete while it is still pending (F78). */
    public boolean expressMode = false;

    /** Whether, in clean-up, a replaced resource's row shows the physical id that is being deleted: seen elsewhere (F69). */
    public boolean rowShowsWhatIsDeleted = false;

    /** Whether the physical id of a FAILED answer to an Update becomes the record, which a rollback then deletes: seen (F106). */
    public boolean failedIdBecomesRecord = false;

    /** Whether deleting a stack in UPDATE_ROLLBACK_FAILED deletes also what the update had replaced: unknown (F107). */
    public boolean deleteCleansUpFailedRollback = false;

    /** How long CloudFormation takes from one step to the next (assumed). */
    public Duration step = Duration.ofMillis(500);

    /** How long a resource of another service takes (assumed). */
    public Duration otherResources = Duration.ofSeconds(1);

    /** How long before a failed clean-up Delete is tried again (assumed); it is tried three times (seen). */
    public Duration deleteRetry = Duration.ofSeconds(5);
}

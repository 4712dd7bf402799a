package io.github.cdknat.simulation;

import java.util.List;
import java.util.stream.Stream;

/** One way in which a world can differ from the plain one: an undocumented variant, or something that goes wrong by chance. */
public enum Variation {
    /** CloudFormation rolls updates back dependencies last. */
    ROLLBACK_DEPENDENCIES_LAST,
    /** CloudFormation rolls updates back all at once. */
    ROLLBACK_ALL_AT_ONCE,
    /** CloudFormation deletes replaced custom resources all at once. */
    CLEAN_UP_ALL_AT_ONCE,
    /** A rollback sends no Update to a custom resource that was replaced. */
    NO_UPDATE_BACK,
    /** A rollback deletes what was there before too, if its Update answered with another physical id. */
    ORIGINAL_DELETED,
    /** LastUpdatedTime changes when a rollback begins. */
    ROLLBACK_CHANGES_TIME,
    /** EC2's describe calls are up to 4 s old. */
    STALE_EC2,
    /** CloudFormation's describe calls are up to 4 s old. */
    STALE_BOOK,
    /** ListExecutions is up to 4 s old. */
    STALE_EXECUTIONS,
    /** Drains end early. */
    EARLY_DRAIN,
    /** The gateway takes calls while it is assigning. */
    NO_LOCK_WHILE_ASSIGNING,
    /** Assigning takes up to two minutes. */
    SLOW_ASSIGN,
    /** Every API call takes up to a second. */
    SLOW_CALLS,
    /** A gateway takes few addresses, so that there is often no room. */
    TIGHT_LIMIT,
    /** EC2 does not say which address is the primary one. */
    PRIMARY_UNREPORTED,
    /** The other error codes for the same refusals. */
    OTHER_CODES,
    /** Requests that never arrive. */
    LOST_REQUESTS,
    /** Replies that never arrive although the call took effect. */
    LOST_REPLIES,
    /** 5xx before and after the effect. */
    SERVER_ERRORS,
    /** RequestLimitExceeded. */
    THROTTLING,
    /** The function dies before or after a call. */
    CRASHES,
    /** Lambda throttles, or loses the function's answer. */
    LAMBDA_ERRORS,
    /** The bucket behind the ResponseURL answers 503. */
    ANSWERS_FAIL,
    /** Events are delivered twice. */
    DUPLICATES,
    /** Events are delivered up to 50 s late. */
    LATE_DELIVERY,
    /** Addresses fail to be assigned, and stay on the gateway as failed. */
    FAILED_ADDRESSES,
    /** Failed addresses vanish by themselves. */
    FAILED_VANISH,
    /** A new policy takes up to 40 s to work. */
    SLOW_POLICIES,
    /** Instances take addresses right after the handler has looked for free ones. */
    GRABS,

    /** DescribeNatGateways is up to 120 s old. */
    OLD_EC2(AwsConditions.HARSH),
    /** DescribeStacks is up to 60 s old. */
    OLD_STACK_STATUS(AwsConditions.HARSH),
    /** ListStackResources is up to 60 s old. */
    OLD_RESOURCE_ROWS(AwsConditions.HARSH),
    /** DescribeStackEvents is up to 60 s old. */
    OLD_EVENTS(AwsConditions.HARSH),
    /** ListExecutions is up to 30 s old. */
    OLD_EXECUTIONS(AwsConditions.HARSH),
    /** Lambda throttles everything, or answers with service errors, for up to 45 minutes, as all that follow. */
    LAMBDA_AWAY(AwsConditions.HARSH),
    /** EC2 does not answer, throttles, or fails. */
    EC2_AWAY(AwsConditions.HARSH),
    /** CloudFormation does the same. */
    CLOUDFORMATION_AWAY(AwsConditions.HARSH),
    /** Step Functions does the same, and executions stand still. */
    STEP_FUNCTIONS_AWAY(AwsConditions.HARSH),
    /** The bucket behind the ResponseURL answers 503, or takes what it gets and does not answer. */
    BUCKET_AWAY(AwsConditions.HARSH),
    /** A right of the functions is taken away and given back. */
    RIGHTS_WITHDRAWN(AwsConditions.HARSH),
    /** Events are delivered up to 90 s late. */
    LATE_EVENTS(AwsConditions.HARSH),
    /** Lambda deletes events without delivering them. */
    LOST_EVENTS(AwsConditions.HARSH),
    /** Somebody stops executions. */
    STOPPED_EXECUTIONS(AwsConditions.HARSH),
    /** Pending gateways show an empty address, deleted ones still theirs. */
    OTHER_GATEWAY_ITEMS(AwsConditions.HARSH),
    /** EC2's limit is another than the declared one. */
    OTHER_LIMIT(AwsConditions.HARSH),
    /** No LastOperations, no OperationId. */
    OPERATIONS_UNREPORTED(AwsConditions.HARSH),
    /** In clean-up the row of a replaced resource shows what is being deleted. */
    ROW_SHOWS_WHAT_IS_DELETED(AwsConditions.HARSH),
    /** The physical id of a FAILED answer to an Update becomes the record. */
    FAILED_ID_IS_RECORD(AwsConditions.HARSH),
    /** Deleting a stack whose rollback has failed deletes what the update had replaced, too. */
    DELETE_CLEANS_UP(AwsConditions.HARSH),
    /** Deployments are in express mode. */
    EXPRESS_MODE(AwsConditions.HARSH),
    /** CloudFormation monitors for up to 15 minutes before it cleans up. */
    MONITORING(AwsConditions.HARSH);

    private final AwsConditions conditions;

    Variation() {
        this(AwsConditions.PLAIN);
    }

    Variation(AwsConditions conditions) {
        this.conditions = conditions;
    }

    /** What can be drawn under those conditions. */
    static List<Variation> of(AwsConditions conditions) {
        return Stream.of(values())
                .filter(variation -> variation.conditions.compareTo(conditions) <= 0)
                .toList();
    }

    /** Whether it takes a service or a right away for a while. */
    boolean isOutage() {
        return name().endsWith("_AWAY") || this == RIGHTS_WITHDRAWN;
    }
}

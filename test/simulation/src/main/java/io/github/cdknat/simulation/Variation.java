package io.github.cdknat.simulation;

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
    GRABS
}

package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.event.CloudFormationEvent;

/** The physical id of a request that was refused before anything was done. */
public final class RefusedRecord {
    /** A record of nothing on no gateway: its Delete owes nothing. */
    private static final String NOTHING = "refused/none";

    private RefusedRecord() {}

    public static String physicalId(CloudFormationEvent event) {
        return event.physicalResourceId().orElse(NOTHING);
    }
}

package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Ipv4;
import java.util.Collection;

/** The physical id of a request that was refused before anything was done. */
public final class RefusedRecord {
    /** A record of nothing on no gateway: its Delete owes nothing. */
    private static final String NOTHING = "refused/none";

    private RefusedRecord() {}

    public static String physicalId(CloudFormationEvent event) {
        return event.physicalResourceId().orElse(NOTHING);
    }

    /** The same of a Create that may have assigned these before it failed: CloudFormation deletes what the record lists. */
    static String physicalId(CloudFormationEvent event, Collection<Ipv4> assigned) {
        String gateway = String.valueOf(event.properties().get("NatGatewayId"));
        return event.physicalResourceId()
                .orElseGet(() -> assigned.isEmpty() || !gateway.startsWith("nat-")
                        ? NOTHING
                        : AddressRecord.of(gateway, assigned).physicalId());
    }
}

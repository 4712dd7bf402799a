package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.handler.plan.Ipv4;
import java.util.List;

/**
 * A gateway that was there before everything else, as somebody's describe call showed it.
 *
 * @param range the range of its subnet
 * @param state pending, available, deleting, deleted or failed
 * @param connectivity private or public
 * @param availabilityMode zonal or regional
 */
public record ExistingGateway(
        String id,
        String subnetId,
        String vpcId,
        Cidr range,
        String state,
        String connectivity,
        String availabilityMode,
        List<Address> addresses) {
    /** One of its addresses; its status is succeeded or failed. */
    public record Address(Ipv4 ip, boolean primary, String status) {}
}

package io.github.cdknat.emulator.ec2;

import java.util.List;

/**
 * A gateway that was there before everything else, as somebody's describe call showed it.
 *
 * @param cidr the CIDR block of its subnet
 * @param state pending, available, deleting, deleted or failed
 * @param connectivity private or public
 * @param availabilityMode zonal or regional
 */
public record GatewayFixture(
        String id,
        String subnetId,
        String vpcId,
        String cidr,
        String state,
        String connectivity,
        String availabilityMode,
        List<Address> addresses) {
    /** One of its addresses; its status is succeeded or failed. */
    public record Address(String ip, boolean primary, String status) {}
}

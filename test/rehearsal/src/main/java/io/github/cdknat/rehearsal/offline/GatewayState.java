package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Optional;

/**
 * A gateway as it is before the deployment.
 *
 * @param subnetId its subnet; empty if nobody said
 * @param range the subnet's range; empty if nobody said
 * @param connectivity private or public
 * @param addresses its addresses, the primary one first
 * @param taken what others hold in its subnet
 */
public record GatewayState(
        String id,
        Optional<String> subnetId,
        Optional<Cidr> range,
        String state,
        String connectivity,
        String availabilityMode,
        List<Address> addresses,
        List<Ipv4> taken) {
    /** An address and its status, in EC2's words. */
    public record Address(Ipv4 ip, boolean primary, String status) {}

    boolean has(Ipv4 ip) {
        return addresses.stream().anyMatch(address -> address.ip().equals(ip));
    }

    Optional<Ipv4> primary() {
        return addresses.stream().filter(Address::primary).map(Address::ip).findFirst();
    }

    /** A regional gateway has no address of a subnet. */
    boolean isZonal() {
        return availabilityMode.equals("zonal");
    }

    /** The same when its state was another. */
    GatewayState available() {
        return new GatewayState(id, subnetId, range, "available", connectivity, availabilityMode, addresses, taken);
    }

    /** The same with other addresses. */
    GatewayState with(List<Address> others) {
        return new GatewayState(id, subnetId, range, state, connectivity, availabilityMode, others, taken);
    }

    /** The same with another subnet range. */
    GatewayState in(Cidr subnet) {
        return new GatewayState(
                id, subnetId, Optional.of(subnet), state, connectivity, availabilityMode, addresses, taken);
    }
}

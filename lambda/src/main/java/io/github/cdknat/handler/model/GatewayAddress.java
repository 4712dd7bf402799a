package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Ipv4;
import java.util.Comparator;
import java.util.Optional;

/**
 * One entry of a gateway's address set. EC2 declares every member optional, so the address itself may be missing.
 *
 * @param address the private IPv4 address
 * @param primary whether EC2 says that it is the primary one
 * @param failure EC2's failure message; empty if there is none
 * @param networkInterfaceId the gateway's network interface; empty if EC2 does not say
 */
public record GatewayAddress(
        Optional<Ipv4> address, AddressStatus status, boolean primary, String failure, String networkInterfaceId) {
    /** By number; an entry without an address comes last. */
    static final Comparator<GatewayAddress> ORDER = Comparator.<GatewayAddress, Boolean>comparing(
                    entry -> entry.address().isEmpty())
            .thenComparing(entry -> entry.address().orElse(new Ipv4(0)))
            .thenComparing(GatewayAddress::status)
            .thenComparing(GatewayAddress::primary)
            .thenComparing(GatewayAddress::failure);

    @Override
    public String toString() {
        return address.map(Ipv4::toString).orElse("an unnamed address") + " (" + (primary ? "primary, " : "")
                + status.text() + ")";
    }
}

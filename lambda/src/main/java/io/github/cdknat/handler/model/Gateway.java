package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Ipv4;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A NAT gateway as {@code DescribeNatGateways} showed it at one moment.
 *
 * @param state pending, failed, available, deleting or deleted
 * @param connectivityType private or public
 * @param availabilityMode zonal or regional; empty if EC2 does not say, as for gateways older than the distinction
 * @param addresses in numerical order, because EC2 promises none
 */
public record Gateway(
        String id,
        String state,
        String connectivityType,
        String availabilityMode,
        String subnetId,
        List<GatewayAddress> addresses) {
    public Gateway {
        addresses = addresses.stream().sorted(GatewayAddress.ORDER).toList();
    }

    public boolean isGone() {
        return List.of("deleting", "deleted", "failed").contains(state);
    }

    /** The primary address; an only address is the primary one even if EC2 does not say so. */
    public Optional<Ipv4> primary() {
        if (addresses.size() == 1) {
            return addresses.get(0).address();
        }
        return addresses.stream().filter(GatewayAddress::primary).findFirst().flatMap(GatewayAddress::address);
    }

    public boolean isPrimary(Ipv4 address) {
        return primary().filter(address::equals).isPresent();
    }

    public Optional<GatewayAddress> find(Ipv4 address) {
        return addresses.stream()
                .filter(entry -> entry.address().filter(address::equals).isPresent())
                .findFirst();
    }

    public AddressStatus status(Ipv4 address) {
        return find(address).map(GatewayAddress::status).orElse(AddressStatus.UNKNOWN);
    }

    public boolean has(Ipv4 address) {
        return find(address).isPresent();
    }

    public boolean serves(Ipv4 address) {
        return status(address) == AddressStatus.SUCCEEDED;
    }

    public boolean servesAll(Collection<Ipv4> wanted) {
        return wanted.stream().allMatch(this::serves);
    }

    /** Those of the addresses that are on the gateway with a status that fits. */
    public SortedSet<Ipv4> among(Collection<Ipv4> wanted, Predicate<AddressStatus> fits) {
        return Ipv4.sorted(wanted.stream()
                .filter(address -> has(address) && fits.test(status(address)))
                .toList());
    }

    public List<GatewayAddress> changing() {
        return addresses.stream().filter(entry -> entry.status().isChanging()).toList();
    }

    public boolean isChanging() {
        return addresses.stream().anyMatch(entry -> entry.status().isChanging());
    }

    public boolean isDraining() {
        return addresses.stream().anyMatch(entry -> entry.status().isDraining());
    }

    public String networkInterfaceId() {
        return addresses.stream()
                .map(GatewayAddress::networkInterfaceId)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** "10.0.1.4 (primary, succeeded), 10.0.1.5 (unassigning)". */
    public static String describe(Collection<GatewayAddress> addresses) {
        return addresses.stream().map(GatewayAddress::toString).collect(Collectors.joining(", "));
    }
}

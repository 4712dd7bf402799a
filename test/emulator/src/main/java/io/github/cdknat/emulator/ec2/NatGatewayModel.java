package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.PastAnswers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One NAT gateway: its state, its addresses, and what describe calls have shown of it lately. */
final class NatGatewayModel {
    /** One address of the gateway. */
    static final class Address {
        final IPv4Address ip;
        final boolean primary;
        String status;
        /** Why it failed; null if it did not. */
        String failure;

        Address(IPv4Address ip, boolean primary, String status) {
            this.ip = ip;
            this.primary = primary;
            this.status = status;
        }
    }

    final String id;
    final SubnetModel subnet;
    final String connectivity;
    final String networkInterfaceId;
    final Instant created;
    final TreeMap<IPv4Address, Address> addresses = new TreeMap<>();
    String availabilityMode = "zonal";
    String state = "pending";
    String failureCode = "";
    String failureMessage = "";
    Instant deleted;
    private final PastAnswers<Map<String, Object>> answers = new PastAnswers<>();
    private List<Object> lastItems = List.of();

    NatGatewayModel(String id, SubnetModel subnet, String connectivity, String networkInterfaceId, Instant created) {
        this.id = id;
        this.subnet = subnet;
        this.connectivity = connectivity;
        this.networkInterfaceId = networkInterfaceId;
        this.created = created;
    }

    boolean isAny(String status) {
        return addresses.values().stream().anyMatch(address -> address.status.equals(status));
    }

    /** Puts an address on the gateway and takes it out of the subnet. */
    Address add(IPv4Address ip, boolean primary, String status) {
        Address address = new Address(ip, primary, status);
        addresses.put(ip, address);
        subnet.take(ip, networkInterfaceId);
        return address;
    }

    /** Gives an address back to the subnet, if it is still this one. */
    void remove(Address address) {
        if (addresses.remove(address.ip, address)) {
            subnet.release(address.ip);
        }
    }

    void removeAll() {
        List.copyOf(addresses.values()).forEach(this::remove);
    }

    /** Remembers what a describe call would show from now on. */
    void changed(Instant now, Ec2Options options) {
        answers.add(now, shown(options));
    }

    /** A describe call shows nothing of it any more. */
    void forgotten(Instant now) {
        answers.add(now, Map.of());
    }

    /** What a describe call showed at that moment; null if the gateway was not there yet, or no longer. */
    Map<String, Object> shownAt(Instant moment) {
        return answers.at(moment).filter(shown -> !shown.isEmpty()).orElse(null);
    }

    private Members shown(Ec2Options options) {
        return new Members()
                .with("natGatewayId", id)
                .with("state", state)
                .with("connectivityType", connectivity)
                .withIf(options.availabilityModeReported, "availabilityMode", availabilityMode)
                .with("subnetId", subnet.id)
                .with("vpcId", subnet.vpcId)
                .with("createTime", created.toString())
                .with("deleteTime", deleted == null ? null : deleted.toString())
                .withIf(state.equals("failed"), "failureCode", failureCode)
                .withIf(state.equals("failed"), "failureMessage", failureMessage)
                .with("natGatewayAddressSet", items(options));
    }

    private List<Object> items(Ec2Options options) {
        boolean ended = state.equals("failed") || state.equals("deleted");
        if (!ended || !options.endedShowAddresses) {
            lastItems = addresses.values().stream()
                    .map(address -> (Object) item(address, options))
                    .toList();
        }
        boolean empty = options.pendingShowsEmptyAddress && state.equals("pending") && connectivity.equals("private");
        return empty ? List.of(Map.of()) : lastItems;
    }

    Members item(Address address, Ec2Options options) {
        return new Members()
                .with("networkInterfaceId", networkInterfaceId)
                .with("privateIp", address.ip.toString())
                .withIf(options.primaryReported, "isPrimary", String.valueOf(address.primary))
                .withIf(options.statusReported, "status", address.status)
                .with("failureMessage", address.failure);
    }
}

package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Ipv4;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One NAT gateway: its state, its addresses, and what describe calls have shown of it lately. */
final class NatGatewayModel {
    /** One address of the gateway. */
    static final class Address {
        final Ipv4 ip;
        final boolean primary;
        String status;
        String failure = "";

        Address(Ipv4 ip, boolean primary, String status) {
            this.ip = ip;
            this.primary = primary;
            this.status = status;
        }
    }

    private record Snapshot(Instant at, Map<String, Object> shown) {}

    private static final int SNAPSHOTS = 64;

    final String id;
    final Subnetwork subnet;
    final String connectivity;
    final String networkInterfaceId;
    final TreeMap<Ipv4, Address> addresses = new TreeMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    String availabilityMode = "zonal";
    String state = "pending";
    private final Deque<Snapshot> history = new ArrayDeque<>();

    NatGatewayModel(String id, Subnetwork subnet, String connectivity, String networkInterfaceId) {
        this.id = id;
        this.subnet = subnet;
        this.connectivity = connectivity;
        this.networkInterfaceId = networkInterfaceId;
    }

    boolean isAny(String status) {
        return addresses.values().stream().anyMatch(address -> address.status.equals(status));
    }

    /** Remembers what a describe call would show from now on. */
    void changed(Instant now, boolean primaryReported) {
        history.addLast(new Snapshot(now, shown(primaryReported)));
        if (history.size() > SNAPSHOTS) {
            history.removeFirst();
        }
    }

    /** What a describe call showed at that moment; null if there was nothing yet. */
    Map<String, Object> shownAt(Instant moment) {
        Map<String, Object> shown = null;
        for (Snapshot snapshot : history) {
            if (snapshot.at().isAfter(moment)) {
                break;
            }
            shown = snapshot.shown();
        }
        return shown;
    }

    private Map<String, Object> shown(boolean primaryReported) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("natGatewayId", id);
        shown.put("state", state);
        shown.put("connectivityType", connectivity);
        shown.put("availabilityMode", availabilityMode);
        shown.put("subnetId", subnet.subnet.id());
        shown.put("vpcId", subnet.vpcId);
        List<Object> set = new ArrayList<>();
        addresses.values().forEach(address -> set.add(item(address, primaryReported)));
        shown.put("natGatewayAddressSet", set);
        List<Object> tagSet = new ArrayList<>();
        tags.forEach((key, value) -> tagSet.add(Map.of("key", key, "value", value)));
        shown.put("tagSet", tagSet);
        return shown;
    }

    Map<String, Object> item(Address address, boolean primaryReported) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("networkInterfaceId", networkInterfaceId);
        item.put("privateIp", address.ip.toString());
        if (primaryReported) {
            item.put("isPrimary", String.valueOf(address.primary));
        }
        item.put("status", address.status);
        if (!address.failure.isEmpty()) {
            item.put("failureMessage", address.failure);
        }
        return item;
    }
}

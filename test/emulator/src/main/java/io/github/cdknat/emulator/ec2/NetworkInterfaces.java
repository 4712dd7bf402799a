package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The network interfaces that hold the subnets' addresses: one a gateway or instance, with all its addresses. */
record NetworkInterfaces(
        EmulatedAccount account, VpcModel network, Pagination pages, Function<String, Optional<String>> gatewayOf) {
    /** "You cannot specify this parameter and the network interface IDs parameter in the same request" (API, MaxResults). */
    RequestHandling.Outcome describe(ApiCall call) {
        List<?> ids = call.list("NetworkInterfaceId");
        if (!ids.isEmpty() && call.text("MaxResults") != null) {
            throw new ApiFaultException(
                    "InvalidParameterCombination",
                    "The parameter NetworkInterfaceId cannot be used with the parameter MaxResults");
        }
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        List<Map<String, Object>> found = new ArrayList<>();
        for (SubnetModel subnet : network.subnets()) {
            subnet.holders().forEach((id, addresses) -> {
                all.put(id, shown(subnet, id, addresses));
                if ((ids.isEmpty() || ids.contains(id)) && Filters.pass(call, facts(subnet, id, addresses), Map.of())) {
                    found.add(all.get(id));
                }
            });
        }
        for (Object id : ids) {
            if (!all.containsKey(id.toString())) {
                throw new ApiFaultException(
                        "InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '" + id + "' does not exist");
            }
        }
        return pages.outcome(call, "networkInterfaceSet", found);
    }

    private Map<String, List<String>> facts(SubnetModel subnet, String id, List<IPv4Address> addresses) {
        Map<String, List<String>> facts = Filters.facts("network-interface-id", id, "subnet-id", subnet.id);
        facts.putAll(Filters.facts("interface-type", type(id), "description", description(id), "status", "in-use"));
        facts.putAll(Filters.facts("owner-id", account.account(), "requester-managed", isGateways(id)));
        facts.putAll(Filters.facts("vpc-id", subnet.vpcId, "availability-zone", subnet.zone));
        facts.putAll(Filters.facts("addresses.private-ip-address", addresses, "private-ip-address", addresses.get(0)));
        return facts;
    }

    private boolean isGateways(String id) {
        return gatewayOf.apply(id).isPresent();
    }

    private String type(String id) {
        return isGateways(id) ? "nat_gateway" : "interface";
    }

    private String description(String id) {
        return gatewayOf.apply(id).map("Interface for NAT Gateway "::concat).orElse("");
    }

    private Members shown(SubnetModel subnet, String id, List<IPv4Address> addresses) {
        List<Map<String, String>> all = addresses.stream()
                .map(address -> Map.of(
                        "privateIpAddress", address.toString(),
                        "primary", String.valueOf(address.equals(addresses.get(0)))))
                .toList();
        return new Members()
                .with("networkInterfaceId", id)
                .with("subnetId", subnet.id)
                .with("vpcId", subnet.vpcId)
                .with("availabilityZone", subnet.zone)
                .with("status", "in-use")
                .with("interfaceType", type(id))
                .with("description", description(id))
                .with("requesterManaged", String.valueOf(isGateways(id)))
                .with("ownerId", account.account())
                .with("groupSet", List.of())
                .with("privateIpAddress", addresses.get(0).toString())
                .with("privateIpAddressesSet", all);
    }
}

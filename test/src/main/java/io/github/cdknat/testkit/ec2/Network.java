package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiFaultException;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** VPCs, subnets, and the network interfaces that hold their addresses. */
final class Network {
    private final World world;
    private final Map<String, String> vpcs = new LinkedHashMap<>();
    private final Map<String, Subnetwork> subnets = new LinkedHashMap<>();

    Network(World world) {
        this.world = world;
    }

    String createVpc(String cidr) {
        String id = "vpc-" + world.lot().hex(17);
        vpcs.put(id, cidr);
        return id;
    }

    String createSubnet(String vpcId, String cidr) {
        if (!vpcs.containsKey(vpcId)) {
            throw new ApiFaultException(400, "InvalidVpcID.NotFound", "The vpc ID '" + vpcId + "' does not exist");
        }
        String id = "subnet-" + world.lot().hex(17);
        subnets.put(id, new Subnetwork(EmbeddedEc2.subnet(id, cidr), vpcId));
        return id;
    }

    Subnetwork subnet(String id) {
        Subnetwork subnet = subnets.get(id);
        if (subnet == null) {
            throw new ApiFaultException(400, "InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
        }
        return subnet;
    }

    Endpoint.Outcome handle(ApiCall call) {
        return switch (call.action()) {
            case "CreateVpc" ->
                Endpoint.Outcome.changed(EmbeddedEc2.body("vpc", vpc(createVpc(call.text("CidrBlock")))));
            case "DescribeVpcs" ->
                Endpoint.Outcome.read(EmbeddedEc2.body(
                        "vpcSet",
                        vpcs.keySet().stream()
                                .filter(id -> call.list("VpcId").isEmpty()
                                        || call.list("VpcId").contains(id))
                                .map(this::vpc)
                                .toList()));
            case "DeleteVpc" -> {
                vpcs.remove(call.text("VpcId"));
                yield Endpoint.Outcome.changed(EmbeddedEc2.body("return", "true"));
            }
            case "CreateSubnet" ->
                Endpoint.Outcome.changed(EmbeddedEc2.body(
                        "subnet", shown(subnet(createSubnet(call.text("VpcId"), call.text("CidrBlock"))))));
            case "DescribeSubnets" ->
                Endpoint.Outcome.read(EmbeddedEc2.body(
                        "subnetSet", found(call).stream().map(Network::shown).toList()));
            case "DeleteSubnet" -> {
                subnets.remove(call.text("SubnetId"));
                yield Endpoint.Outcome.changed(EmbeddedEc2.body("return", "true"));
            }
            case "CreateSubnetCidrReservation" ->
                Endpoint.Outcome.changed(EmbeddedEc2.body("subnetCidrReservation", reserve(call)));
            case "GetSubnetCidrReservations" ->
                Endpoint.Outcome.read(
                        EmbeddedEc2.body("subnetIpv4CidrReservationSet", reservations(subnet(call.text("SubnetId")))));
            default -> Endpoint.Outcome.read(EmbeddedEc2.body("networkInterfaceSet", interfaces(call)));
        };
    }

    private List<Subnetwork> found(ApiCall call) {
        List<?> ids = call.list("SubnetId");
        ids.forEach(id -> subnet(id.toString()));
        return subnets.values().stream()
                .filter(subnet -> ids.isEmpty() || ids.contains(subnet.subnet.id()))
                .filter(subnet -> EmbeddedEc2.passesFilters(
                        call, Map.of("subnet-id", List.of(subnet.subnet.id()), "vpc-id", List.of(subnet.vpcId))))
                .toList();
    }

    private List<Object> interfaces(ApiCall call) {
        List<Object> found = new ArrayList<>();
        subnets.values()
                .forEach(subnet -> subnet.taken.forEach((address, owner) -> {
                    if (EmbeddedEc2.passesFilters(
                            call,
                            Map.of(
                                    "subnet-id", List.of(subnet.subnet.id()),
                                    "addresses.private-ip-address", List.of(address.toString())))) {
                        found.add(networkInterface(subnet, address.toString(), owner));
                    }
                }));
        return found;
    }

    private static Map<String, Object> networkInterface(Subnetwork subnet, String address, String owner) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("networkInterfaceId", owner);
        shown.put("subnetId", subnet.subnet.id());
        shown.put("privateIpAddress", address);
        shown.put("privateIpAddressesSet", List.of(Map.of("privateIpAddress", address)));
        return shown;
    }

    /** "prefix" keeps AWS from assigning single addresses out of the range, "explicit" from assigning them by itself. */
    private Map<String, Object> reserve(ApiCall call) {
        Subnetwork subnet = subnet(call.text("SubnetId"));
        String cidr = call.text("Cidr");
        if (Cidr.parse(cidr).filter(subnet.subnet.range()::contains).isEmpty()) {
            throw EmbeddedEc2.invalid("Value (" + cidr + ") for parameter cidr is invalid.");
        }
        subnet.reservations.put(cidr, call.text("ReservationType"));
        return reservation(subnet, cidr);
    }

    private static List<Object> reservations(Subnetwork subnet) {
        return subnet.reservations.keySet().stream()
                .map(cidr -> (Object) reservation(subnet, cidr))
                .toList();
    }

    private static Map<String, Object> reservation(Subnetwork subnet, String cidr) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subnetId", subnet.subnet.id());
        shown.put("cidr", cidr);
        shown.put("reservationType", subnet.reservations.get(cidr));
        return shown;
    }

    private Map<String, Object> vpc(String id) {
        return new LinkedHashMap<>(Map.of("vpcId", id, "cidrBlock", vpcs.get(id), "state", "available"));
    }

    private static Map<String, Object> shown(Subnetwork subnet) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subnetId", subnet.subnet.id());
        shown.put("vpcId", subnet.vpcId);
        shown.put("cidrBlock", subnet.subnet.cidr());
        shown.put("availableIpAddressCount", String.valueOf(subnet.available()));
        shown.put("state", "available");
        return shown;
    }
}

package io.github.cdknat.simulation.inprocess;

import static io.github.cdknat.simulation.inprocess.RoleClient.objects;
import static io.github.cdknat.simulation.inprocess.RoleClient.text;

import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Subnet;
import io.github.cdknat.handler.model.SubnetUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handler's EC2 port over an emulated EC2, without HTTP in between. */
public final class InProcessEc2 implements Ec2 {
    private static final String PAGE = "1000";

    private final RoleClient caller;

    public InProcessEc2(ApiService ec2, String principal) {
        this.caller = new RoleClient(ec2, "ec2", principal);
    }

    @Override
    public Reply<Optional<Gateway>> describeGateway(String natGatewayId) {
        Reply<Optional<Gateway>> reply = caller.read(
                        "DescribeNatGateways", Map.of("NatGatewayId", List.of(natGatewayId)))
                .map(body -> objects(body, "natGatewaySet").stream().findFirst().map(InProcessEc2::gateway));
        return reply instanceof Reply.Rejected<Optional<Gateway>> refusal && refusal.kind() == ErrorKind.NOT_FOUND
                ? new Reply.Answer<>(Optional.empty(), refusal.requestId())
                : reply;
    }

    @Override
    public Reply<Optional<Subnet>> describeSubnet(String subnetId) {
        return caller.read("DescribeSubnets", Map.of("SubnetId", List.of(subnetId)))
                .map(body -> objects(body, "subnetSet").stream()
                        .findFirst()
                        .flatMap(subnet -> Subnet.of(subnetId, text(subnet, "cidrBlock"))));
    }

    @Override
    public Reply<SubnetUsage> describeNeighbourhood(String subnetId) {
        Reply<List<Map<String, Object>>> subnets =
                caller.pages("DescribeSubnets", Map.of("SubnetId", List.of(subnetId)), "subnetSet");
        Reply<List<Map<String, Object>>> reservations = caller.pages(
                "GetSubnetCidrReservations",
                Map.of("SubnetId", subnetId, "MaxResults", PAGE),
                "subnetIpv4CidrReservationSet");
        Reply<List<Map<String, Object>>> interfaces = caller.pages(
                "DescribeNetworkInterfaces",
                Map.of("Filter", List.of(Map.of("Name", "subnet-id", "Value", List.of(subnetId))), "MaxResults", PAGE),
                "networkInterfaceSet");
        if (!(subnets instanceof Reply.Answer<List<Map<String, Object>>> found)) {
            return subnets.map(none -> null);
        }
        if (!(reservations instanceof Reply.Answer<List<Map<String, Object>>> reserved)) {
            return reservations.map(none -> null);
        }
        return interfaces.map(all -> neighbourhood(
                Subnet.of(subnetId, text(found.value().get(0), "cidrBlock")).orElseThrow(), all, reserved.value()));
    }

    private static SubnetUsage neighbourhood(
            Subnet subnet, List<Map<String, Object>> interfaces, List<Map<String, Object>> reservations) {
        List<Ipv4> taken = new ArrayList<>();
        interfaces.forEach(found -> objects(found, "privateIpAddressesSet")
                .forEach(item -> Ipv4.parse(text(item, "privateIpAddress")).ifPresent(taken::add)));
        return SubnetUsage.of(
                subnet,
                taken,
                reservations.stream()
                        .filter(found -> text(found, "reservationType").equals("prefix"))
                        .flatMap(found -> Cidr.parse(text(found, "cidr")).stream())
                        .toList());
    }

    @Override
    public Reply<Boolean> change(String natGatewayId, AddressChange intention) {
        return caller.once(action(intention), parameters(natGatewayId, intention))
                .map(body -> true);
    }

    @Override
    public Reply<Boolean> mayChange(String natGatewayId, AddressChange intention) {
        Map<String, Object> parameters = parameters(natGatewayId, intention);
        parameters.put("DryRun", "true");
        Reply<Boolean> reply = caller.once(action(intention), parameters).map(body -> true);
        return reply instanceof Reply.Rejected<Boolean> refusal
                        && refusal.code().equals("DryRunOperation")
                ? new Reply.Answer<>(true, refusal.requestId())
                : reply;
    }

    private static String action(AddressChange intention) {
        return intention.assigns() ? "AssignPrivateNatGatewayAddress" : "UnassignPrivateNatGatewayAddress";
    }

    private static Map<String, Object> parameters(String natGatewayId, AddressChange intention) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("NatGatewayId", natGatewayId);
        parameters.put(
                "PrivateIpAddress",
                intention.addresses().stream().map(Ipv4::toString).toList());
        if (!intention.assigns()) {
            parameters.put("MaxDrainDurationSeconds", String.valueOf(intention.drainSeconds()));
        }
        return parameters;
    }

    private static Gateway gateway(Map<String, Object> found) {
        return new Gateway(
                text(found, "natGatewayId"),
                text(found, "state"),
                text(found, "connectivityType"),
                text(found, "availabilityMode"),
                text(found, "subnetId"),
                objects(found, "natGatewayAddressSet").stream()
                        .map(InProcessEc2::address)
                        .toList());
    }

    private static GatewayAddress address(Map<String, Object> found) {
        return new GatewayAddress(
                Ipv4.parse(text(found, "privateIp")),
                AddressStatus.of(text(found, "status")),
                text(found, "isPrimary").equals("true"),
                text(found, "failureMessage"),
                text(found, "networkInterfaceId"));
    }
}

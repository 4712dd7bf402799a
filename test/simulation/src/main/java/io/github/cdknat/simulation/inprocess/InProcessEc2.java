package io.github.cdknat.simulation.inprocess;

import static io.github.cdknat.simulation.inprocess.RoleClient.objects;
import static io.github.cdknat.simulation.inprocess.RoleClient.text;

import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.handler.aws.Refused;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.plan.AddressStatus;
import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.handler.plan.Gateway;
import io.github.cdknat.handler.plan.GatewayAddress;
import io.github.cdknat.handler.plan.Intention;
import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.handler.plan.Neighbourhood;
import io.github.cdknat.handler.plan.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handler's EC2 port over an embedded EC2, without HTTP in between. */
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
        return reply instanceof Reply.Refusal<Optional<Gateway>> refusal && refusal.kind() == Refused.NOT_FOUND
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
    public Reply<Neighbourhood> describeNeighbourhood(String subnetId) {
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

    private static Neighbourhood neighbourhood(
            Subnet subnet, List<Map<String, Object>> interfaces, List<Map<String, Object>> reservations) {
        List<Ipv4> taken = new ArrayList<>();
        interfaces.forEach(found -> objects(found, "privateIpAddressesSet")
                .forEach(item -> Ipv4.parse(text(item, "privateIpAddress")).ifPresent(taken::add)));
        return Neighbourhood.of(
                subnet,
                taken,
                reservations.stream()
                        .filter(found -> text(found, "reservationType").equals("prefix"))
                        .flatMap(found -> Cidr.parse(text(found, "cidr")).stream())
                        .toList());
    }

    @Override
    public Reply<Boolean> change(String natGatewayId, Intention intention) {
        return caller.once(action(intention), parameters(natGatewayId, intention))
                .map(body -> true);
    }

    @Override
    public Reply<Boolean> mayChange(String natGatewayId, Intention intention) {
        Map<String, Object> parameters = parameters(natGatewayId, intention);
        parameters.put("DryRun", "true");
        Reply<Boolean> reply = caller.once(action(intention), parameters).map(body -> true);
        return reply instanceof Reply.Refusal<Boolean> refusal && refusal.code().equals("DryRunOperation")
                ? new Reply.Answer<>(true, refusal.requestId())
                : reply;
    }

    private static String action(Intention intention) {
        return intention.assigns() ? "AssignPrivateNatGatewayAddress" : "UnassignPrivateNatGatewayAddress";
    }

    private static Map<String, Object> parameters(String natGatewayId, Intention intention) {
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

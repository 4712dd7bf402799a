package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.client.ServiceContract;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/** EC2, in a world that has one private gateway with primary address 10.0.1.4 in subnet 10.0.1.0/24. */
abstract class Ec2Contract extends ServiceContract {
    static final String ASSIGN = "AssignPrivateNatGatewayAddress";
    static final String UNASSIGN = "UnassignPrivateNatGatewayAddress";
    static final String DESCRIBE = "DescribeNatGateways";

    EmulatedAccount account;
    EmbeddedEc2 ec2;
    String gateway;

    @BeforeEach
    void buildTheWorld() {
        account = EmulatedAccount.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 5);
        ec2 = new EmbeddedEc2(account, authorizer(), new Ec2Options());
        gateway = ec2.privateGateway(1);
        connect("ec2", ec2);
    }

    Authorizer authorizer() {
        return Authorizer.ALLOW_ALL;
    }

    String refusalCode(String action, Object... namesAndValues) {
        return code(refusal(action, namesAndValues));
    }

    static String code(String refusal) {
        return refusal.replaceFirst(":.*", "");
    }

    String refusedAssign(String... addresses) {
        return refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of(addresses));
    }

    String refusedUnassign(String... addresses) {
        return refusal(UNASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of(addresses));
    }

    Map<String, Object> assign(String... addresses) {
        return ok(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of(addresses));
    }

    Map<String, Object> unassign(int seconds, String... addresses) {
        Object[] drain = {"MaxDrainDurationSeconds", seconds};
        return ok(UNASSIGN, after(drain, "NatGatewayId", gateway, "PrivateIpAddress", List.of(addresses)));
    }

    String vpc(String cidr) {
        return made(ok("CreateVpc", "CidrBlock", cidr), "vpc").get("vpcId").toString();
    }

    String subnet(String vpc, String cidr) {
        return made(ok("CreateSubnet", "VpcId", vpc, "CidrBlock", cidr), "subnet")
                .get("subnetId")
                .toString();
    }

    /** The gateway's subnet. */
    String subnet() {
        return (String) described().get("subnetId");
    }

    void reserve(String cidr, String type) {
        ok("CreateSubnetCidrReservation", "SubnetId", subnet(), "Cidr", cidr, "ReservationType", type);
    }

    /** A gateway as CreateNatGateway shows it. */
    Map<String, Object> create(String subnet, Object... namesAndValues) {
        return made(ok("CreateNatGateway", after(namesAndValues, "SubnetId", subnet)), "natGateway");
    }

    /** A public gateway that was there before. */
    String existingPublic() {
        String id = "nat-0123456789abcdef0";
        ec2.existing(
                new GatewayFixture(id, "subnet-1", "vpc-1", "10.7.1.0/24", "available", "public", "zonal", List.of()));
        return id;
    }

    /** The id of a new private gateway. */
    String createPrivate(String subnet, Object... namesAndValues) {
        return (String) create(subnet, after(namesAndValues, "ConnectivityType", "private"))
                .get("natGatewayId");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> made(Map<String, Object> body, String element) {
        return (Map<String, Object>) body.get(element);
    }

    /** Assigns, and waits until they serve. */
    void serve(String... addresses) {
        assign(addresses);
        pass(20);
    }

    /** The gateway as describe shows it. */
    Map<String, Object> described() {
        return items(ok(DESCRIBE, "NatGatewayId", List.of(gateway)), "natGatewaySet")
                .get(0);
    }

    /** Addresses and statuses as describe shows them: "10.0.1.4" to "succeeded". */
    Map<String, String> statuses() {
        return items(described(), "natGatewayAddressSet").stream()
                .collect(Collectors.toMap(
                        item -> (String) item.get("privateIp"), item -> String.valueOf(item.get("status"))));
    }

    void pass(int seconds) {
        account.clock().pass(Duration.ofSeconds(seconds));
    }

    /** One member of what a describe call finds with that filter. */
    List<Object> found(String action, String element, String member, String filter, String... values) {
        return each(ok(action, "Filter", List.of(filter(filter, values))), element, member);
    }

    static Map<String, Object> filter(String name, String... values) {
        return Map.of("Name", name, "Value", List.of(values));
    }
}

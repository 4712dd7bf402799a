package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.client.CallResults;
import io.github.cdknat.emulator.client.Transport;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.http.EmulatorServer;
import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * EC2's rules as a client meets them: every test below runs against the model in process, and against the HTTP server through the AWS
 * SDK; both must give the same answers. The world has one private gateway with primary address 10.0.1.4 in subnet 10.0.1.0/24.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
abstract class Ec2Contract {
    static final String ASSIGN = "AssignPrivateNatGatewayAddress";
    static final String UNASSIGN = "UnassignPrivateNatGatewayAddress";
    static final String DESCRIBE = "DescribeNatGateways";
    static final String ROLE = "arn:aws:iam::123456789012:role/tester";

    @Parameter
    Transport way;

    EmulatedAccount account;
    EmbeddedEc2 ec2;
    String gateway;
    private final EmulatorServer door = new EmulatorServer();
    private CallResults answers;

    @BeforeEach
    void buildTheWorld() {
        account = EmulatedAccount.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 5);
        ec2 = new EmbeddedEc2(account, authorizer(), new Ec2Options());
        gateway = ec2.privateGateway(1);
        answers = new CallResults(way.probe(door, "ec2", ec2, ROLE));
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    Authorizer authorizer() {
        return Authorizer.ALLOW_ALL;
    }

    ApiReply reply(String action, Object... namesAndValues) {
        return answers.reply(action, namesAndValues);
    }

    Map<String, Object> ok(String action, Object... namesAndValues) {
        return answers.ok(action, namesAndValues);
    }

    String refusal(String action, Object... namesAndValues) {
        return answers.refusal(action, namesAndValues);
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
        return ok(
                UNASSIGN,
                "NatGatewayId",
                gateway,
                "PrivateIpAddress",
                List.of(addresses),
                "MaxDrainDurationSeconds",
                seconds);
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
        return made(ok("CreateNatGateway", CallResults.after(namesAndValues, "SubnetId", subnet)), "natGateway");
    }

    /** The id of a new private gateway. */
    String createPrivate(String subnet, Object... namesAndValues) {
        return (String) create(subnet, CallResults.after(namesAndValues, "ConnectivityType", "private"))
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
        Instant until = account.now().plusSeconds(seconds);
        account.clock().runUntil(() -> false, until);
        account.clock().advance(Duration.between(account.now(), until));
    }

    /** One member of what a describe call finds with that filter. */
    List<Object> found(String action, String element, String member, String filter, String... values) {
        return each(ok(action, "Filter", List.of(filter(filter, values))), element, member);
    }

    static Map<String, Object> filter(String name, String... values) {
        return Map.of("Name", name, "Value", List.of(values));
    }

    static List<Map<String, Object>> items(Map<String, Object> body, String element) {
        return CallResults.items(body, element);
    }

    static List<Object> each(Map<String, Object> body, String element, String member) {
        return CallResults.each(body, element, member);
    }
}

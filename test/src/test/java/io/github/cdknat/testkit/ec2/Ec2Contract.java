package io.github.cdknat.testkit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.testkit.http.FrontDoor;
import io.github.cdknat.testkit.iam.Authorizer;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.VirtualClock;
import io.github.cdknat.testkit.kernel.World;
import io.github.cdknat.testkit.probe.Probe;
import io.github.cdknat.testkit.probe.SdkProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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
    enum Way {
        IN_PROCESS,
        THROUGH_THE_SDK
    }

    static final String ASSIGN = "AssignPrivateNatGatewayAddress";
    static final String UNASSIGN = "UnassignPrivateNatGatewayAddress";
    static final String DESCRIBE = "DescribeNatGateways";
    static final String ROLE = "arn:aws:iam::123456789012:role/tester";

    @Parameter
    Way way;

    World world;
    EmbeddedEc2 ec2;
    String gateway;
    private FrontDoor door;
    private Probe probe;

    @BeforeEach
    void buildTheWorld() {
        world = World.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 5);
        ec2 = new EmbeddedEc2(world, authorizer(), new Ec2Switches());
        gateway = ec2.privateGateway(1);
        if (way == Way.IN_PROCESS) {
            probe = Probe.inProcess(ec2, "ec2", ROLE);
        } else {
            door = new FrontDoor();
            door.register("ec2", ec2);
            probe = SdkProbe.ec2(door, ROLE);
        }
    }

    @AfterEach
    void closeTheDoor() {
        if (door != null) {
            door.close();
        }
    }

    Authorizer authorizer() {
        return Authorizer.ALLOW_ALL;
    }

    /** Calls with parameters given as name, value, name, value. */
    ApiReply reply(String action, Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return probe.call(action, parameters);
    }

    /** The body of a call that has to be carried out. */
    Map<String, Object> ok(String action, Object... namesAndValues) {
        ApiReply reply = reply(action, namesAndValues);
        assertThat(reply).as(action).isInstanceOf(ApiReply.Ok.class);
        return ((ApiReply.Ok) reply).body();
    }

    /** Status, code and message of a call that has to be refused. */
    String refusal(String action, Object... namesAndValues) {
        ApiReply reply = reply(action, namesAndValues);
        assertThat(reply).as(action).isInstanceOf(ApiReply.Fault.class);
        ApiReply.Fault fault = (ApiReply.Fault) reply;
        return fault.status() + " " + fault.code() + ": " + fault.message();
    }

    String refusalCode(String action, Object... namesAndValues) {
        return refusal(action, namesAndValues).replaceFirst(":.*", "");
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
        Instant until = world.clock().now().plusSeconds(seconds);
        world.clock().runUntil(() -> false, until);
        world.clock().advance(Duration.between(world.clock().now(), until));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> items(Map<String, Object> body, String element) {
        return (List<Map<String, Object>>) body.getOrDefault(element, List.of());
    }

    /** One member of every item. */
    static List<Object> each(Map<String, Object> body, String element, String member) {
        return items(body, element).stream().map(item -> item.get(member)).toList();
    }
}

package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.client.ApiClient;
import io.github.cdknat.emulator.client.Transport;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.http.EmulatorServer;
import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One long conversation, in process and through the SDK: the same world gives the same answers, member by member. */
class SameAnswersTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/tester";

    @Test
    void bothWaysGiveTheSameAnswersToTheLastMember() {
        assertThat(talk(Transport.THROUGH_THE_SDK)).hasSize(16).isEqualTo(talk(Transport.IN_PROCESS));
    }

    private static List<Object> talk(Transport way) {
        EmulatedAccount account = EmulatedAccount.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 5);
        EmbeddedEc2 ec2 = new EmbeddedEc2(account, Authorizer.ALLOW_ALL, new Ec2Options());
        try (EmulatorServer door = new EmulatorServer()) {
            return new Talk(account, ec2, way.probe(door, "ec2", ec2, ROLE), new ArrayList<>()).all();
        }
    }

    private record Talk(EmulatedAccount account, EmbeddedEc2 ec2, ApiClient probe, List<Object> answers) {
        List<Object> all() {
            Object tags = List.of(Map.of("ResourceType", "vpc", "Tag", List.of(Map.of("Key", "<&>\"'", "Value", ""))));
            String vpc = id(say("CreateVpc", Map.of("CidrBlock", "10.0.0.0/16", "TagSpecification", tags)), "vpc");
            String subnet = id(say("CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", "10.0.1.0/24")), "subnet");
            Map<String, Object> asked = Map.of("SubnetId", subnet, "ConnectivityType", "private", "ClientToken", "t");
            String gateway = id(say("CreateNatGateway", asked), "natGateway");
            account.clock().advance(Duration.ofSeconds(60));
            ec2.gateways().failNext("10.0.1.21", "no <reason> & none");
            say(
                    Ec2Contract.ASSIGN,
                    Map.of("NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.21", "10.0.1.20")));
            say(Ec2Contract.DESCRIBE, Map.of("NatGatewayId", List.of(gateway)));
            account.clock().advance(Duration.ofSeconds(20));
            say(Ec2Contract.DESCRIBE, Map.of());
            say(Ec2Contract.ASSIGN, Map.of("NatGatewayId", gateway, "PrivateIpAddressCount", "2"));
            say(Ec2Contract.ASSIGN, Map.of("NatGatewayId", gateway, "PrivateIpAddressCount", "99"));
            account.clock().advance(Duration.ofSeconds(20));
            say(Ec2Contract.UNASSIGN, Map.of("NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20")));
            say("DescribeSubnets", Map.of("SubnetId", List.of(subnet)));
            say("DescribeVpcs", Map.of("MaxResults", "5"));
            say("DescribeNetworkInterfaces", Map.of());
            say("DescribeTags", Map.of());
            say("DeleteNatGateway", Map.of("NatGatewayId", gateway));
            account.clock().advance(Duration.ofSeconds(30));
            say(Ec2Contract.DESCRIBE, Map.of("NatGatewayId", List.of(gateway)));
            say(Ec2Contract.DESCRIBE, Map.of("NatGatewayId", List.of("nat-0123456789abcdef0")));
            return answers;
        }

        private Map<String, Object> say(String action, Map<String, Object> parameters) {
            ApiReply reply = probe.call(action, parameters);
            answers.add(reply instanceof ApiReply.Ok ok ? List.of(ok.requestId(), ok.body()) : reply);
            return reply instanceof ApiReply.Ok ok ? ok.body() : Map.of();
        }

        private static String id(Map<String, Object> body, String element) {
            Map<?, ?> made = (Map<?, ?>) body.get(element);
            return String.valueOf(made.get(element + "Id"));
        }
    }
}

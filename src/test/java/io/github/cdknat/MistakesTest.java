package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * What people get wrong, and the one sentence that they are told at synthesis. One table of more lines than a file should have: whoever
 * words a message reads the others.
 */
class MistakesTest {
    private static final String IPV4 = " (IPv4, four decimal numbers 0..255 without leading zeros); ";
    private static final String CIDR = " (CIDR notation without set host bits, such as 10.0.1.16/28); ";
    private static final String ID = " (nat- and up to 60 letters or digits); ";
    private static final String COUNT = " (0..7 with addressLimit 8, which counts the primary one); ";
    private static final String NO_SUBNET = " is in no subnet (at most a /16; nothing of 0.0.0.0/8, 127.0.0.0/8,"
            + " 169.254.0.0/16, 224.0.0.0/4 and 255.255.255.255); give what the gateway's subnet has.";
    private static final String TOKEN = " is a dynamic reference as plain text";
    private static final String MAKE_ONE = "make a token of it with CfnDynamicReference.";
    private static final String MORE = "declare fewer, or raise addressLimit if your quota is higher.";
    private static final String LISTED = "secondaryPrivateIpAddresses of Stack/Addresses: ";
    private static final String COUNTED = "secondaryPrivateIpAddressCount of Stack/Addresses: ";
    private static final String POOL = "secondaryPrivateIpAddressPool of Stack/Addresses: ";
    private static final String EXCLUDED = "excludedAddresses of Stack/Addresses: ";
    private static final String GATEWAY = "natGateway of Stack/Addresses: ";
    private static final String ELSEWHERE =
            " is in eu-west-1 (the stack's own account and Region, us-east-1); declare this"
                    + " in a stack that is there.";

    static Stream<Arguments> addresses() {
        return Stream.of(
                listed("", IPV4 + "correct it."),
                listed("10.0.1", IPV4 + "correct it."),
                listed("10.0.1.20.1", IPV4 + "correct it."),
                listed("10.0.1.256", IPV4 + "correct it."),
                listed("10.0.1.1000", IPV4 + "correct it."),
                listed("10.0.1.020", IPV4 + "correct it."),
                listed("10.0.1.-1", IPV4 + "correct it."),
                listed("10.0.1.２０", IPV4 + "correct it."),
                listed("ten", IPV4 + "correct it."),
                listed(" 10.0.1.20", " has a blank" + IPV4 + "remove it."),
                listed("10.0.1.20\n", " has a blank" + IPV4 + "remove it."),
                listed("10.0.1.20/32", IPV4 + "drop the prefix length, or take a count from it as a pool."),
                listed("10.0.1.16/28", IPV4 + "drop the prefix length, or take a count from it as a pool."),
                listed(
                        "10.0.1.20-10.0.1.25",
                        " is a range" + IPV4 + "list its addresses one by one, or take a count from a pool."),
                listed(
                        "10.0.1.20 - 25",
                        " is a range" + IPV4 + "list its addresses one by one, or take a count from a pool."),
                listed("10.0.1.20,10.0.1.21", " is a list in one text" + IPV4 + "give each its own text."),
                listed("10.0.1.20; 10.0.1.21", " is a list in one text" + IPV4 + "give each its own text."),
                listed(
                        "2001:db8::1",
                        " is IPv6" + IPV4 + "give IPv4, because private NAT gateways have no other addresses."),
                listed(
                        "::ffff:10.0.1.20",
                        " is IPv6" + IPV4 + "give IPv4, because private NAT gateways have no other addresses."),
                listed(
                        "arn:aws:ec2:eu-west-1:123456789012:elastic-ip/e",
                        " is an ARN" + IPV4 + "give what stands behind its last slash."),
                listed("{{resolve:ssm:/nat/address}}", TOKEN + IPV4 + MAKE_ONE),
                props(
                        "null",
                        props -> props.secondaryPrivateIpAddresses(Arrays.asList("10.0.1.20", null)),
                        LISTED + "null" + IPV4 + "correct it."),
                special("0.0.0.0"),
                special("127.0.0.1"),
                special("169.254.169.254"),
                special("224.0.0.1"),
                special("255.255.255.255"),
                props(
                        "twice",
                        props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.20", "10.0.1.21", "10.0.1.20")),
                        LISTED + "10.0.1.20 is listed twice (each address once); remove one."),
                props(
                        "eight",
                        props -> props.secondaryPrivateIpAddresses(numbered(8)),
                        LISTED + "8 addresses (at most 7 with addressLimit 8, which counts the primary one); " + MORE),
                props(
                        "three of two",
                        props -> props.secondaryPrivateIpAddresses(numbered(3)).addressLimit(3),
                        LISTED + "3 addresses (at most 2 with addressLimit 3, which counts the primary one); " + MORE),
                props(
                        "nothing",
                        props -> props.secondaryPrivateIpAddresses(null),
                        LISTED
                                + "it is missing (a list, of which an empty one means none, or secondaryPrivateIpAddressCount); declare one of them."));
    }

    static Stream<Arguments> counts() {
        return Stream.of(
                counted(
                        "8",
                        8,
                        props -> props,
                        COUNTED + "8" + COUNT + "ask for fewer, or raise addressLimit if your quota is higher."),
                counted("-1", -1, props -> props, COUNTED + "-1" + COUNT + "ask for 0 or more."),
                mistake(
                        "a token as count",
                        stack -> on(stack)
                                .secondaryPrivateIpAddressCount(token(stack).intValue())
                                .build(),
                        COUNTED + "a token" + COUNT + "give a number that is known at synthesis."),
                counted(
                        "beside a list",
                        1,
                        props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.20")),
                        COUNTED
                                + "secondaryPrivateIpAddresses is given too (addresses are listed or counted); leave one of them out."),
                props(
                        "pool alone",
                        props -> props.secondaryPrivateIpAddressPool("10.0.1.16/28"),
                        POOL
                                + "secondaryPrivateIpAddressCount is missing (it says where a count is chosen from); give a count, or leave it out."),
                props(
                        "exclusions alone",
                        props -> props.excludedAddresses(List.of()),
                        EXCLUDED
                                + "secondaryPrivateIpAddressCount is missing (it says where a count is chosen from); give a count, or leave it out."),
                pool("", CIDR + "correct it."),
                pool("10.0.1.16", CIDR + "correct it."),
                pool("10.0.1.17/28", CIDR + "correct it."),
                pool("10.0.1.16/33", CIDR + "correct it."),
                pool("10.0.1.16/", CIDR + "correct it."),
                pool("10.0.1.16/28 ", " has a blank" + CIDR + "remove it."),
                pool("10.0.1.16/28,10.0.1.32/28", " is a list in one text" + CIDR + "give each its own text."),
                pool(
                        "10.0.1.16-10.0.1.31",
                        " is a range" + CIDR + "list its addresses one by one, or take a count from a pool."),
                pool(
                        "2001:db8::/64",
                        " is IPv6" + CIDR + "give IPv4, because private NAT gateways have no other addresses."),
                pool("{{resolve:ssm:/nat/pool}}", TOKEN + CIDR + MAKE_ONE),
                counted(
                        "whole internet",
                        1,
                        props -> props.secondaryPrivateIpAddressPool("0.0.0.0/0"),
                        POOL + "0.0.0.0/0" + NO_SUBNET),
                counted(
                        "larger than a subnet",
                        1,
                        props -> props.secondaryPrivateIpAddressPool("10.0.0.0/8"),
                        POOL + "10.0.0.0/8" + NO_SUBNET),
                counted(
                        "multicast",
                        1,
                        props -> props.secondaryPrivateIpAddressPool("239.0.0.0/24"),
                        POOL + "239.0.0.0/24" + NO_SUBNET),
                counted(
                        "small pool",
                        3,
                        props -> props.secondaryPrivateIpAddressPool("10.0.1.16/31"),
                        POOL + "10.0.1.16/31 leaves 2 addresses" + left(3)),
                counted(
                        "pool of one",
                        2,
                        props -> props.secondaryPrivateIpAddressPool("10.0.1.16/32"),
                        POOL + "10.0.1.16/32 leaves 1 address" + left(2)),
                counted(
                        "excluded pool",
                        1,
                        props -> props.secondaryPrivateIpAddressPool("10.0.1.16/28")
                                .excludedAddresses(List.of("10.0.1.0/24")),
                        POOL + "10.0.1.16/28 leaves 0 addresses" + left(1)),
                counted(
                        "excluded half",
                        7,
                        props -> props.secondaryPrivateIpAddressPool("10.0.1.16/28")
                                .excludedAddresses(List.of("10.0.1.16/29", "10.0.1.24", "10.0.1.30")),
                        POOL + "10.0.1.16/28 leaves 6 addresses" + left(7)),
                counted(
                        "all excluded",
                        1,
                        props -> props.excludedAddresses(List.of("0.0.0.0/0")),
                        POOL + "the subnet leaves 0 addresses" + left(1)),
                counted(
                        "bad exclusion",
                        1,
                        props -> props.excludedAddresses(List.of("10.0.1.20", "10.0.1.25/24")),
                        EXCLUDED
                                + "\"10.0.1.25/24\" (IPv4 addresses, and CIDR notation without set host bits); correct it."),
                counted(
                        "no exclusion",
                        1,
                        props -> props.excludedAddresses(Arrays.asList("10.0.1.20", null)),
                        EXCLUDED + "null (IPv4 addresses, and CIDR notation without set host bits); correct it."));
    }

    static Stream<Arguments> settings() {
        String limit = " (2..32, the primary address included); set it to your quota, or leave it out for 8.";
        return Stream.of(
                props("no limit", props -> props.addressLimit(1), "addressLimit of Stack/Addresses: 1" + limit),
                props("negative limit", props -> props.addressLimit(-1), "addressLimit of Stack/Addresses: -1" + limit),
                props("no quota", props -> props.addressLimit(33), "addressLimit of Stack/Addresses: 33" + limit),
                mistake(
                        "a token as limit",
                        stack -> on(stack)
                                .secondaryPrivateIpAddressCount(1)
                                .addressLimit(token(stack).intValue())
                                .build(),
                        "addressLimit of Stack/Addresses: a token (2..32, the primary address included); give a number that is known at synthesis."),
                drain(Duration.seconds(0), "0 s"),
                drain(Duration.millis(1), "0.001 s"),
                drain(Duration.millis(1500), "1.5 s"),
                drain(Duration.seconds(4001), "4001 s"),
                drain(Duration.days(365), "31536000 s"),
                mistake(
                        "a drain in minutes",
                        stack -> on(stack)
                                .secondaryPrivateIpAddressCount(1)
                                .maxDrainDuration(Duration.minutes(token(stack)))
                                .build(),
                        "maxDrainDuration of Stack/Addresses: a token in minutes (whole seconds, 1..4000 s); make the token one in seconds, with Duration.seconds."),
                props(
                        "snapshot",
                        props -> props.removalPolicy(RemovalPolicy.SNAPSHOT),
                        "removalPolicy of Stack/Addresses: SNAPSHOT (DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE: addresses have no snapshots); choose one of these."),
                mistake(
                        "two retentions",
                        stack -> {
                            declare(stack, "First", "nat-0def");
                            on(stack)
                                    .secondaryPrivateIpAddressCount(1)
                                    .logRetention(RetentionDays.ONE_WEEK)
                                    .build();
                        },
                        "logRetention of Stack/Addresses: Stack/First of the same stack says something else (all constructs of one stack share one handler); say the same everywhere."),
                mistake(
                        "no assets",
                        app -> declare(
                                new Stack(
                                        root(app),
                                        "Bare",
                                        StackProps.builder()
                                                .synthesizer(new BootstraplessSynthesizer())
                                                .build()),
                                "Addresses",
                                "nat-0abc"),
                        "handlerCode of Bare/Addresses: the stack's BootstraplessSynthesizer takes no assets (the library's own code is one); set it to Code.fromBucketV2."),
                mistake(
                        "196 declarations",
                        stack -> IntStream.range(0, 196).forEach(i -> declare(stack, "Addresses" + i, "nat-" + i)),
                        "stack of Stack/Addresses195: it has 196 declarations (at most 195 in one stack, because IAM limits a role's policies); move some of them to another stack."),
                mistake(
                        "no props",
                        stack -> new NatGatewaySecondaryAddresses(stack, "Addresses", null),
                        "props of Stack/Addresses: null (a gateway and its addresses are required); build them with NatGatewaySecondaryAddressesProps.builder()."));
    }

    static Stream<Arguments> gateways() {
        String endless = "nat-" + "0".repeat(61);
        String given = "natGatewayId of Stack/Addresses: ";
        String pass = ID + "pass the id of a private NAT gateway.";
        return Stream.of(
                id("", pass),
                id("nat-", pass),
                id("vpc-0abc", pass),
                id("nat-0abc/x", pass),
                id(endless, pass),
                id(" ", " has a blank" + ID + "remove it."),
                id("nat-0abc ", " has a blank" + ID + "remove it."),
                id("nat-0abc,nat-0def", " is a list in one text" + ID + "give each its own text."),
                id(
                        "arn:aws:ec2:eu-west-1:123456789012:natgateway/nat-0abc",
                        " is an ARN" + ID + "give what stands behind its last slash."),
                id("{{resolve:ssm:/nat/id}}", TOKEN + ID + MAKE_ONE),
                props(
                        "no gateway",
                        props -> props.natGatewayId(null),
                        given + "neither natGatewayId nor natGateway is given (exactly one of them); give one."),
                mistake(
                        "two gateways",
                        stack -> on(stack)
                                .natGateway(gateway(stack))
                                .secondaryPrivateIpAddressCount(1)
                                .build(),
                        given + "natGatewayId and natGateway are both given (exactly one of them); give one."),
                later(
                        "public by default",
                        gateway -> gateway.setConnectivityType(null),
                        GATEWAY
                                + "the gateway is public (connectivityType must be private); pass a private NAT gateway."),
                later(
                        "public later",
                        gateway -> gateway.setConnectivityType("public"),
                        GATEWAY
                                + "the gateway is public (connectivityType must be private); pass a private NAT gateway."),
                later(
                        "public by override",
                        gateway -> gateway.addPropertyOverride("ConnectivityType", "public"),
                        GATEWAY
                                + "the gateway is public (connectivityType must be private); pass a private NAT gateway."),
                later(
                        "native list",
                        gateway -> gateway.setSecondaryPrivateIpAddresses(List.of("10.0.1.40")),
                        GATEWAY + owners("SecondaryPrivateIpAddresses")),
                later(
                        "native count",
                        gateway -> gateway.setSecondaryPrivateIpAddressCount(2),
                        GATEWAY + owners("SecondaryPrivateIpAddressCount")),
                later(
                        "native by override",
                        gateway -> gateway.addOverride("Properties.SecondaryPrivateIpAddressCount", 2),
                        GATEWAY + owners("SecondaryPrivateIpAddressCount")),
                later(
                        "native item by override",
                        gateway -> gateway.addPropertyOverride("SecondaryPrivateIpAddresses.0", "10.0.1.40"),
                        GATEWAY + owners("SecondaryPrivateIpAddresses")),
                later(
                        "primary",
                        gateway -> gateway.setPrivateIpAddress("10.0.1.20"),
                        LISTED
                                + "10.0.1.20 is the gateway's primary address (it can never be assigned or unassigned); remove it."),
                mistake(
                        "another Region",
                        stack -> declare(
                                in(stack, "There", "us-east-1"),
                                "Addresses",
                                gateway(in(stack, "Here", "eu-west-1")).getRef(),
                                "10.0.1.20"),
                        "natGateway of There/Addresses: Here/Gateway" + ELSEWHERE),
                mistake(
                        "an import of another Region",
                        stack -> NatGatewaySecondaryAddresses.Builder.create(
                                        in(stack, "There", "us-east-1"), "Addresses")
                                .natGateway(PrivateNatGateway.fromPrivateNatGatewayId(
                                        in(stack, "Here", "eu-west-1"), "Egress", "nat-0abc"))
                                .secondaryPrivateIpAddressCount(1)
                                .build(),
                        "natGateway of There/Addresses: Here/Egress" + ELSEWHERE));
    }

    static Stream<Arguments> subnets() {
        String subnet = "10.0.1.0/24, the gateway's subnet";
        String outside = "10.9.9.9 is outside " + subnet + " (addresses are the subnet's); declare another.";
        return Stream.of(
                inSubnet("outside", stack -> subnet(stack).getRef(), "10.9.9.9", LISTED + outside),
                inSubnet(
                        "outside, by attribute",
                        stack -> subnet(stack).getAttrSubnetId(),
                        "10.9.9.9",
                        LISTED + outside),
                inSubnet(
                        "outside, other stack",
                        stack -> subnet(new Stack(root(stack), "Network")).getRef(),
                        "10.9.9.9",
                        LISTED + outside),
                inSubnet("outside, imported VPC", MistakesTest::importedVpc, "10.9.9.9", LISTED + outside),
                inSubnet(
                        "outside, imported subnet",
                        stack -> imported(stack).getSubnetId(),
                        "10.9.9.9",
                        LISTED + outside),
                inSubnet(
                        "router",
                        stack -> subnet(stack).getRef(),
                        "10.0.1.3",
                        LISTED + "10.0.1.3 is reserved by AWS in " + subnet
                                + " (the first four addresses and the last); declare another."),
                inSubnet(
                        "broadcast",
                        stack -> subnet(stack).getRef(),
                        "10.0.1.255",
                        LISTED + "10.0.1.255 is reserved by AWS in " + subnet
                                + " (the first four addresses and the last); declare another."),
                mistake(
                        "foreign pool",
                        stack -> chosen(stack, 1, "10.9.0.0/28"),
                        POOL + "10.9.0.0/28 is not inside " + subnet + " (a pool is a part of it); choose such a one."),
                mistake(
                        "reserved pool",
                        stack -> chosen(stack, 1, "10.0.1.0/30"),
                        POOL + "10.0.1.0/30 leaves 0 addresses" + left(1)),
                own(
                        "primary outside",
                        props -> props.privateIpAddress("10.9.9.9"),
                        "privateIpAddress of Stack/Gateway/SecondaryAddresses: " + outside),
                own(
                        "primary listed",
                        props -> props.privateIpAddress("10.0.1.9").secondaryPrivateIpAddresses(List.of("10.0.1.9")),
                        "secondaryPrivateIpAddresses of Stack/Gateway/SecondaryAddresses: 10.0.1.9 is the gateway's primary address (it can never be assigned or unassigned); remove it."),
                own(
                        "primary is none",
                        props -> props.privateIpAddress("10.0.1.256"),
                        "privateIpAddress of Stack/Gateway: \"10.0.1.256\"" + IPV4 + "correct it."),
                own(
                        "no subnet",
                        props -> props.subnet(null),
                        "subnet of Stack/Gateway: it is missing (a gateway lives in one subnet, for good); give one."),
                own(
                        "snapshot",
                        props -> props.removalPolicy(RemovalPolicy.SNAPSHOT),
                        "removalPolicy of Stack/Gateway: SNAPSHOT (DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE: addresses have no snapshots); choose one of these."),
                mistake(
                        "no props",
                        stack -> new PrivateNatGateway(stack, "Gateway", null),
                        "props of Stack/Gateway: null (a subnet is required); build them with PrivateNatGatewayProps.builder()."),
                mistake(
                        "subnet of another Region",
                        stack -> PrivateNatGateway.Builder.create(in(stack, "There", "us-east-1"), "Gateway")
                                .subnet(imported(in(stack, "Here", "eu-west-1")))
                                .build(),
                        "subnet of There/Gateway: Here/Imported" + ELSEWHERE),
                mistake(
                        "no route table",
                        stack -> PrivateNatGateway.fromPrivateNatGatewayId(stack, "Egress", "nat-0abc")
                                .routeTo("10.8.0.0/16", imported(stack)),
                        "subnets of Stack/Egress: Stack/Imported was imported without its route table (the route is made in it); import it with routeTableId, by Subnet.fromSubnetAttributes."));
    }

    static Stream<Arguments> neighbours() {
        String twice =
                ": 10.0.1.20 is declared by Stack/First on the same gateway (one address, one owner); remove it from one of them.";
        String together =
                ": 8 addresses on one gateway, together with Stack/First (at most 7 with addressLimit 8, which counts the primary one); "
                        + MORE;
        return Stream.of(
                beside(
                        "one stack",
                        stack -> stack,
                        "secondaryPrivateIpAddresses of Stack/Addresses" + twice,
                        "10.0.1.20"),
                beside(
                        "two stacks",
                        stack -> new Stack(root(stack), "Other"),
                        "secondaryPrivateIpAddresses of Other/Addresses" + twice,
                        "10.0.1.20"),
                beside(
                        "nested stack",
                        stack -> new NestedStack(stack, "Nested"),
                        "secondaryPrivateIpAddresses of Stack/Nested/Addresses" + twice,
                        "10.0.1.20"),
                beside(
                        "too many in one stack",
                        stack -> stack,
                        "secondaryPrivateIpAddresses of Stack/Addresses" + together,
                        numbered(8, 25)),
                beside(
                        "too many in two stacks",
                        stack -> new Stack(root(stack), "Other"),
                        "secondaryPrivateIpAddresses of Other/Addresses" + together,
                        numbered(8, 25)),
                mistake(
                        "counts together",
                        stack -> {
                            NatGatewaySecondaryAddresses.Builder.create(stack, "First")
                                    .natGatewayId("nat-0abc")
                                    .secondaryPrivateIpAddressCount(5)
                                    .build();
                            on(stack).secondaryPrivateIpAddressCount(3).build();
                        },
                        LISTED.strip().replaceFirst(":$", "") + together),
                mistake(
                        "list before count",
                        stack -> {
                            NatGatewaySecondaryAddresses first = declare(stack, "First", "nat-0abc", "10.0.1.20");
                            first.allowedBy(allowing(
                                    stack,
                                    first,
                                    on(stack).secondaryPrivateIpAddressCount(1).build()));
                        },
                        "dependency of Stack/First: it depends on Stack/Addresses (declarations on one gateway go one after the other, in the order in which they are made); declare Stack/Addresses before it, or remove the dependency."),
                mistake(
                        "count by its own addresses",
                        stack -> {
                            NatGatewaySecondaryAddresses chosen =
                                    on(stack).secondaryPrivateIpAddressCount(1).build();
                            chosen.allowedBy(allowing(stack, chosen));
                        },
                        "dependency of Stack/Addresses: it comes after what comes after it, Addresses02DFC07F -> GroupfromStackAddressesaddress0443EF313FC3 -> Addresses02DFC07F (addresses of a count are known when they are assigned); allow the pool's CIDR, or pass to allowedBy no rule that uses them."));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource({"addresses", "counts", "settings", "gateways", "subnets", "neighbours"})
    void isToldInOneSentence(String mistake, Consumer<Stack> app, String message) {
        assertThat(told(app)).containsExactly("Invalid " + message);
    }

    /** By the construct, or by CDK when it validates the tree. */
    private static List<String> told(Consumer<Stack> declarations) {
        App app = new App();
        try {
            declarations.accept(new Stack(app, "Stack"));
            app.synth();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        } catch (RuntimeException e) {
            return Pattern.compile("(?m)^  \\[[^]]*] (.*)$")
                    .matcher(e.getMessage().split("\n@jsii")[0])
                    .results()
                    .map(line -> line.group(1))
                    .toList();
        }
    }

    private static Arguments mistake(String name, Consumer<Stack> app, String message) {
        return arguments(name, app, message);
    }

    private static Arguments listed(String address, String problem) {
        return mistake(
                address,
                stack -> declare(stack, "Addresses", "nat-0abc", "10.0.1.21", address),
                LISTED + "\"" + address + "\"" + problem);
    }

    private static Arguments special(String address) {
        return mistake(
                address, stack -> declare(stack, "Addresses", "nat-0abc", address), LISTED + address + NO_SUBNET);
    }

    private static Arguments props(
            String name, UnaryOperator<NatGatewaySecondaryAddresses.Builder> change, String message) {
        return mistake(
                name,
                stack -> change.apply(on(stack).secondaryPrivateIpAddresses(List.of("10.0.1.20")))
                        .build(),
                message);
    }

    private static Arguments counted(
            String name, int count, UnaryOperator<NatGatewaySecondaryAddresses.Builder> change, String message) {
        return mistake(
                name,
                stack -> change.apply(on(stack).secondaryPrivateIpAddressCount(count))
                        .build(),
                message);
    }

    private static Arguments pool(String pool, String problem) {
        return counted(
                pool, 1, props -> props.secondaryPrivateIpAddressPool(pool), POOL + "\"" + pool + "\"" + problem);
    }

    private static Arguments drain(Duration drain, String found) {
        return props(
                found,
                props -> props.maxDrainDuration(drain),
                "maxDrainDuration of Stack/Addresses: " + found
                        + " (whole seconds, 1..4000 s); choose a duration that EC2 accepts.");
    }

    private static Arguments id(String id, String problem) {
        return props(id, props -> props.natGatewayId(id), "natGatewayId of Stack/Addresses: \"" + id + "\"" + problem);
    }

    /** The gateway becomes so after its addresses have been declared. */
    private static Arguments later(String name, Consumer<CfnNatGateway> change, String message) {
        return mistake(
                name,
                stack -> {
                    CfnNatGateway gateway = gateway(stack);
                    declare(stack, "Addresses", gateway.getRef(), "10.0.1.20");
                    change.accept(gateway);
                },
                message);
    }

    private static Arguments inSubnet(String name, Function<Stack, String> subnet, String address, String message) {
        return mistake(
                name,
                stack -> declare(
                        stack, "Addresses", gateway(stack, subnet.apply(stack)).getRef(), address),
                message);
    }

    private static Arguments own(String name, UnaryOperator<PrivateNatGateway.Builder> change, String message) {
        return mistake(
                name,
                stack -> change.apply(PrivateNatGateway.Builder.create(stack, "Gateway")
                                .subnet(imported(stack)))
                        .build(),
                message);
    }

    /** The first declaration has five addresses. */
    private static Arguments beside(String name, UnaryOperator<Stack> scope, String message, String... addresses) {
        return mistake(
                name,
                stack -> {
                    CfnNatGateway gateway = gateway(stack);
                    declare(stack, "First", gateway.getRef(), numbered(5).toArray(String[]::new));
                    declare(scope.apply(stack), "Addresses", gateway.getRef(), addresses);
                },
                message);
    }

    private static String left(int count) {
        return " to choose from (at least as many as the count, " + count
                + ", beside excluded and reserved ones); widen it, exclude fewer, or ask for fewer.";
    }

    private static String owners(String property) {
        return "the gateway declares secondary private addresses itself (two owners would undo each other's work); remove "
                + property + " from it.";
    }

    private static NatGatewaySecondaryAddresses declare(
            Construct scope, String id, String gatewayId, String... addresses) {
        return new NatGatewaySecondaryAddresses(scope, id, gatewayId, List.of(addresses));
    }

    private static NatGatewaySecondaryAddresses.Builder on(Stack stack) {
        return NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses").natGatewayId("nat-0abc");
    }

    private static void chosen(Stack stack, int count, String pool) {
        on(stack)
                .natGatewayId(gateway(stack, subnet(stack).getRef()).getRef())
                .secondaryPrivateIpAddressCount(count)
                .secondaryPrivateIpAddressPool(pool)
                .build();
    }

    private static ISecurityGroup allowing(Stack stack, NatGatewaySecondaryAddresses... all) {
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1");
        Stream.of(all)
                .flatMap(one -> one.getSecondaryAddresses().peers().stream())
                .forEach(peer -> group.addIngressRule(peer, Port.tcp(443)));
        return group;
    }

    private static CfnNatGateway gateway(Stack stack) {
        return gateway(stack, "subnet-1");
    }

    private static CfnNatGateway gateway(Stack stack, String subnet) {
        return CfnNatGateway.Builder.create(stack, "Gateway")
                .subnetId(subnet)
                .connectivityType("private")
                .build();
    }

    private static CfnSubnet subnet(Stack stack) {
        return CfnSubnet.Builder.create(stack, "Subnet")
                .vpcId("vpc-1")
                .cidrBlock("10.0.1.0/24")
                .build();
    }

    private static ISubnet imported(Stack stack) {
        return Subnet.fromSubnetAttributes(
                stack,
                "Imported",
                SubnetAttributes.builder()
                        .subnetId("subnet-1")
                        .ipv4CidrBlock("10.0.1.0/24")
                        .build());
    }

    private static String importedVpc(Stack stack) {
        VpcAttributes attributes = VpcAttributes.builder()
                .vpcId("vpc-1")
                .availabilityZones(List.of("a"))
                .privateSubnetIds(List.of("subnet-1"))
                .privateSubnetIpv4CidrBlocks(List.of("10.0.1.0/24"))
                .build();
        return Vpc.fromVpcAttributes(stack, "Vpc", attributes)
                .getPrivateSubnets()
                .get(0)
                .getSubnetId();
    }

    private static Stack in(Stack app, String id, String region) {
        Environment environment =
                Environment.builder().account("123456789012").region(region).build();
        return new Stack(root(app), id, StackProps.builder().env(environment).build());
    }

    private static App root(Stack stack) {
        return (App) stack.getNode().getRoot();
    }

    private static Number token(Stack stack) {
        return CfnParameter.Builder.create(stack, "Number")
                .type("Number")
                .build()
                .getValueAsNumber();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(20, 20 + count)
                .mapToObj(octet -> "10.0.1." + octet)
                .toList();
    }

    private static String[] numbered(int end, int from) {
        return IntStream.range(from, 20 + end)
                .mapToObj(octet -> "10.0.1." + octet)
                .toArray(String[]::new);
    }
}

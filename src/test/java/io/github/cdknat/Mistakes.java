package io.github.cdknat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
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
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** What people get wrong, by the name that it has in the approved text; one list, longer than a file should be. */
final class Mistakes {
    private final Map<String, Consumer<Stack>> all = new LinkedHashMap<>();

    Map<String, Consumer<Stack>> all() {
        addresses();
        counts();
        settings();
        handlers();
        gateways();
        subnets();
        neighbours();
        uses();
        return all;
    }

    private void addresses() {
        Stream.of("", "10.0.1", "10.0.1.20.1", "10.0.1.256", "10.0.1.1000", "10.0.1.020", "10.0.1.-1", "10.0.1.２０")
                .forEach(this::listed);
        Stream.of("ten", " 10.0.1.20", "10.0.1.20\n", "10.0.1.20/32", "10.0.1.16/28", "10.0.1.20-10.0.1.25")
                .forEach(this::listed);
        Stream.of("10.0.1.20 - 25", "10.0.1.20,10.0.1.21", "10.0.1.20; 10.0.1.21", "2001:db8::1", "::ffff:10.0.1.20")
                .forEach(this::listed);
        Stream.of("arn:aws:ec2:eu-west-1:123456789012:elastic-ip/e", "{{resolve:ssm:/nat/address}}")
                .forEach(this::listed);
        Stream.of("0.0.0.0", "127.0.0.1", "169.254.169.254", "224.0.0.1", "255.255.255.255")
                .forEach(this::listed);
        listed("10.0.1.20", "10.0.1.22", "10.0.1.20");
        props("null listed", props -> props.secondaryPrivateIpAddresses(Arrays.asList("10.0.1.20", null)));
        props("eight", props -> props.secondaryPrivateIpAddresses(numbered(20, 28)));
        props(
                "three of two",
                props -> props.secondaryPrivateIpAddresses(numbered(20, 23)).addressLimit(3));
        props("nothing", props -> props.secondaryPrivateIpAddresses(null));
    }

    private void counts() {
        counted("count of 8", 8, props -> props);
        counted("count of -1", -1, props -> props);
        counted("count of a token", token().intValue(), props -> props);
        counted("count beside a list", 1, props -> props.secondaryPrivateIpAddresses(List.of()));
        props("pool alone", props -> props.secondaryPrivateIpAddressPool("10.0.1.16/28"));
        props("exclusions alone", props -> props.excludedAddresses(List.of()));
        Stream.of("", "10.0.1.16", "10.0.1.17/28", "10.0.1.16/33", "10.0.1.16/", "10.0.1.16/28 ")
                .forEach(cidr -> pool(1, cidr));
        Stream.of("10.0.1.16/28,10.0.1.32/28", "10.0.1.16-10.0.1.31", "2001:db8::/64", "{{resolve:ssm:/nat/pool}}")
                .forEach(cidr -> pool(1, cidr));
        Stream.of("0.0.0.0/0", "10.0.0.0/8", "239.0.0.0/24").forEach(cidr -> pool(1, cidr));
        pool(3, "10.0.1.16/31");
        pool(2, "10.0.1.16/32");
        pool(1, "10.0.1.16/28", "10.0.1.0/24");
        pool(7, "10.0.1.16/28", "10.0.1.16/29", "10.0.1.24", "10.0.1.30");
        pool(1, null, "0.0.0.0/0");
        pool(1, null, "10.0.1.20", "10.0.1.25/24");
        pool(1, null, "10.0.1.20", null);
    }

    private void settings() {
        Stream.of(1, -1, 33).forEach(limit -> props("limit of " + limit, props -> props.addressLimit(limit)));
        counted("limit of a token", 1, props -> props.addressLimit(token().intValue()));
        Stream.of(0, 1, 1500, 4001_000, 365 * 86_400_000L)
                .forEach(millis -> counted(
                        "drain of " + millis + " ms", 1, props -> props.maxDrainDuration(Duration.millis(millis))));
        counted("drain of a token in minutes", 1, props -> props.maxDrainDuration(Duration.minutes(token())));
        props("snapshot", props -> props.removalPolicy(RemovalPolicy.SNAPSHOT));
        own("snapshot of a gateway", props -> props.removalPolicy(RemovalPolicy.SNAPSHOT));
        all.put("no props", stack -> new NatGatewaySecondaryAddresses(stack, "Addresses", null));
        all.put("no props of a gateway", stack -> new PrivateNatGateway(stack, "Gateway", null));
        all.put("196", stack -> IntStream.range(0, 196).forEach(i -> declare(stack, "Addresses" + i, "nat-" + i)));
    }

    private void handlers() {
        unlike("retention", (stack, props) -> props.logRetention(RetentionDays.ONE_WEEK));
        unlike("tracing", (stack, props) -> props.tracing(Tracing.ACTIVE));
        unlike("VPC", (stack, props) -> props.vpc(HandlerSettingsTest.vpc(stack)));
        unlike("key", (stack, props) -> props.encryptionKey(new Key(stack, "Key")));
        unlike("code", (stack, props) -> props.handlerCode(Code.fromInline("none")));
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(SynthesizedStack.emptyStack(), "Group", "sg-1");
        props("groups in no VPC", props -> props.securityGroups(List.of(group)));
        props("subnets of no VPC", props -> props.vpcSubnets(new SubnetSelection.Builder().build()));
        props("inline code", props -> props.handlerCode(Code.fromInline("exports.handler = null")));
        Code image =
                Code.fromEcrImage(Repository.fromRepositoryName(SynthesizedStack.emptyStack(), "Code", "handlers"));
        props("image", props -> props.handlerCode(image));
        all.put("no assets", stack -> {
            StackProps bare = StackProps.builder()
                    .synthesizer(new BootstraplessSynthesizer())
                    .build();
            declare(new Stack(root(stack), "Bare", bare), "Addresses", "nat-0abc");
        });
    }

    private void gateways() {
        Stream.of("", "nat-", "vpc-0abc", "nat-0abc/x", "nat-" + "0".repeat(61), " ", "nat-0abc ")
                .forEach(this::id);
        Stream.of("nat-0abc,nat-0def", "arn:aws:ec2:eu-west-1:123456789012:natgateway/nat-0abc")
                .forEach(this::id);
        id("{{resolve:ssm:/nat/id}}");
        id(null);
        all.put("two gateways", stack -> on(stack).natGateway(gateway(stack)).build());
        all.put("bad import", stack -> PrivateNatGateway.fromPrivateNatGatewayId(stack, "Bad", "igw-0abc"));
        all.put("import of null", stack -> PrivateNatGateway.fromPrivateNatGatewayId(stack, "Null", null));
        later("public by default", gateway -> gateway.setConnectivityType(null));
        later("public later", gateway -> gateway.setConnectivityType("public"));
        later("public by override", gateway -> gateway.addPropertyOverride("ConnectivityType", "public"));
        later("native list", gateway -> gateway.setSecondaryPrivateIpAddresses(List.of("10.0.1.40")));
        later("native count", gateway -> gateway.setSecondaryPrivateIpAddressCount(2));
        later("by override", gateway -> gateway.addOverride("Properties.SecondaryPrivateIpAddressCount", 2));
        later("item", gateway -> gateway.addPropertyOverride("SecondaryPrivateIpAddresses.0", "10.0.1.40"));
        later("primary", gateway -> gateway.setPrivateIpAddress("10.0.1.20"));
        elsewhere(
                "gateway",
                (here, there) -> declare(there, "Addresses", gateway(here).getRef()));
        elsewhere(
                "subnet",
                (here, there) -> PrivateNatGateway.Builder.create(there, "Gateway")
                        .subnet(imported(here))
                        .build());
        elsewhere(
                "import",
                (here, there) -> on(there)
                        .natGatewayId(null)
                        .natGateway(PrivateNatGateway.fromPrivateNatGatewayId(here, "Egress", "nat-0abc"))
                        .build());
    }

    private void subnets() {
        inSubnet("outside", "10.9.9.9", stack -> subnet(stack).getRef());
        inSubnet("outside, by attribute", "10.9.9.9", stack -> subnet(stack).getAttrSubnetId());
        inSubnet(
                "outside, other stack",
                "10.9.9.9",
                stack -> subnet(other(stack)).getRef());
        inSubnet("outside, imported VPC", "10.9.9.9", Mistakes::importedVpc);
        inSubnet(
                "outside, imported subnet", "10.9.9.9", stack -> imported(stack).getSubnetId());
        inSubnet("router", "10.0.1.3", stack -> subnet(stack).getRef());
        inSubnet("broadcast", "10.0.1.255", stack -> subnet(stack).getRef());
        Stream.of("10.9.0.0/28", "10.0.1.0/30")
                .forEach(pool -> all.put(
                        "pool " + pool + " in a subnet",
                        stack -> on(stack)
                                .natGatewayId(
                                        gateway(stack, subnet(stack).getRef()).getRef())
                                .secondaryPrivateIpAddressPool(pool)
                                .build()));
        own("primary outside", props -> props.privateIpAddress("10.9.9.9"));
        own(
                "primary listed",
                props -> props.privateIpAddress("10.0.1.9").secondaryPrivateIpAddresses(List.of("10.0.1.9")));
        own("primary is none", props -> props.privateIpAddress("10.0.1.256"));
        own("no subnet", props -> props.subnet(null));
    }

    private void neighbours() {
        Map<String, UnaryOperator<Stack>> scopes = new LinkedHashMap<>();
        scopes.put("one stack", stack -> stack);
        scopes.put("two stacks", Mistakes::other);
        scopes.put("a nested stack", stack -> new NestedStack(stack, "Nested"));
        scopes.forEach((name, scope) -> {
            beside("twice, " + name, scope, List.of("10.0.1.20"));
            beside("too many, " + name, scope, numbered(25, 28));
        });
        all.put("counts together", stack -> {
            NatGatewaySecondaryAddresses.Builder.create(stack, "First")
                    .natGatewayId("nat-0abc")
                    .secondaryPrivateIpAddressCount(5)
                    .build();
            on(stack).secondaryPrivateIpAddressCount(3).build();
        });
        all.put("list before count", stack -> {
            NatGatewaySecondaryAddresses first = declare(stack, "First", "nat-0abc", "10.0.1.20");
            first.allowedBy(allowing(stack, first, on(stack).build()));
        });
        all.put(
                "later one as dependency",
                stack -> declare(stack, "First", "nat-0abc")
                        .getNode()
                        .addDependency(on(stack).build()));
        all.put("count by its own addresses", stack -> {
            NatGatewaySecondaryAddresses chosen = on(stack).build();
            chosen.allowedBy(allowing(stack, chosen));
        });
    }

    /** Of what has been declared well. */
    private void uses() {
        used("no rule", one -> one.getSecondaryAddresses().allowedBy());
        used("index before all", one -> one.getSecondaryAddresses().get(-1));
        used("twice on a gateway of one's own", one -> {
            PrivateNatGateway gateway = PrivateNatGateway.Builder.create(Stack.of(one), "Gateway")
                    .subnet(imported(Stack.of(one)))
                    .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                    .build();
            declare(gateway, "Twice", gateway.getNatGatewayId(), "10.0.1.20");
        });
        apart("size", SecondaryAddresses::size);
        apart("index", all -> all.get(0));
        apart("peers", SecondaryAddresses::peers);
        apart("entries", all -> all.prefixListEntries(""));
        used("index behind all", one -> one.getSecondaryAddresses().get(1));
        Stream.of("", "10.8.0.0", "10.8.0.1/16", "10.8.0.0/33", "pl-0123").forEach(cidr -> route(cidr, cidr));
        route("null", null);
        route("token", SynthesizedStack.emptyStack().getRegion());
        all.put("no route table", stack -> existing(stack).routeTo("10.8.0.0/16", imported(stack)));
        all.put("unknown capacity", stack -> existing(stack).connectionCapacity());
        all.put(
                "capacity of a token",
                stack -> PrivateNatGateway.Builder.create(stack, "Gateway")
                        .subnet(imported(stack))
                        .secondaryPrivateIpAddresses(Fn.split(",", stack.getRegion()))
                        .build()
                        .connectionCapacity());
        all.put(
                "index of none",
                stack -> declare(stack, "None", "nat-0abc")
                        .getSecondaryAddresses()
                        .get(0));
        all.put("alarm of an unknown capacity", stack -> existing(stack).alarmOnUtilisation("Alarm", 80));
        all.put("unknown addresses", stack -> existing(stack).getSecondaryPrivateIpAddresses());
        Stream.of(-1.0, 0.0, 100.5, Double.NaN)
                .forEach(percent -> all.put(
                        percent + " percent",
                        stack -> PrivateNatGateway.Builder.create(stack, "Gateway")
                                .subnet(imported(stack))
                                .build()
                                .alarmOnUtilisation("Full", percent)));
    }

    private void listed(String... addresses) {
        all.put(
                "address " + String.join(" ", addresses),
                stack -> declare(
                        stack,
                        "Addresses",
                        "nat-0abc",
                        Stream.concat(Stream.of("10.0.1.21"), Stream.of(addresses))
                                .toArray(String[]::new)));
    }

    private void props(String name, UnaryOperator<NatGatewaySecondaryAddresses.Builder> change) {
        all.put(
                name,
                stack -> change.apply(NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                                .natGatewayId("nat-0abc")
                                .secondaryPrivateIpAddresses(List.of("10.0.1.20")))
                        .build());
    }

    private void counted(String name, int count, UnaryOperator<NatGatewaySecondaryAddresses.Builder> change) {
        all.put(
                name,
                stack -> change.apply(on(stack).secondaryPrivateIpAddressCount(count))
                        .build());
    }

    private void pool(int count, String pool, String... excluded) {
        counted(
                count + " of " + pool + " without " + Arrays.asList(excluded),
                count,
                props -> props.secondaryPrivateIpAddressPool(pool).excludedAddresses(Arrays.asList(excluded)));
    }

    private void unlike(String name, BiConsumer<Stack, NatGatewaySecondaryAddresses.Builder> change) {
        all.put("another " + name, stack -> {
            declare(stack, "First", "nat-0def");
            NatGatewaySecondaryAddresses.Builder second = on(stack);
            change.accept(stack, second);
            second.build();
        });
    }

    private void id(String id) {
        props("id " + id, props -> props.natGatewayId(id));
    }

    /** The gateway becomes so after its addresses have been declared. */
    private void later(String name, Consumer<CfnNatGateway> change) {
        all.put(name, stack -> {
            CfnNatGateway gateway = gateway(stack);
            declare(stack, "Addresses", gateway.getRef(), "10.0.1.20");
            change.accept(gateway);
        });
    }

    private void elsewhere(String name, BiConsumer<Stack, Stack> app) {
        all.put(
                name + " of another Region",
                stack -> app.accept(in(stack, "Here", "eu-west-1"), in(stack, "There", "us-east-1")));
    }

    private void inSubnet(String name, String address, Function<Stack, String> subnet) {
        all.put(
                name,
                stack -> declare(
                        stack, "Addresses", gateway(stack, subnet.apply(stack)).getRef(), address));
    }

    private void own(String name, UnaryOperator<PrivateNatGateway.Builder> change) {
        all.put(
                name,
                stack -> change.apply(PrivateNatGateway.Builder.create(stack, "Gateway")
                                .subnet(imported(stack)))
                        .build());
    }

    /** The first declaration has five addresses. */
    private void beside(String name, UnaryOperator<Stack> scope, List<String> addresses) {
        all.put(name, stack -> {
            CfnNatGateway gateway = gateway(stack);
            new NatGatewaySecondaryAddresses(stack, "First", gateway.getRef(), numbered(20, 25));
            new NatGatewaySecondaryAddresses(scope.apply(stack), "Addresses", gateway.getRef(), addresses);
        });
    }

    private void used(String name, Consumer<NatGatewaySecondaryAddresses> use) {
        all.put(name, stack -> use.accept(declare(stack, "Addresses", "nat-0abc", "10.0.1.20")));
    }

    /** The list is one token. */
    private void apart(String name, Consumer<SecondaryAddresses> use) {
        all.put(
                name + " of a token",
                stack -> use.accept(new NatGatewaySecondaryAddresses(
                                stack, "Addresses", "nat-0abc", Fn.split(",", stack.getRegion()))
                        .getSecondaryAddresses()));
    }

    private void route(String name, String destination) {
        all.put("route to " + name, stack -> existing(stack).routeTo(destination, imported(stack)));
    }

    private static NatGatewaySecondaryAddresses declare(
            Construct scope, String id, String gateway, String... addresses) {
        return new NatGatewaySecondaryAddresses(scope, id, gateway, List.of(addresses));
    }

    private static NatGatewaySecondaryAddresses.Builder on(Stack stack) {
        return NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddressCount(1);
    }

    private static ISecurityGroup allowing(Stack stack, NatGatewaySecondaryAddresses... all) {
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1");
        Stream.of(all)
                .flatMap(one -> one.getSecondaryAddresses().peers().stream())
                .forEach(peer -> group.addIngressRule(peer, Port.tcp(443)));
        return group;
    }

    private static IPrivateNatGateway existing(Stack stack) {
        return PrivateNatGateway.fromPrivateNatGatewayId(stack, "Egress", "nat-0abc");
    }

    private static CfnNatGateway gateway(Stack stack) {
        return SynthesizedStack.gateway(stack, "Gateway");
    }

    private static CfnNatGateway gateway(Stack stack, String subnet) {
        CfnNatGateway gateway = gateway(stack);
        gateway.setSubnetId(subnet);
        return gateway;
    }

    private static CfnSubnet subnet(Stack stack) {
        return CfnSubnet.Builder.create(stack, "Subnet")
                .vpcId("vpc-1")
                .cidrBlock("10.0.1.0/24")
                .build();
    }

    private static ISubnet imported(Stack stack) {
        SubnetAttributes attributes = SubnetAttributes.builder()
                .subnetId("subnet-1")
                .ipv4CidrBlock("10.0.1.0/24")
                .build();
        return Subnet.fromSubnetAttributes(stack, "Imported", attributes);
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

    private static Construct root(Stack stack) {
        return (Construct) stack.getNode().getRoot();
    }

    private static Stack other(Stack stack) {
        return new Stack(root(stack), "Other");
    }

    private static Stack in(Stack stack, String id, String region) {
        Environment there =
                Environment.builder().account("123456789012").region(region).build();
        return new Stack(root(stack), id, StackProps.builder().env(there).build());
    }

    private static Number token() {
        return CfnParameter.Builder.create(SynthesizedStack.emptyStack(), "Number")
                .type("Number")
                .build()
                .getValueAsNumber();
    }

    private static List<String> numbered(int from, int end) {
        return IntStream.range(from, end).mapToObj(octet -> "10.0.1." + octet).toList();
    }
}

package io.github.cdknat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.s3.Bucket;

/** What users declare, by name, each for a stack of its own. */
final class ExampleStacks {
    private static final List<String> TWO = List.of("10.0.1.20", "10.0.1.21");
    private static final Map<String, Consumer<Stack>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("list", stack -> on(stack, builder -> builder.secondaryPrivateIpAddresses(TWO)));
        ALL.put("none", stack -> on(stack, builder -> builder.secondaryPrivateIpAddresses(List.of())));
        ALL.put("count", stack -> on(stack, builder -> builder.secondaryPrivateIpAddressCount(3)));
        ALL.put("pool", stack -> on(stack, ExampleStacks::fromPool));
        ALL.put("gates", stack -> on(stack, ExampleStacks::draining));
        ALL.put("accepted", stack -> on(stack, builder -> draining(builder).drainWait(DrainWait.UNTIL_STARTED)));
        ALL.put("retained", stack -> on(stack, ExampleStacks::retained));
        ALL.put("tokens", ExampleStacks::tokens);
        ALL.put("shared", ExampleStacks::shared);
        ALL.put("same-stack", ExampleStacks::sameStack);
        ALL.put("allowed", ExampleStacks::allowed);
        ALL.put("settings", ExampleStacks::settings);
        ALL.put("own-code", ExampleStacks::ownCode);
        ALL.put("private-nat-gateway", ExampleStacks::privateNatGateway);
    }

    private ExampleStacks() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** The stack of that shape, as CloudFormation reads it. */
    static SynthesizedStack synthesized(String name) {
        Stack stack = SynthesizedStack.emptyStack();
        ALL.get(name).accept(stack);
        return SynthesizedStack.of(stack);
    }

    private static NatGatewaySecondaryAddresses on(
            Stack stack, UnaryOperator<NatGatewaySecondaryAddresses.Builder> change) {
        return change.apply(NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                        .natGatewayId("nat-0123456789abcdef0"))
                .build();
    }

    private static NatGatewaySecondaryAddresses.Builder fromPool(NatGatewaySecondaryAddresses.Builder builder) {
        return builder.secondaryPrivateIpAddressCount(3)
                .secondaryPrivateIpAddressPool("10.0.1.16/28")
                .excludedAddresses(List.of("10.0.1.20", "10.0.1.24/29"));
    }

    private static NatGatewaySecondaryAddresses.Builder draining(NatGatewaySecondaryAddresses.Builder builder) {
        return builder.secondaryPrivateIpAddresses(TWO).maxDrainDuration(Duration.seconds(4000));
    }

    private static NatGatewaySecondaryAddresses.Builder retained(NatGatewaySecondaryAddresses.Builder builder) {
        return builder.secondaryPrivateIpAddresses(TWO).removalPolicy(RemovalPolicy.RETAIN);
    }

    private static void tokens(Stack stack) {
        NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGatewayId(
                        CfnParameter.Builder.create(stack, "Gateway").build().getValueAsString())
                .secondaryPrivateIpAddresses(CfnParameter.Builder.create(stack, "List")
                        .type("CommaDelimitedList")
                        .build()
                        .getValueAsList())
                .build();
    }

    private static void shared(Stack stack) {
        for (String address : TWO) {
            new NatGatewaySecondaryAddresses(
                    stack, "Addresses" + address.replace('.', '-'), "nat-0123456789abcdef0", List.of(address));
        }
    }

    private static void sameStack(Stack stack) {
        CfnNatGateway gateway = CfnNatGateway.Builder.create(stack, "Gateway")
                .subnetId("subnet-0123456789abcdef0")
                .connectivityType("private")
                .build();
        NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGateway(gateway)
                .secondaryPrivateIpAddresses(TWO)
                .build();
    }

    private static void allowed(Stack stack) {
        NatGatewaySecondaryAddresses addresses = on(stack, builder -> builder.secondaryPrivateIpAddresses(TWO));
        ISecurityGroup partners = SecurityGroup.fromSecurityGroupId(stack, "Partners", "sg-0123456789abcdef0");
        addresses.getSecondaryAddresses().peers().forEach(peer -> partners.addIngressRule(peer, Port.tcp(443)));
        addresses.allowedBy(partners);
    }

    private static void settings(Stack stack) {
        on(
                stack,
                builder -> builder.secondaryPrivateIpAddresses(TWO)
                        .tracing(Tracing.ACTIVE)
                        .encryptionKey(new Key(stack, "Key"))
                        .vpc(HandlerSettingsTest.vpc(stack)));
    }

    private static void ownCode(Stack stack) {
        Code code = Code.fromBucketV2(Bucket.fromBucketName(stack, "Bucket", "scanned"), "nat-handler/0.1.0.jar");
        on(stack, builder -> builder.secondaryPrivateIpAddresses(TWO).handlerCode(code));
    }

    private static void privateNatGateway(Stack stack) {
        ISubnet subnet = Subnet.fromSubnetAttributes(
                stack,
                "Subnet",
                SubnetAttributes.builder()
                        .subnetId("subnet-0123456789abcdef0")
                        .routeTableId("rtb-0123456789abcdef0")
                        .build());
        PrivateNatGateway gateway = PrivateNatGateway.Builder.create(stack, "Egress")
                .subnet(subnet)
                .secondaryPrivateIpAddresses(TWO)
                .routesWaitForAddresses(true)
                .build();
        gateway.routeTo("10.8.0.0/16", subnet);
    }
}

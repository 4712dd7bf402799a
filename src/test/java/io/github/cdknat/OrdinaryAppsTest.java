package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcLookupOptions;
import software.constructs.Construct;

/** Apps that look like {@link MistakesTest mistakes} and are none. */
class OrdinaryAppsTest {
    static Stream<Arguments> apps() {
        return Stream.of(
                arguments(
                        "one id in two Regions",
                        app(app -> List.of("eu-west-1", "us-east-1")
                                .forEach(region -> declare(in(app, region), "nat-0abc")))),
                arguments("one stack for a pipeline and for a developer", app(app -> {
                    declare(named(new Stage(app, "Prod")), "nat-0abc");
                    declare(named(app), "nat-0abc");
                })),
                arguments(
                        "an import of the same name in two stacks",
                        app(app -> List.of("A", "B")
                                .forEach(id -> declare(new Stack(app, id), Fn.importValue("gateway"))))),
                arguments(
                        "a parameter of the same name in two stacks",
                        app(app -> List.of("A", "B").forEach(id -> {
                            Stack stack = new Stack(app, id);
                            declare(
                                    stack,
                                    CfnParameter.Builder.create(stack, "Gateway")
                                            .build()
                                            .getValueAsString());
                        }))),
                arguments("a nested stack's other addresses", app(app -> {
                    CfnNatGateway gateway = SynthesizedStack.gateway(new Stack(app, "A"), "Gateway");
                    declare(new NestedStack(gateway.getStack(), "Nested"), gateway.getRef());
                    new NatGatewaySecondaryAddresses(
                            gateway.getStack(), "More", gateway.getRef(), List.of("10.0.1.21"));
                })),
                arguments("a gateway of an L2 Vpc, made private by override", app(app -> {
                    Stack stack = new Stack(app, "A");
                    Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(1).build();
                    CfnNatGateway gateway = (CfnNatGateway)
                            vpc.getPublicSubnets().get(0).getNode().findChild("NATGateway");
                    gateway.addPropertyDeletionOverride("AllocationId");
                    new NatGatewaySecondaryAddresses(stack, "Addresses", gateway.getRef(), List.of("10.0.0.20"));
                    gateway.addPropertyOverride("ConnectivityType", "private");
                })),
                arguments("native addresses, removed by override", app(app -> {
                    CfnNatGateway gateway = SynthesizedStack.gateway(new Stack(app, "A"), "Gateway");
                    gateway.setSecondaryPrivateIpAddressCount(2);
                    declare(gateway.getStack(), gateway.getRef());
                    gateway.addPropertyDeletionOverride("SecondaryPrivateIpAddressCount");
                })),
                arguments("a subnet whose CIDR nobody knows", app(app -> {
                    Stack stack = new Stack(app, "A");
                    PrivateNatGateway.Builder.create(stack, "Gateway")
                            .subnet(Subnet.fromSubnetId(stack, "Subnet", "subnet-1"))
                            .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                            .build();
                })),
                arguments("a VPC that is yet to be looked up", app(app -> {
                    Stack stack = in(app, "eu-west-1");
                    PrivateNatGateway.Builder.create(stack, "Gateway")
                            .subnet(Vpc.fromLookup(
                                            stack,
                                            "Vpc",
                                            VpcLookupOptions.builder()
                                                    .isDefault(true)
                                                    .build())
                                    .getPrivateSubnets()
                                    .get(0))
                            .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                            .build();
                })),
                arguments("a count before a list, with rules of both", app(app -> {
                    Stack stack = new Stack(app, "A");
                    NatGatewaySecondaryAddresses count = NatGatewaySecondaryAddresses.Builder.create(stack, "Count")
                            .natGatewayId("nat-0abc")
                            .secondaryPrivateIpAddressCount(1)
                            .build();
                    NatGatewaySecondaryAddresses list = declare(stack, "nat-0abc");
                    ISecurityGroup group = SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1");
                    Stream.of(count, list)
                            .flatMap(one -> one.getSecondaryAddresses().peers().stream())
                            .forEach(peer -> group.addIngressRule(peer, Port.tcp(443)));
                    list.allowedBy(group);
                })),
                arguments("dependencies that go with the order", app(app -> {
                    Stack stack = new Stack(app, "A");
                    NatGatewaySecondaryAddresses first = declare(stack, "nat-0abc");
                    first.allowedBy(SynthesizedStack.gateway(stack, "Rule"));
                    NatGatewaySecondaryAddresses second =
                            new NatGatewaySecondaryAddresses(stack, "Second", "nat-0abc", List.of("10.0.1.21"));
                    second.getNode().addDependency(first);
                    SynthesizedStack.gateway(stack, "After").getNode().addDependency(first, second);
                })),
                arguments("a synthesizer of the app's own", app(app -> {
                    StackProps props = StackProps.builder()
                            .synthesizer(DefaultStackSynthesizer.Builder.create()
                                    .qualifier("own")
                                    .build())
                            .build();
                    CfnNatGateway gateway = SynthesizedStack.gateway(new Stack(app, "A", props), "Gateway");
                    declare(gateway.getStack(), gateway.getRef());
                })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apps")
    void isSynthesized(String name, Consumer<App> declarations) {
        App app = new App();
        declarations.accept(app);

        assertThat(app.synth().getStacksRecursively()).isNotEmpty();
    }

    /** Whenever it is set; of a gateway's own construct also its routes and alarms. */
    @Test
    void whatBelongsToAGatewayUnderAConditionStandsUnderItToo() {
        Stack stack = SynthesizedStack.emptyStack();
        CfnNatGateway others = SynthesizedStack.gateway(stack, "Gateway");
        declare(stack, others.getRef());
        PrivateNatGateway own = PrivateNatGateway.Builder.create(stack, "Own")
                .subnet(Subnet.fromSubnetId(stack, "Subnet", "subnet-1"))
                .maxDrainDuration(Duration.seconds(4000))
                .build();
        own.routeTo("10.8.0.0/16", CfnRouteTable.fromRouteTableId(stack, "Table", "rtb-1"));
        own.alarmOnPortExhaustion("NoPorts");
        CfnCondition wanted = CfnCondition.Builder.create(stack, "Wanted")
                .expression(Fn.conditionEquals("a", "b"))
                .build();
        Stream.of(others, (CfnNatGateway) own.getNode().getDefaultChild())
                .forEach(gateway -> gateway.getCfnOptions().setCondition(wanted));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(Stream.of(SynthesizedStack.TYPE, "AWS::IAM::RolePolicy", "AWS::EC2::Route", "AWS::CloudWatch::Alarm")
                        .flatMap(type -> synthesized.ids(type).stream()))
                .hasSize(10)
                .allSatisfy(id -> assertThat(synthesized.resource(id)).containsEntry("Condition", "Wanted"));
    }

    private static Consumer<App> app(Consumer<App> declarations) {
        return declarations;
    }

    private static NatGatewaySecondaryAddresses declare(Stack stack, String gatewayId) {
        return new NatGatewaySecondaryAddresses(stack, "Addresses", gatewayId, List.of("10.0.1.20"));
    }

    private static Stack in(Construct app, String region) {
        return new Stack(
                app,
                "In-" + region,
                StackProps.builder()
                        .env(Environment.builder()
                                .account("123456789012")
                                .region(region)
                                .build())
                        .build());
    }

    private static Stack named(Construct scope) {
        return new Stack(
                scope, "Egress", StackProps.builder().stackName("egress").build());
    }
}

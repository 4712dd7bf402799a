package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How the stack's handler runs: tracing, its logs' key, its place in a network. */
class HandlerSettingsTest {
    private static final String PREFIX = "NatGatewaySecondaryAddresses";
    private static final List<String> NETWORK = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");
    private static final List<String> TRACES = List.of(
            "xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments");

    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void withoutTracingNothingOfItIsInTheTemplate() {
        declare("Addresses", builder -> builder.tracing(null));

        assertThat(SynthesizedStack.of(stack).template().toString()).doesNotContain("xray", "Tracing");
    }

    @Test
    void passingThroughIsForTheFunctions() {
        declare("Addresses", builder -> builder.tracing(Tracing.PASS_THROUGH));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.properties(PREFIX + "Converge"))
                .containsEntry("TracingConfig", Map.of("Mode", "PassThrough"));
        assertThat(synthesized.properties(PREFIX + "StateMachine")).doesNotContainKey("TracingConfiguration");
    }

    @Test
    void subnetsAndSecurityGroupsCanBeChosen() {
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1");
        declare(
                "Addresses",
                builder -> builder.vpc(vpc())
                        .vpcSubnets(SubnetSelection.builder()
                                .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                                .build())
                        .securityGroups(List.of(group)));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(map(synthesized.properties(PREFIX + "Converge").get("VpcConfig")))
                .containsEntry("SecurityGroupIds", List.of("sg-1"));
        assertThat(synthesized.ids("AWS::EC2::SecurityGroup")).isEmpty();
    }

    @Test
    void allConstructsOfAStackMaySayTheSame() {
        IVpc vpc = vpc();
        declare("First", builder -> builder.vpc(vpc).tracing(Tracing.ACTIVE));
        declare("Second", builder -> builder.vpc(vpc).tracing(Tracing.ACTIVE));

        assertThat(SynthesizedStack.of(stack).ids(SynthesizedStack.TYPE)).hasSize(2);
    }

    @Test
    void aGatewayOfOnesOwnTakesTheSameSettings() {
        PrivateNatGateway.Builder.create(stack, "Gateway")
                .subnet(Subnet.fromSubnetId(stack, "Subnet", "subnet-1"))
                .logRetention(RetentionDays.ONE_WEEK)
                .tracing(Tracing.ACTIVE)
                .vpc(vpc())
                .build();

        assertThat(SynthesizedStack.of(stack).properties(PREFIX + "Converge"))
                .containsKeys("TracingConfig", "VpcConfig");
    }

    @Test
    void theirWayOutOfTheVpcGoesAfterThem() {
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(1).build();
        vpc.addGatewayEndpoint(
                "S3",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .build());
        declare("Addresses", builder -> builder.vpc(vpc));

        assertThat(SynthesizedStack.of(stack).dependsOn("NatGatewaySecondaryAddressesConverge"))
                .contains("VpcPrivateSubnet1DefaultRouteBE02A9ED", "VpcS3A5408339");
    }

    private IVpc vpc() {
        return vpc(stack);
    }

    static IVpc vpc(Stack stack) {
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-0123456789abcdef0")
                        .availabilityZones(List.of("eu-central-1a"))
                        .privateSubnetIds(List.of("subnet-0123456789abcdef0"))
                        .privateSubnetRouteTableIds(List.of("rtb-0123456789abcdef0"))
                        .build());
    }

    private void declare(String id, UnaryOperator<NatGatewaySecondaryAddresses.Builder> change) {
        change.apply(NatGatewaySecondaryAddresses.Builder.create(stack, id)
                        .natGatewayId("nat-0abc")
                        .secondaryPrivateIpAddresses(List.of()))
                .build();
    }
}

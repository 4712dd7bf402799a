package io.github.cdknat.acceptance.synthesis;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.PrivateNatGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Tracing;

/**
 * Every kind of declaration in one stack, for JVMs of their own.
 *
 * <p>Arguments: the output folder; then, to have it checked by AwsSolutions with all recommended feature flags, the cdk.json
 * that has them. A second stack then holds what every check has to find, so that a check that does not run is noticed.
 */
final class AllVariantsApp {
    static final String STACK = "EveryKind";
    static final String CONTROL = "Control";

    private AllVariantsApp() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            synthesize(arguments[0]);
            return;
        }
        App app = new App(AppProps.builder()
                .outdir(arguments[0])
                .context(context(Path.of(arguments[1])))
                .build());
        declareEveryKind(app);
        declareEverySetting(new Stack(app, "EverySetting"));
        declareControl(new Stack(app, CONTROL));
        Validations.of(app).addPlugins(new AwsSolutionsChecks());
        app.synth();
    }

    /** Writes the stack's assembly, with no flag set. */
    static void synthesize(String folder) {
        App app = new App(AppProps.builder().outdir(folder).build());
        declareEveryKind(app);
        app.synth();
    }

    private static void declareEveryKind(App app) {
        Stack stack = new Stack(app, STACK);
        CfnNatGateway gateway = CfnNatGateway.Builder.create(stack, "Gateway")
                .subnetId(CfnParameter.Builder.create(stack, "Subnet").build().getValueAsString())
                .connectivityType("private")
                .build();
        NatGatewaySecondaryAddresses own = NatGatewaySecondaryAddresses.Builder.create(stack, "Own")
                .natGateway(gateway)
                .secondaryPrivateIpAddresses(List.of("10.0.1.21", "10.0.1.20"))
                .maxDrainDuration(Duration.minutes(2))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        new NatGatewaySecondaryAddresses(stack, "Beside", gateway.getAttrNatGatewayId(), List.of("10.0.1.30"));
        NatGatewaySecondaryAddresses others = NatGatewaySecondaryAddresses.Builder.create(stack, "Others")
                .natGatewayId(Fn.importValue("gateway"))
                .secondaryPrivateIpAddresses(CfnParameter.Builder.create(stack, "List")
                        .type("CommaDelimitedList")
                        .build()
                        .getValueAsList())
                .addressLimit(16)
                .build();
        declareOwnGateway(stack);
        output(stack, "Primary", own.getPrimaryPrivateIpAddress());
        output(stack, "Interface", own.getNetworkInterfaceId());
        output(stack, "AllowList", Fn.join(",", own.getSecondaryPrivateIpCidrs()));
        output(stack, "OthersAllowList", Fn.join(",", others.getSecondaryPrivateIpCidrs()));
    }

    private static void declareOwnGateway(Stack stack) {
        PrivateNatGateway gateway = PrivateNatGateway.Builder.create(stack, "Egress")
                .subnet(subnet(stack, "ItsSubnet"))
                .secondaryPrivateIpAddressCount(2)
                .routesWaitForAddresses(true)
                .build();
        gateway.routeTo(
                "10.8.0.0/16",
                CfnRouteTable.Builder.create(stack, "Table")
                        .vpcId("vpc-0123456789abcdef0")
                        .build());
        gateway.alarmOnPortExhaustion("NoPorts");
        gateway.alarmOnUtilisation("AlmostFull", 80);
        NatGatewaySecondaryAddresses more = NatGatewaySecondaryAddresses.Builder.create(stack, "More")
                .natGateway(gateway)
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .build();
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-0123456789abcdef0");
        more.getSecondaryAddresses().peers().forEach(peer -> group.addIngressRule(peer, Port.tcp(443)));
        more.allowedBy(group);
        Dashboard.Builder.create(stack, "Dashboard")
                .widgets(List.of(List.<IWidget>of(gateway.dashboardRow())))
                .build();
    }

    private static void declareEverySetting(Stack stack) {
        PrivateNatGateway.Builder.create(stack, "Egress")
                .subnet(subnet(stack, "Subnet"))
                .privateIpAddress("10.0.1.9")
                .tags(Map.of("team", "network"))
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .tracing(Tracing.ACTIVE)
                .encryptionKey(
                        Key.Builder.create(stack, "Key").enableKeyRotation(true).build())
                .vpc(Vpc.fromVpcAttributes(
                        stack,
                        "Vpc",
                        VpcAttributes.builder()
                                .vpcId("vpc-0123456789abcdef0")
                                .availabilityZones(List.of("eu-central-1a"))
                                .privateSubnetIds(List.of("subnet-0123456789abcdef0"))
                                .privateSubnetRouteTableIds(List.of("rtb-0123456789abcdef0"))
                                .build()))
                .build();
    }

    private static ISubnet subnet(Stack stack, String id) {
        return Subnet.fromSubnetAttributes(
                stack,
                id,
                SubnetAttributes.builder()
                        .subnetId("subnet-0123456789abcdef0")
                        .routeTableId("rtb-0123456789abcdef0")
                        .build());
    }

    private static void output(Stack stack, String name, String value) {
        CfnOutput.Builder.create(stack, name).value(value).build();
    }

    private static void declareControl(Stack stack) {
        CfnRole.Builder.create(stack, "Minded")
                .assumeRolePolicyDocument(Map.of())
                .managedPolicyArns(List.of("arn:aws:iam::aws:policy/AdministratorAccess"))
                .build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> context(Path cdkJson) throws IOException {
        return (Map<String, Object>) JSON.std.mapFrom(cdkJson.toFile()).get("context");
    }
}

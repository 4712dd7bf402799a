package io.github.cdknat.example;

import io.github.cdknat.PrivateNatGateway;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ssm.CfnParameter;
import software.constructs.Construct;

/** A private NAT gateway of the stack's own, with all that belongs to its daily life: rules, routes, alarms, graphs. */
public final class OwnGatewayStack extends Stack {
    /** The gateway's life if the stack does not say otherwise, and one that only the gateway itself is told of. */
    public enum Keeping {
        NOTHING,
        GATEWAY_AND_ADDRESSES,
        GATEWAY_ONLY
    }

    /**
     * What can differ from one deployment of the stack to the next.
     *
     * @param subnet which of the stack's subnets the gateway is in: 1 for 10.0.1.0/24, 2 for 10.0.2.0/24
     * @param addresses the declared addresses; empty for no gateway at all
     * @param count how many addresses are to be chosen instead
     * @param note a property of another resource, which follows the addresses; a change to it is an update
     */
    public record Parameters(
            int subnet,
            Optional<List<String>> addresses,
            Optional<Integer> count,
            int maxDrainSeconds,
            Keeping keeping,
            String note) {
        /** The example as it stands: two addresses. */
        public static Parameters example() {
            return new Parameters(
                    1, Optional.of(List.of("10.0.1.20", "10.0.1.21")), Optional.empty(), 350, Keeping.NOTHING, "1");
        }

        public Parameters with(List<String> declared) {
            return new Parameters(subnet, Optional.of(declared), Optional.empty(), maxDrainSeconds, keeping, note);
        }

        public Parameters counting(int number) {
            return new Parameters(subnet, addresses, Optional.of(number), maxDrainSeconds, keeping, note);
        }

        public Parameters in(int otherSubnet) {
            return new Parameters(otherSubnet, addresses, count, maxDrainSeconds, keeping, note);
        }

        public Parameters keeping(Keeping kept) {
            return new Parameters(subnet, addresses, count, maxDrainSeconds, kept, note);
        }

        public Parameters draining(int seconds) {
            return new Parameters(subnet, addresses, count, seconds, keeping, note);
        }

        public Parameters noting(String text) {
            return new Parameters(subnet, addresses, count, maxDrainSeconds, keeping, text);
        }

        public Parameters withoutGateway() {
            return new Parameters(subnet, Optional.empty(), Optional.empty(), maxDrainSeconds, keeping, note);
        }
    }

    private final CfnVPC vpc;

    public OwnGatewayStack(Construct scope, String id, Parameters parameters) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("A private NAT gateway with secondary addresses")
                        .build());
        vpc = CfnVPC.Builder.create(this, "Vpc").cidrBlock("10.0.0.0/16").build();
        List<CfnSubnet> subnets = List.of(subnet(1), subnet(2));
        Construct last = vpc;
        if (parameters.addresses().isPresent()) {
            last = gateway(parameters, subnets.get(parameters.subnet() - 1));
        }
        partner(parameters).getNode().addDependency(last);
    }

    private PrivateNatGateway gateway(Parameters parameters, CfnSubnet subnet) {
        PrivateNatGateway.Builder builder = PrivateNatGateway.Builder.create(this, "Egress")
                .subnet(subnet)
                .natGatewayName("egress")
                .maxDrainDuration(Duration.seconds(parameters.maxDrainSeconds()))
                .routesWaitForAddresses(true)
                .removalPolicy(
                        parameters.keeping() == Keeping.GATEWAY_AND_ADDRESSES
                                ? RemovalPolicy.RETAIN
                                : RemovalPolicy.DESTROY);
        parameters
                .count()
                .ifPresentOrElse(
                        builder::secondaryPrivateIpAddressCount,
                        () -> builder.secondaryPrivateIpAddresses(
                                parameters.addresses().orElseThrow()));
        PrivateNatGateway gateway = builder.build();
        if (parameters.keeping() == Keeping.GATEWAY_ONLY) {
            ((CfnNatGateway) gateway.getNode().getDefaultChild()).applyRemovalPolicy(RemovalPolicy.RETAIN);
        }
        if (parameters.count().isEmpty() && gateway.getSecondaryAddresses().size() > 0) {
            allow(gateway);
        }
        gateway.routeTo(
                "10.8.0.0/16",
                CfnRouteTable.Builder.create(this, "Table").vpcId(vpc.getRef()).build());
        watch(gateway);
        return gateway;
    }

    /** One rule for each address, there before the address carries traffic and for as long as it does. */
    private void allow(PrivateNatGateway gateway) {
        CfnSecurityGroup partners = CfnSecurityGroup.Builder.create(this, "PartnerGroup")
                .groupDescription("Who may call the service of the partner")
                .vpcId(vpc.getRef())
                .build();
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(this, "Partners", partners.getAttrGroupId());
        gateway.getSecondaryAddresses().peers().forEach(peer -> group.addIngressRule(peer, Port.tcp(443)));
        gateway.allowedBy(group);
    }

    private void watch(PrivateNatGateway gateway) {
        gateway.alarmOnPortExhaustion("NoPorts");
        gateway.alarmOnUtilisation("AlmostFull", 80);
        Dashboard.Builder.create(this, "Dashboard")
                .widgets(List.of(List.<IWidget>of(gateway.dashboardRow())))
                .build();
        CfnOutput.Builder.create(this, "AllowList")
                .value(String.join(",", gateway.getSecondaryAddresses().cidrs()))
                .build();
    }

    private CfnSubnet subnet(int number) {
        return CfnSubnet.Builder.create(this, "Subnet" + number)
                .vpcId(vpc.getRef())
                .cidrBlock("10.0." + number + ".0/24")
                .build();
    }

    /** A resource that comes after the addresses: where a deployment can still fail when they are assigned. */
    private CfnResource partner(Parameters parameters) {
        return CfnParameter.Builder.create(this, "Partner")
                .type("String")
                .value(parameters.note())
                .build();
    }
}

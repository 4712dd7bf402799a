package io.github.cdknat.testkit.example;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.constructs.Construct;

/** A stack with secondary addresses: on a private NAT gateway of its own, or on one that somebody else made. */
public final class ExampleStack extends Stack {
    /**
     * What can differ from one deployment of the stack to the next.
     *
     * @param addressesId the construct's id
     * @param addresses the declared addresses
     * @param natGatewayId an existing gateway; empty for one of the stack's own
     * @param siblingNote a property of another resource, which follows the addresses; a change to it is an update
     */
    public record Parameters(
            String addressesId,
            List<String> addresses,
            int maxDrainSeconds,
            Optional<String> natGatewayId,
            String siblingNote) {
        /** The example as it stands: two addresses on a gateway of the stack's own. */
        public static Parameters example() {
            return new Parameters("Addresses", List.of("10.0.1.20", "10.0.1.21"), 350, Optional.empty(), "1");
        }

        public Parameters with(List<String> declared) {
            return new Parameters(addressesId, declared, maxDrainSeconds, natGatewayId, siblingNote);
        }

        public Parameters named(String id) {
            return new Parameters(id, addresses, maxDrainSeconds, natGatewayId, siblingNote);
        }

        public Parameters on(String gatewayId) {
            return new Parameters(addressesId, addresses, maxDrainSeconds, Optional.of(gatewayId), siblingNote);
        }

        public Parameters noting(String note) {
            return new Parameters(addressesId, addresses, maxDrainSeconds, natGatewayId, note);
        }

        public Parameters draining(int seconds) {
            return new Parameters(addressesId, addresses, seconds, natGatewayId, siblingNote);
        }
    }

    public ExampleStack(Construct scope, String id, Parameters parameters) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("Secondary addresses of a private NAT gateway")
                        .build());
        String gatewayId = parameters.natGatewayId().orElseGet(this::gateway);
        NatGatewaySecondaryAddresses addresses = NatGatewaySecondaryAddresses.Builder.create(
                        this, parameters.addressesId())
                .natGatewayId(gatewayId)
                .secondaryPrivateIpAddresses(parameters.addresses())
                .maxDrainDuration(Duration.seconds(parameters.maxDrainSeconds()))
                .build();
        sibling(parameters, addresses);
        CfnOutput.Builder.create(this, "PrimaryAddress")
                .value(addresses.getPrimaryPrivateIpAddress())
                .build();
        CfnOutput.Builder.create(this, "AllowList")
                .value(String.join(",", addresses.getSecondaryPrivateIpCidrs()))
                .build();
    }

    private String gateway() {
        CfnVPC vpc = CfnVPC.Builder.create(this, "Vpc").cidrBlock("10.0.0.0/16").build();
        CfnSubnet subnet = CfnSubnet.Builder.create(this, "Subnet")
                .vpcId(vpc.getRef())
                .cidrBlock("10.0.1.0/24")
                .build();
        return CfnNatGateway.Builder.create(this, "Gateway")
                .subnetId(subnet.getRef())
                .connectivityType("private")
                .build()
                .getAttrNatGatewayId();
    }

    /** A resource that comes after the addresses: where a deployment can still fail when they are assigned. */
    private void sibling(Parameters parameters, NatGatewaySecondaryAddresses addresses) {
        CfnResource sibling = new CfnResource(
                this,
                "Partner",
                CfnResourceProps.builder()
                        .type("AWS::SSM::Parameter")
                        .properties(Map.of("Type", "String", "Value", parameters.siblingNote()))
                        .build());
        sibling.getNode().addDependency(addresses);
    }
}

package io.github.cdknat.example;

import io.github.cdknat.DrainWait;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ssm.CfnParameter;
import software.constructs.Construct;

/** A stack with secondary addresses: on a private NAT gateway of its own, or on one that somebody else made. */
public final class ExampleStack extends Stack {
    /**
     * A declaration by count.
     *
     * @param pool where the addresses are chosen from; empty for the whole subnet
     */
    public record Counted(int count, Optional<String> pool) {
        @Override
        public String toString() {
            return count + pool.map(range -> " of " + range).orElse(" of the subnet");
        }
    }

    /**
     * What can differ from one deployment of the stack to the next.
     *
     * @param addressesId the construct's id
     * @param addresses the declared addresses; none if they are counted
     * @param counted how many, if they are not declared one by one
     * @param drainWait how far a release is waited for
     * @param natGatewayId an existing gateway; empty for one of the stack's own
     * @param siblingNote a property of another resource, which follows the addresses; a change to it is an update
     */
    public record Parameters(
            String addressesId,
            List<String> addresses,
            Optional<Counted> counted,
            int maxDrainSeconds,
            DrainWait drainWait,
            Optional<String> natGatewayId,
            String siblingNote) {
        /** The example as it stands: two addresses on a gateway of the stack's own. */
        public static Parameters example() {
            return new Parameters(
                    "Addresses",
                    List.of("10.0.1.20", "10.0.1.21"),
                    Optional.empty(),
                    350,
                    DrainWait.UNTIL_ENDED,
                    Optional.empty(),
                    "1");
        }

        public Parameters with(List<String> declared) {
            return new Parameters(
                    addressesId, declared, Optional.empty(), maxDrainSeconds, drainWait, natGatewayId, siblingNote);
        }

        /** So many addresses, from wherever the pool was before. */
        public Parameters counting(int count) {
            return counting(new Counted(count, counted.flatMap(Counted::pool)));
        }

        /** So many addresses from that pool. */
        public Parameters counting(int count, String pool) {
            return counting(new Counted(count, Optional.of(pool)));
        }

        private Parameters counting(Counted declared) {
            return new Parameters(
                    addressesId,
                    List.of(),
                    Optional.of(declared),
                    maxDrainSeconds,
                    drainWait,
                    natGatewayId,
                    siblingNote);
        }

        public Parameters named(String id) {
            return new Parameters(id, addresses, counted, maxDrainSeconds, drainWait, natGatewayId, siblingNote);
        }

        public Parameters on(String gatewayId) {
            return new Parameters(
                    addressesId, addresses, counted, maxDrainSeconds, drainWait, Optional.of(gatewayId), siblingNote);
        }

        public Parameters onItsOwnGateway() {
            return new Parameters(
                    addressesId, addresses, counted, maxDrainSeconds, drainWait, Optional.empty(), siblingNote);
        }

        public Parameters noting(String note) {
            return new Parameters(addressesId, addresses, counted, maxDrainSeconds, drainWait, natGatewayId, note);
        }

        public Parameters draining(int seconds) {
            return new Parameters(addressesId, addresses, counted, seconds, drainWait, natGatewayId, siblingNote);
        }

        public Parameters waiting(DrainWait wait) {
            return new Parameters(addressesId, addresses, counted, maxDrainSeconds, wait, natGatewayId, siblingNote);
        }

        /** What is declared: the addresses, or how many from where. */
        public String declared() {
            return counted.map(Counted::toString).orElseGet(() -> String.join(",", addresses));
        }

        private void declare(NatGatewaySecondaryAddresses.Builder builder) {
            if (counted.isEmpty()) {
                builder.secondaryPrivateIpAddresses(addresses);
                return;
            }
            builder.secondaryPrivateIpAddressCount(counted.get().count());
            counted.get().pool().ifPresent(builder::secondaryPrivateIpAddressPool);
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
        NatGatewaySecondaryAddresses.Builder declaration = NatGatewaySecondaryAddresses.Builder.create(
                        this, parameters.addressesId())
                .natGatewayId(gatewayId)
                .maxDrainDuration(Duration.seconds(parameters.maxDrainSeconds()))
                .drainWait(parameters.drainWait());
        parameters.declare(declaration);
        NatGatewaySecondaryAddresses addresses = declaration.build();
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
        CfnParameter.Builder.create(this, "Partner")
                .type("String")
                .value(parameters.siblingNote())
                .build()
                .getNode()
                .addDependency(addresses);
    }
}

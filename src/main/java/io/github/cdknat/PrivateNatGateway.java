package io.github.cdknat;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * A private NAT gateway with its secondary IPv4 addresses.
 *
 * <p>The gateway is CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html">
 * AWS::EC2::NatGateway</a>, without secondary addresses of its own; those are assigned and
 * released by the same custom resource as {@link NatGatewaySecondaryAddresses} uses, with the same promises. It is always
 * there, also for no address, so that going down to none is an update like any other. When the stack deletes or replaces the
 * gateway, its addresses begin to drain and nobody waits for them: EC2 lets a gateway be deleted meanwhile.
 */
public final class PrivateNatGateway extends PrivateNatGatewayBase {
    private final CfnNatGateway gateway;
    private final SecondaryAddresses addresses;
    private final PrivateNatGatewayProps props;

    /**
     * Makes the gateway.
     *
     * @param scope the construct that it is made in
     * @param id its id in that construct; another one is another gateway for CloudFormation
     * @param props its subnet, its addresses, and how they come and go
     * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
     */
    public PrivateNatGateway(Construct scope, String id, PrivateNatGatewayProps props) {
        super(scope, id);
        ConstructPath path = new ConstructPath(this);
        this.props = checked(path, props);
        gateway = CfnNatGateway.Builder.create(this, "Resource")
                .connectivityType("private")
                .subnetId(props.getSubnet().orElseThrow().getSubnetRef().getSubnetId())
                .privateIpAddress(props.getPrivateIpAddress().orElse(null))
                .build();
        CfnDeletionPolicy policy = Declaration.deletionPolicy(path, props.getRemovalPolicy());
        gateway.getCfnOptions().setDeletionPolicy(policy);
        gateway.getCfnOptions()
                .setUpdateReplacePolicy(
                        policy == CfnDeletionPolicy.DELETE ? CfnDeletionPolicy.DELETE : CfnDeletionPolicy.RETAIN);
        Tags.of(gateway).add("Name", props.getNatGatewayName().orElseGet(path::toString));
        props.getTags().forEach((key, value) -> Tags.of(gateway).add(key, value));
        Construct declared = new Construct(this, "SecondaryAddresses");
        addresses = SecondaryAddresses.declare(declared, Stack.of(declared), Declaration.of(declared, gateway, props));
    }

    /**
     * A gateway that exists already, by its id, with its secondary addresses unknown.
     *
     * @param scope the construct that it is made in
     * @param id its id in that construct
     * @param natGatewayId for example {@code nat-0123456789abcdef0}, or a token
     * @return the gateway as this app can use it; nothing is looked up, and nothing of it is changed
     * @throws IllegalArgumentException if the id is a literal that no NAT gateway can have
     */
    public static IPrivateNatGateway fromPrivateNatGatewayId(Construct scope, String id, String natGatewayId) {
        return fromPrivateNatGatewayAttributes(
                scope,
                id,
                PrivateNatGatewayAttributes.builder().natGatewayId(natGatewayId).build());
    }

    /**
     * A gateway that exists already, by what is known of it.
     *
     * @param scope the construct that it is made in
     * @param id its id in that construct
     * @param attributes its id, and its secondary addresses if they matter
     * @return the gateway as this app can use it; nothing is looked up, and nothing of it is changed
     * @throws IllegalArgumentException if the id is missing, or a literal that no NAT gateway can have
     */
    public static IPrivateNatGateway fromPrivateNatGatewayAttributes(
            Construct scope, String id, PrivateNatGatewayAttributes attributes) {
        return new ImportedPrivateNatGateway(scope, id, attributes);
    }

    @Override
    public String getNatGatewayId() {
        return gateway.getRef();
    }

    /** {@return the same as {@link SecondaryAddresses#values()}} */
    @Override
    public List<String> getSecondaryPrivateIpAddresses() {
        return addresses.values();
    }

    /** {@return the addresses as things that other resources can use: strings, CIDRs, peers, prefix list entries} */
    public SecondaryAddresses getSecondaryAddresses() {
        return addresses;
    }

    /**
     * The same as {@link SecondaryAddresses#allowedBy}.
     *
     * @param rules whatever lets the addresses through; at least one
     * @throws IllegalArgumentException if nothing is passed
     */
    public void allowedBy(IDependable... rules) {
        addresses.allowedBy(rules);
    }

    /** {@return the gateway's primary private IPv4 address: as it was given, or as EC2 chose it, known when the addresses are assigned} */
    public String getPrimaryPrivateIpAddress() {
        return props.getPrivateIpAddress().orElseGet(() -> addresses.attribute("PrimaryPrivateIpAddress"));
    }

    /** {@return the id of the gateway's network interface, known when the addresses have been assigned} */
    public String getNetworkInterfaceId() {
        return addresses.attribute("NetworkInterfaceId");
    }

    /** {@return the metrics of the handler behind all constructs of the stack} */
    public HandlerMetrics getHandlerMetrics() {
        return HandlerMetrics.of(this);
    }

    @Override
    Optional<List<String>> knownAddresses() {
        return Optional.of(addresses.values());
    }

    @Override
    Optional<CfnResource> beforeTraffic() {
        return props.getRoutesWaitForAddresses() ? Optional.of(addresses.getAddressesAssigned()) : Optional.empty();
    }

    private static PrivateNatGatewayProps checked(ConstructPath path, PrivateNatGatewayProps props) {
        if (props == null) {
            throw new InvalidPropertyException(
                    "props", path, "null", "a subnet is required", "build them with PrivateNatGatewayProps.builder()");
        }
        if (props.getSubnet().isEmpty()) {
            throw new InvalidPropertyException(
                    "subnet", path, "it is missing", "a gateway lives in one subnet, for good", "give one");
        }
        props.getPrivateIpAddress()
                .ifPresent(address -> DeclaredAddresses.refuseBadLiteral("privateIpAddress", path, address));
        return props;
    }

    /** Builds the construct; every method but {@link #build} returns this builder. */
    public static final class Builder extends PrivateNatGatewayBuilder<Builder> {
        private final Construct scope;
        private final String id;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * Begins a gateway; nothing is made before {@link #build}.
         *
         * @param scope the construct that it is made in
         * @param id its id in that construct; another one is another gateway for CloudFormation
         * @return a builder with every property at its default
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the gateway.
         *
         * @return the gateway, in its scope
         * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
         */
        public PrivateNatGateway build() {
            return new PrivateNatGateway(scope, id, new PrivateNatGatewayProps(this));
        }
    }
}

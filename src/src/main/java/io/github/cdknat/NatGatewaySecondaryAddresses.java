package io.github.cdknat;

import java.util.List;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.interfaces.ec2.INatGatewayRef;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Secondary private IPv4 addresses of a private NAT gateway.
 *
 * <p>Owns the addresses that it declares and no others: the gateway may belong to another stack, another tool or nobody, and
 * other addresses on it are never touched. Create and update only assign; what is no longer declared is drained in
 * CloudFormation's clean-up phase, after the rest of the deployment has succeeded, so a deployment that rolls back has
 * drained nothing that served before. The only exception is a gateway without room for the new addresses.
 *
 * <p>All constructs of one stack share two Lambda functions and one state machine. Constructs on the same gateway are put in
 * sequence.
 */
public final class NatGatewaySecondaryAddresses extends Construct {
    private final SecondaryAddresses addresses;

    /**
     * Declares addresses with every other property at its default.
     *
     * @param natGatewayId the private NAT gateway's id, a literal or a token
     * @param secondaryPrivateIpAddresses the addresses; an empty list means none
     * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
     */
    public NatGatewaySecondaryAddresses(
            Construct scope, String id, String natGatewayId, List<String> secondaryPrivateIpAddresses) {
        this(
                scope,
                id,
                NatGatewaySecondaryAddressesProps.builder()
                        .natGatewayId(natGatewayId)
                        .secondaryPrivateIpAddresses(secondaryPrivateIpAddresses)
                        .build());
    }

    /**
     * Declares addresses.
     *
     * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
     */
    public NatGatewaySecondaryAddresses(Construct scope, String id, NatGatewaySecondaryAddressesProps props) {
        super(scope, id);
        addresses = SecondaryAddresses.declare(this, Declaration.of(this, props));
    }

    /** The gateway's id. */
    public String getNatGatewayId() {
        return addresses.declaration().gateway().id();
    }

    /** The addresses as things that other resources can use: strings, CIDRs, peers, prefix list entries. */
    public SecondaryAddresses getSecondaryAddresses() {
        return addresses;
    }

    /** The same as {@link SecondaryAddresses#values()}. */
    public List<String> getSecondaryPrivateIpAddresses() {
        return addresses.values();
    }

    /** The same as {@link SecondaryAddresses#cidrs()}. */
    public List<String> getSecondaryPrivateIpCidrs() {
        return addresses.cidrs();
    }

    /** The same as {@link SecondaryAddresses#allowedBy}. */
    public void allowedBy(IDependable... rules) {
        addresses.allowedBy(rules);
    }

    /** The gateway's primary private IPv4 address, known when the addresses have been assigned. */
    public String getPrimaryPrivateIpAddress() {
        return addresses.attribute("PrimaryPrivateIpAddress");
    }

    /** The id of the gateway's network interface, known when the addresses have been assigned. */
    public String getNetworkInterfaceId() {
        return addresses.attribute("NetworkInterfaceId");
    }

    /** The custom resource that owns the addresses. */
    public CfnResource getResource() {
        return addresses.getResource();
    }

    /** See {@link SecondaryAddresses#getSettled}. */
    public CfnResource getSettled() {
        return addresses.getSettled();
    }

    /** The state of health of the handler behind all constructs of the stack. */
    public HandlerHealth getHandlerHealth() {
        return HandlerHealth.of(this);
    }

    /** Builds the construct; every method but {@link #build} returns this builder. */
    public static final class Builder extends SecondaryAddressesBuilder<Builder> {
        private final Construct scope;
        private final String id;
        private final NatGatewaySecondaryAddressesProps.Builder props = NatGatewaySecondaryAddressesProps.builder();

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        Builder self() {
            return this;
        }

        /** See {@link NatGatewaySecondaryAddressesProps.Builder#natGatewayId}. */
        public Builder natGatewayId(String natGatewayId) {
            props.natGatewayId(natGatewayId);
            return this;
        }

        /** See {@link NatGatewaySecondaryAddressesProps.Builder#natGateway}. */
        public Builder natGateway(INatGatewayRef natGateway) {
            props.natGateway(natGateway);
            return this;
        }

        /** See the constructor. */
        public NatGatewaySecondaryAddresses build() {
            return new NatGatewaySecondaryAddresses(scope, id, props.like(this).build());
        }
    }
}

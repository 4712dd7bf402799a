package io.github.cdknat;

import io.github.cdknat.internal.Declaration;
import io.github.cdknat.shared.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * <p>All constructs of one stack share two Lambda functions and one state machine. Constructs on one gateway are put in sequence, and
 * drain one after another; one construct drains all its addresses at once.
 */
public final class NatGatewaySecondaryAddresses extends Construct {
    private final SecondaryAddresses addresses;

    /**
     * Declares addresses with every other property at its default.
     * @param scope the construct that it is made in
     * @param id its id in that construct; another one is another resource for CloudFormation
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
     * @param scope the construct that it is made in
     * @param id its id in that construct; another one is another resource for CloudFormation
     * @param props the gateway, its addresses, and how they come and go
     * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
     */
    public NatGatewaySecondaryAddresses(Construct scope, String id, NatGatewaySecondaryAddressesProps props) {
        super(scope, id);
        addresses = new SecondaryAddresses(this, Declaration.of(this, props));
    }

    /** {@return the gateway's id} */
    public String getNatGatewayId() {
        return addresses.declaration().gateway().id();
    }

    /** {@return the addresses as things that other resources can use: strings, CIDRs, peers, prefix list entries} */
    public SecondaryAddresses getSecondaryAddresses() {
        return addresses;
    }

    /** {@return the same as {@link SecondaryAddresses#values()}} */
    public List<String> getSecondaryPrivateIpAddresses() {
        return addresses.values();
    }

    /** {@return the same as {@link SecondaryAddresses#cidrs()}} */
    public List<String> getSecondaryPrivateIpCidrs() {
        return addresses.cidrs();
    }

    /**
     * The same as {@link SecondaryAddresses#allowedBy}.
     * @param rules whatever lets the addresses through; at least one
     * @throws IllegalArgumentException if nothing is passed
     */
    public void allowedBy(IDependable... rules) {
        addresses.allowedBy(rules);
    }

    /** {@return the gateway's primary private IPv4 address, known when the addresses have been assigned} */
    public String getPrimaryPrivateIpAddress() {
        return addresses.attribute(Contract.PRIMARY_PRIVATE_IP_ADDRESS);
    }

    /** {@return the id of the gateway's network interface, known when the addresses have been assigned} */
    public String getNetworkInterfaceId() {
        return addresses.attribute(Contract.NETWORK_INTERFACE_ID);
    }

    /** {@return the custom resource that owns the addresses} */
    public CfnResource getResource() {
        return addresses.getResource();
    }

    /** {@return the same as {@link SecondaryAddresses#getAddressesAssigned}} */
    public CfnResource getAddressesAssigned() {
        return addresses.getAddressesAssigned();
    }

    /** {@return the metrics of the handler behind all constructs of the stack} */
    public HandlerMetrics getHandlerMetrics() {
        return new HandlerMetrics(this);
    }

    /** Builds the construct; every method but {@link #build} returns this builder. */
    public static final class Builder extends SecondaryAddressesBuilder<Builder> {
        private final Construct scope;
        private final String id;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * Begins a construct; nothing is made before {@link #build}.
         * @param scope the construct that it is made in
         * @param id its id in that construct; another one is another resource for CloudFormation
         * @return a builder with every property at its default
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * See {@link NatGatewaySecondaryAddressesProps.Builder#natGatewayId}.
         * @param natGatewayId for example {@code nat-0123456789abcdef0}
         * @return this builder
         */
        public Builder natGatewayId(@Nullable String natGatewayId) {
            return with("natGatewayId", natGatewayId);
        }

        /**
         * See {@link NatGatewaySecondaryAddressesProps.Builder#natGateway}.
         * @param natGateway for example a {@code CfnNatGateway}
         * @return this builder
         */
        public Builder natGateway(@Nullable INatGatewayRef natGateway) {
            return with("natGateway", natGateway);
        }

        /**
         * Makes the construct.
         * @return the construct, in its scope
         * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
         */
        public NatGatewaySecondaryAddresses build() {
            return new NatGatewaySecondaryAddresses(scope, id, new NatGatewaySecondaryAddressesProps(this));
        }
    }
}

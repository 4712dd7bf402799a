package io.github.cdknat;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.interfaces.ec2.INatGatewayRef;
import software.constructs.Construct;

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
    private final String natGatewayId;
    private final DeclaredAddresses addresses;
    private final Optional<DeclaredCount> count;
    private final CfnResource resource;

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
        Declaration declaration = Declaration.of(this, props);
        natGatewayId = declaration.gateway().id();
        addresses = declaration.addresses();
        count = declaration.count();
        Provider provider = Provider.of(Stack.of(this), declaration);
        resource = AddressesResource.of(this, provider, declaration);
        provider.admit(this, declaration, resource);
    }

    /** The gateway's id. */
    public String getNatGatewayId() {
        return natGatewayId;
    }

    /**
     * The addresses. Declared ones are plain literals in numerical order, if all of them are literals, and tokens stand as they
     * were declared: using them makes nothing depend on the assignment, so an allow-list can come first. Of a count they are
     * tokens, as many as the count, in the order of choice, known when they have been assigned.
     */
    public List<String> getSecondaryPrivateIpAddresses() {
        return count.map(this::chosen).orElse(addresses.values());
    }

    /** The addresses as /32 CIDRs, in the same order; if a declared list is a token, it must not turn out empty. */
    public List<String> getSecondaryPrivateIpCidrs() {
        return count.isPresent()
                ? getSecondaryPrivateIpAddresses().stream()
                        .map(address -> address + "/32")
                        .toList()
                : addresses.cidrs();
    }

    private List<String> chosen(DeclaredCount declared) {
        return declared.count() == 0
                ? List.of()
                : Fn.split(",", Token.asString(resource.getAtt("SecondaryPrivateIpAddresses")), declared.count());
    }

    /** The gateway's primary private IPv4 address, known when the addresses have been assigned. */
    public String getPrimaryPrivateIpAddress() {
        return Token.asString(resource.getAtt("PrimaryPrivateIpAddress"));
    }

    /** The id of the gateway's network interface, known when the addresses have been assigned. */
    public String getNetworkInterfaceId() {
        return Token.asString(resource.getAtt("NetworkInterfaceId"));
    }

    /** The custom resource; depend on it for whatever must come after the assignment. */
    public CfnResource getResource() {
        return resource;
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

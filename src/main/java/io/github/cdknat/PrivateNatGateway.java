package io.github.cdknat;

import io.github.cdknat.internal.Declaration;
import io.github.cdknat.internal.PrivateNatGatewayBase;
import io.github.cdknat.internal.TargetGateway;
import io.github.cdknat.shared.Contract;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * A private NAT gateway with its secondary IPv4 addresses.
 *
 * <p>The gateway is CloudFormation's, without secondary addresses of its own; those are assigned and released by the same custom resource
 * as {@link NatGatewaySecondaryAddresses} uses, with the same promises. It is there also for no address, so that going down to none is an
 * update like any other. When the stack deletes or replaces the gateway, its addresses begin to drain and nobody waits for them.
 */
public final class PrivateNatGateway extends PrivateNatGatewayBase {
    private final TargetGateway gateway;
    private final SecondaryAddresses addresses;
    private final PrivateNatGatewayProps props;

    /**
     * Makes the gateway.
     * @param scope the construct that it is made in
     * @param id its id in that construct; another one is another gateway for CloudFormation
     * @param props its subnet, its addresses, and how they come and go
     * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
     */
    public PrivateNatGateway(Construct scope, String id, PrivateNatGatewayProps props) {
        super(scope, id);
        gateway = TargetGateway.made(this, props);
        this.props = props;
        Construct declared = new Construct(this, "SecondaryAddresses");
        addresses = new SecondaryAddresses(declared, Declaration.of(declared, gateway, props));
    }

    /**
     * A gateway that exists already, by its id, with its secondary addresses unknown.
     * @param scope the construct that it is made in
     * @param id its id in that construct
     * @param natGatewayId for example {@code nat-0123456789abcdef0}, or a token
     * @return the gateway as this app can use it; nothing is looked up, and nothing of it is changed
     * @throws IllegalArgumentException if the id is a literal that no NAT gateway can have
     */
    public static IPrivateNatGateway fromPrivateNatGatewayId(Construct scope, String id, String natGatewayId) {
        PrivateNatGatewayAttributes.Builder known = PrivateNatGatewayAttributes.builder();
        return fromPrivateNatGatewayAttributes(
                scope, id, known.natGatewayId(natGatewayId).build());
    }

    /**
     * A gateway that exists already, by what is known of it.
     * @param scope the construct that it is made in
     * @param id its id in that construct
     * @param attributes its id, and its secondary addresses if they matter
     * @return the gateway as this app can use it; nothing is looked up, and nothing of it is changed
     * @throws IllegalArgumentException if the id is missing, or a literal that no NAT gateway can have
     */
    public static IPrivateNatGateway fromPrivateNatGatewayAttributes(
            Construct scope, String id, PrivateNatGatewayAttributes attributes) {
        return new Imported(scope, id, attributes);
    }

    @Override
    public String getNatGatewayId() {
        return gateway.id();
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
     * @param rules whatever lets the addresses through; at least one
     * @throws IllegalArgumentException if nothing is passed
     */
    public void allowedBy(IDependable... rules) {
        addresses.allowedBy(rules);
    }

    /** {@return the gateway's primary private IPv4 address: as it was given, or as EC2 chose it, known when the addresses are assigned} */
    public String getPrimaryPrivateIpAddress() {
        return props.getPrivateIpAddress().orElseGet(() -> addresses.attribute(Contract.PRIMARY_PRIVATE_IP_ADDRESS));
    }

    /** {@return the id of the gateway's network interface, known when the addresses have been assigned} */
    public String getNetworkInterfaceId() {
        return addresses.attribute(Contract.NETWORK_INTERFACE_ID);
    }

    /** {@return the metrics of the handler behind all constructs of the stack} */
    public HandlerMetrics getHandlerMetrics() {
        return new HandlerMetrics(this);
    }

    @Override
    protected Optional<List<String>> knownAddresses() {
        return Optional.of(addresses.values());
    }

    @Override
    protected Optional<CfnResource> beforeTraffic() {
        return props.getRoutesWaitForAddresses() ? Optional.of(addresses.getAddressesAssigned()) : Optional.empty();
    }

    private static final class Imported extends PrivateNatGatewayBase {
        private final String natGatewayId;
        private final PrivateNatGatewayAttributes attributes;

        Imported(Construct scope, String id, PrivateNatGatewayAttributes attributes) {
            super(scope, id);
            natGatewayId = TargetGateway.checkedId(path, attributes.getNatGatewayId());
            this.attributes = attributes;
        }

        @Override
        public String getNatGatewayId() {
            return natGatewayId;
        }

        @Override
        public List<String> getSecondaryPrivateIpAddresses() {
            return knownAddresses()
                    .orElseThrow(() -> path.invalid(
                            "secondaryPrivateIpAddresses",
                            "the gateway was imported without them (what exists outside the app is not looked"
                                    + " up); import it with PrivateNatGateway.fromPrivateNatGatewayAttributes."));
        }

        @Override
        protected Optional<List<String>> knownAddresses() {
            return attributes.getSecondaryPrivateIpAddresses();
        }
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
         * @param scope the construct that it is made in
         * @param id its id in that construct; another one is another gateway for CloudFormation
         * @return a builder with every property at its default
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Makes the gateway.
         * @return the gateway, in its scope
         * @throws IllegalArgumentException if a literal breaks a rule; the message says which and what to do
         */
        public PrivateNatGateway build() {
            return new PrivateNatGateway(scope, id, new PrivateNatGatewayProps(this));
        }
    }
}

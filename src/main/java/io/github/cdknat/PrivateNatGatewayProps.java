package io.github.cdknat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;

/** What {@link PrivateNatGateway} is made from; immutable. */
public final class PrivateNatGatewayProps extends SecondaryAddressesProps {
    private final @Nullable ISubnetRef subnet;
    private final @Nullable String privateIpAddress;
    private final @Nullable String natGatewayName;
    private final Map<String, String> tags;
    private final RouteStart routeStart;

    PrivateNatGatewayProps(PrivateNatGatewayBuilder<?> builder) {
        super(builder);
        subnet = builder.subnet;
        privateIpAddress = builder.privateIpAddress;
        natGatewayName = builder.natGatewayName;
        tags = builder.tags == null ? Map.of() : new TreeMap<>(builder.tags);
        routeStart = builder.routesWaitForAddresses ? RouteStart.WITH_ADDRESSES : RouteStart.AT_ONCE;
    }

    /** When traffic may come. */
    enum RouteStart {
        AT_ONCE,
        WITH_ADDRESSES
    }

    /** {@return a builder with every property at its default} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the gateway's subnet; empty if it was not given, which the construct refuses} */
    public Optional<ISubnetRef> getSubnet() {
        return Optional.ofNullable(subnet);
    }

    /** {@return the gateway's primary address, if it was given} */
    public Optional<String> getPrivateIpAddress() {
        return Optional.ofNullable(privateIpAddress);
    }

    /** {@return the gateway's name, if it was given} */
    public Optional<String> getNatGatewayName() {
        return Optional.ofNullable(natGatewayName);
    }

    /** {@return the gateway's tags beside its name} */
    public Map<String, String> getTags() {
        return new LinkedHashMap<>(tags);
    }

    /** {@return whether routes to the gateway come after its addresses} */
    public boolean getRoutesWaitForAddresses() {
        return routeStart == RouteStart.WITH_ADDRESSES;
    }

    /** Builds the props; every method but {@link #build} returns this builder; null means the default. */
    public static final class Builder extends PrivateNatGatewayBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** {@return the props; they are checked when the construct is made} */
        public PrivateNatGatewayProps build() {
            return new PrivateNatGatewayProps(this);
        }
    }
}

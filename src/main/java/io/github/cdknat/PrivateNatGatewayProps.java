package io.github.cdknat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;

/** What {@link PrivateNatGateway} is made from; immutable. */
public final class PrivateNatGatewayProps extends SecondaryAddressesProps {
    PrivateNatGatewayProps(PrivateNatGatewayBuilder<?> builder) {
        super(builder);
    }

    /** {@return a builder with every property at its default} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the gateway's subnet; empty if it was not given, which the construct refuses} */
    public Optional<ISubnetRef> getSubnet() {
        return values.get("subnet");
    }

    /** {@return the gateway's primary address, if it was given} */
    public Optional<String> getPrivateIpAddress() {
        return values.get("privateIpAddress");
    }

    /** {@return the gateway's name, if it was given} */
    public Optional<String> getNatGatewayName() {
        return values.get("natGatewayName");
    }

    /** {@return the gateway's tags beside its name} */
    public Map<String, String> getTags() {
        return new LinkedHashMap<>(values.get("tags", Map.of()));
    }

    /** {@return whether routes to the gateway come after its addresses} */
    public boolean getRoutesWaitForAddresses() {
        return values.get("routesWaitForAddresses", false);
    }

    /** Builds the props; every method but {@link #build} returns this builder; null means the default. */
    public static final class Builder extends PrivateNatGatewayBuilder<Builder> {
        private Builder() {}

        /** {@return the props; they are checked when the construct is made} */
        public PrivateNatGatewayProps build() {
            return new PrivateNatGatewayProps(this);
        }
    }
}

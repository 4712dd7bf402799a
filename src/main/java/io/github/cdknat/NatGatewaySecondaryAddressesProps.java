package io.github.cdknat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.INatGatewayRef;

/** What {@link NatGatewaySecondaryAddresses} is made from; immutable. */
public final class NatGatewaySecondaryAddressesProps extends SecondaryAddressesProps {
    NatGatewaySecondaryAddressesProps(SecondaryAddressesBuilder<?> builder) {
        super(builder);
    }

    /** {@return a builder with every property at its default} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the gateway's id, if it was given as one} */
    public Optional<String> getNatGatewayId() {
        return values.get("natGatewayId");
    }

    /** {@return the gateway, if it was given as a reference} */
    public Optional<INatGatewayRef> getNatGateway() {
        return values.get("natGateway");
    }

    /** Builds the props; every method returns this builder; null means the default. */
    public static final class Builder extends SecondaryAddressesBuilder<Builder> {
        private Builder() {}

        /**
         * The private NAT gateway by its id, a literal or a token; it may belong to another stack, another tool or nobody.
         *
         * <p>Give this or {@link #natGateway}, not both.
         * @param natGatewayId for example {@code nat-0123456789abcdef0}
         * @return this builder
         */
        public Builder natGatewayId(@Nullable String natGatewayId) {
            return with("natGatewayId", natGatewayId);
        }

        /**
         * The private NAT gateway by reference, for example a {@code CfnNatGateway}.
         *
         * <p>Give this or {@link #natGatewayId}, not both.
         * @param natGateway as far as this app declares it, its connectivity must be private, and it must declare no secondary
         *     private addresses itself
         * @return this builder
         */
        public Builder natGateway(@Nullable INatGatewayRef natGateway) {
            return with("natGateway", natGateway);
        }

        /** {@return the props; they are checked when the construct is made} */
        public NatGatewaySecondaryAddressesProps build() {
            return new NatGatewaySecondaryAddressesProps(this);
        }
    }
}

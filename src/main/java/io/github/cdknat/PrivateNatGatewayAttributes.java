package io.github.cdknat;

import io.github.cdknat.internal.PropertyValues;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a private NAT gateway that exists already; immutable. */
public final class PrivateNatGatewayAttributes {
    private final PropertyValues values;

    private PrivateNatGatewayAttributes(PropertyValues values) {
        this.values = values;
    }

    /** {@return a builder with every property at its default} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the gateway's id; null if it was not given, which the import refuses} */
    public @Nullable String getNatGatewayId() {
        return values.<String>get("natGatewayId").orElse(null);
    }

    /** {@return the gateway's secondary addresses, if they were given} */
    public Optional<List<String>> getSecondaryPrivateIpAddresses() {
        return values.get("secondaryPrivateIpAddresses");
    }

    /** Builds the attributes; every method but {@link #build} returns this builder. */
    public static final class Builder {
        private final PropertyValues values = new PropertyValues();

        private Builder() {}

        /**
         * The gateway's id; required.
         * @param natGatewayId for example {@code nat-0123456789abcdef0}, or a token
         * @return this builder
         */
        public Builder natGatewayId(@Nullable String natGatewayId) {
            values.set("natGatewayId", natGatewayId);
            return this;
        }

        /**
         * The secondary addresses that the gateway has: what its connection capacity is calculated from. They are believed, not
         * looked up, and nothing is assigned.
         * @param addresses default: not known
         * @return this builder
         */
        public Builder secondaryPrivateIpAddresses(@Nullable List<String> addresses) {
            values.set("secondaryPrivateIpAddresses", addresses == null ? null : List.copyOf(addresses));
            return this;
        }

        /** {@return the attributes; they are checked by the import} */
        public PrivateNatGatewayAttributes build() {
            return new PrivateNatGatewayAttributes(values.copy());
        }
    }
}

package io.github.cdknat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.interfaces.ec2.INatGatewayRef;
import software.amazon.awscdk.services.logs.RetentionDays;

/** What {@link NatGatewaySecondaryAddresses} is made from; immutable. */
public final class NatGatewaySecondaryAddressesProps {
    private static final int DEFAULT_DRAIN_SECONDS = 350;
    private static final int DEFAULT_LIMIT = 8;

    private final String natGatewayId;
    private final INatGatewayRef natGateway;
    private final List<String> secondaryPrivateIpAddresses;
    private final Integer secondaryPrivateIpAddressCount;
    private final String secondaryPrivateIpAddressPool;
    private final List<String> excludedAddresses;
    private final Duration maxDrainDuration;
    private final int addressLimit;
    private final RetentionDays logRetention;
    private final RemovalPolicy removalPolicy;

    private NatGatewaySecondaryAddressesProps(Builder builder) {
        natGatewayId = builder.natGatewayId;
        natGateway = builder.natGateway;
        // Not List.copyOf: a null among the addresses is refused by the construct, which can say where.
        secondaryPrivateIpAddresses = builder.secondaryPrivateIpAddresses == null
                ? null
                : Collections.unmodifiableList(new ArrayList<>(builder.secondaryPrivateIpAddresses));
        secondaryPrivateIpAddressCount = builder.secondaryPrivateIpAddressCount;
        secondaryPrivateIpAddressPool = builder.secondaryPrivateIpAddressPool;
        excludedAddresses = builder.excludedAddresses == null
                ? null
                : Collections.unmodifiableList(new ArrayList<>(builder.excludedAddresses));
        maxDrainDuration =
                Objects.requireNonNullElseGet(builder.maxDrainDuration, () -> Duration.seconds(DEFAULT_DRAIN_SECONDS));
        addressLimit = builder.addressLimit;
        logRetention = Objects.requireNonNullElse(builder.logRetention, RetentionDays.ONE_MONTH);
        removalPolicy = Objects.requireNonNullElse(builder.removalPolicy, RemovalPolicy.DESTROY);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The gateway's id, if it was given as one. */
    public Optional<String> getNatGatewayId() {
        return Optional.ofNullable(natGatewayId);
    }

    /** The gateway, if it was given as a reference. */
    public Optional<INatGatewayRef> getNatGateway() {
        return Optional.ofNullable(natGateway);
    }

    /** The declared addresses; empty if they were not declared at all, which the construct refuses. */
    public Optional<List<String>> getSecondaryPrivateIpAddresses() {
        return Optional.ofNullable(secondaryPrivateIpAddresses);
    }

    /** How many addresses are to be chosen; empty if they are listed. */
    public Optional<Integer> getSecondaryPrivateIpAddressCount() {
        return Optional.ofNullable(secondaryPrivateIpAddressCount);
    }

    /** The CIDR that a count is chosen from; empty for the whole subnet. */
    public Optional<String> getSecondaryPrivateIpAddressPool() {
        return Optional.ofNullable(secondaryPrivateIpAddressPool);
    }

    /** What is never chosen for a count; empty if nothing was said. */
    public Optional<List<String>> getExcludedAddresses() {
        return Optional.ofNullable(excludedAddresses);
    }

    /** How long an unassigned address may drain. */
    public Duration getMaxDrainDuration() {
        return maxDrainDuration;
    }

    /** How many addresses a gateway may have, its primary one included. */
    public int getAddressLimit() {
        return addressLimit;
    }

    /** How long the functions' logs are kept. */
    public RetentionDays getLogRetention() {
        return logRetention;
    }

    /** What happens to the addresses when the construct is removed. */
    public RemovalPolicy getRemovalPolicy() {
        return removalPolicy;
    }

    /** Builds the props; every method returns this builder; null means the default. */
    public static final class Builder {
        private String natGatewayId;
        private INatGatewayRef natGateway;
        private List<String> secondaryPrivateIpAddresses;
        private Integer secondaryPrivateIpAddressCount;
        private String secondaryPrivateIpAddressPool;
        private List<String> excludedAddresses;
        private Duration maxDrainDuration;
        private int addressLimit = DEFAULT_LIMIT;
        private RetentionDays logRetention;
        private RemovalPolicy removalPolicy;

        private Builder() {}

        /**
         * The private NAT gateway by its id, a literal or a token; it may belong to another stack, another tool or nobody.
         *
         * <p>Give this or {@link #natGateway}, not both.
         *
         * @param natGatewayId for example {@code nat-0123456789abcdef0}
         */
        public Builder natGatewayId(String natGatewayId) {
            this.natGatewayId = natGatewayId;
            return this;
        }

        /**
         * The private NAT gateway by reference, for example a {@code CfnNatGateway}.
         *
         * <p>Give this or {@link #natGatewayId}, not both.
         */
        public Builder natGateway(INatGatewayRef natGateway) {
            this.natGateway = natGateway;
            return this;
        }

        /**
         * The secondary addresses that the gateway shall have beside others' ones, in any order; an empty list means none.
         *
         * <p>Literals are checked at synthesis (syntax, duplicates, number); tokens are checked when the stack is deployed.
         *
         * @param addresses at most {@code addressLimit - 1} IPv4 addresses of the gateway's subnet
         */
        public Builder secondaryPrivateIpAddresses(List<String> addresses) {
            this.secondaryPrivateIpAddresses = addresses;
            return this;
        }

        /**
         * How many secondary addresses the gateway shall have beside others' ones, chosen by the handler out of the free ones;
         * 0 means none. More of them keeps those that are there, fewer gives back the last chosen ones.
         *
         * <p>Give this or {@link #secondaryPrivateIpAddresses}, not both; a change from one to the other keeps every address
         * that is in both.
         *
         * @param count 0..{@code addressLimit - 1}, known at synthesis
         */
        public Builder secondaryPrivateIpAddressCount(int count) {
            this.secondaryPrivateIpAddressCount = count;
            return this;
        }

        /**
         * Where a count is chosen from, so that a partner's allow-list can be agreed on beforehand: lowest address first.
         *
         * @param cidr CIDR notation inside the gateway's subnet; default: the whole subnet, from its highest address downward
         */
        public Builder secondaryPrivateIpAddressPool(String cidr) {
            this.secondaryPrivateIpAddressPool = cidr;
            return this;
        }

        /**
         * What is never chosen for a count. Nor are the addresses that AWS reserves (the first four of the subnet and its last
         * one), those in use, in a record of the stack, or in a subnet CIDR reservation of type prefix (<a
         * href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-cidr-reservation.html">Subnet CIDR reservations</a>).
         *
         * @param addresses IPv4 addresses and CIDRs; default none
         */
        public Builder excludedAddresses(List<String> addresses) {
            this.excludedAddresses = addresses;
            return this;
        }

        /**
         * How long an address that is given back may go on serving its existing connections.
         *
         * <p>A token is passed on, if it is in seconds ({@code Duration.seconds(token)}); CloudFormation then waits for each
         * request as long as it can, 3600 s.
         *
         * @param maxDrainDuration whole seconds, 1..4000 ({@code MaxDrainDurationSeconds} of <a
         *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignPrivateNatGatewayAddress.html">
         *     UnassignPrivateNatGatewayAddress</a>); default 350 seconds, as EC2's
         */
        public Builder maxDrainDuration(Duration maxDrainDuration) {
            this.maxDrainDuration = maxDrainDuration;
            return this;
        }

        /**
         * How many private IPv4 addresses a NAT gateway may have in your account, the primary one included.
         *
         * @param addressLimit 2..32; default 8 (<a
         *     href="https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html">Amazon VPC quotas</a>, quota
         *     L-DFA99DE7)
         */
        public Builder addressLimit(int addressLimit) {
            this.addressLimit = addressLimit;
            return this;
        }

        /**
         * How long the logs of the functions are kept; all constructs of one stack share them, so all must say the same.
         *
         * @param logRetention default one month
         */
        public Builder logRetention(RetentionDays logRetention) {
            this.logRetention = logRetention;
            return this;
        }

        /**
         * What happens to the addresses when the construct is removed or its stack deleted.
         *
         * @param removalPolicy DESTROY (default) drains and unassigns them; RETAIN leaves them on the gateway, also if their
         *     creation is rolled back; RETAIN_ON_UPDATE_OR_DELETE leaves them but for a rolled back creation. A replacement
         *     always gives back what is no longer declared. SNAPSHOT is refused.
         */
        public Builder removalPolicy(RemovalPolicy removalPolicy) {
            this.removalPolicy = removalPolicy;
            return this;
        }

        /** The props; they are checked when the construct is made. */
        public NatGatewaySecondaryAddressesProps build() {
            return new NatGatewaySecondaryAddressesProps(this);
        }
    }
}

package io.github.cdknat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;

/**
 * Declares secondary addresses, and how they come and go; null means the default.
 *
 * @param <B> the builder that every method returns
 */
public abstract class SecondaryAddressesBuilder<B extends SecondaryAddressesBuilder<B>> extends HandlerBuilder<B> {
    SecondaryAddressesBuilder() {}

    /** Not List.copyOf: a null among the addresses is refused by the construct, which can say where. */
    private static @Nullable List<String> copy(@Nullable List<String> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }

    /**
     * The secondary addresses that the gateway shall have beside others' ones, in any order; an empty list means none.
     *
     * <p>Literals are checked at synthesis (syntax, duplicates, number); tokens are checked when the stack is deployed.
     *
     * @param addresses at most {@code addressLimit - 1} IPv4 addresses of the gateway's subnet, without its first four and its
     *     last, which AWS reserves (<a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">Subnet sizing</a>);
     *     required, unless a count is given or the gateway is a {@link PrivateNatGateway}'s
     * @return this builder
     */
    public B secondaryPrivateIpAddresses(@Nullable List<String> addresses) {
        values.secondaryPrivateIpAddresses = copy(addresses);
        return self();
    }

    /**
     * How many secondary addresses the gateway shall have beside others' ones, chosen by the handler out of the free ones; 0
     * means none. More of them keeps those that are there, fewer releases the last chosen ones.
     *
     * <p>Give this or {@link #secondaryPrivateIpAddresses}, not both; a change from one to the other keeps every address that
     * is in both.
     *
     * @param count 0..{@code addressLimit - 1}, known at synthesis; default: the addresses are listed
     * @return this builder
     */
    public B secondaryPrivateIpAddressCount(int count) {
        values.secondaryPrivateIpAddressCount = count;
        return self();
    }

    /**
     * Where a count is chosen from, so that a partner's allow-list can be agreed on beforehand: lowest address first.
     *
     * @param cidr CIDR notation inside the gateway's subnet; default: the whole subnet, from its highest address downward
     * @return this builder
     */
    public B secondaryPrivateIpAddressPool(@Nullable String cidr) {
        values.secondaryPrivateIpAddressPool = cidr;
        return self();
    }

    /**
     * What is never chosen for a count. Nor are the addresses that AWS reserves (the first four of the subnet and its last
     * one), those in use, in a record of the stack, or in a subnet CIDR reservation of type prefix (<a
     * href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-cidr-reservation.html">Subnet CIDR reservations</a>).
     *
     * @param addresses IPv4 addresses and CIDRs; default none
     * @return this builder
     */
    public B excludedAddresses(@Nullable List<String> addresses) {
        values.excludedAddresses = copy(addresses);
        return self();
    }

    /**
     * How long an address that is released may go on serving its existing connections.
     *
     * <p>Every duration is waited out by one deployment. CloudFormation gives a request of a custom resource 3600 s ({@code
     * ServiceTimeout} of <a
     * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html">
     * AWS::CloudFormation::CustomResource</a>); above 1350 s
     * that may be too short at worst, and drain waiters are added to the template: up to two custom resources before and two after
     * the one that owns the addresses. A token is passed on, if it is in seconds ({@code Duration.seconds(token)}), and waited
     * for as for the longest.
     *
     * @param maxDrainDuration whole seconds, 1..4000 ({@code MaxDrainDurationSeconds} of <a
     *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignPrivateNatGatewayAddress.html">
     *     UnassignPrivateNatGatewayAddress</a>); default 350 seconds, as EC2's
     * @return this builder
     */
    public B maxDrainDuration(@Nullable Duration maxDrainDuration) {
        values.maxDrainDuration = maxDrainDuration;
        return self();
    }

    /**
     * How far a deployment waits for the drain of addresses that it releases.
     *
     * @param drainWait UNTIL_ENDED (default): until they are gone; UNTIL_STARTED: until EC2 has accepted their release, so that a
     *     deployment ends sooner. The next change of the gateway, by whomever, then has to wait for the rest of the drain.
     * @return this builder
     */
    public B drainWait(@Nullable DrainWait drainWait) {
        values.drainWait = drainWait;
        return self();
    }

    /**
     * How many private IPv4 addresses a NAT gateway may have in your account, the primary one included.
     *
     * @param addressLimit 2..32; default 8 (<a
     *     href="https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html">Amazon VPC quotas</a>, quota
     *     L-DFA99DE7)
     * @return this builder
     */
    public B addressLimit(int addressLimit) {
        values.addressLimit = addressLimit;
        return self();
    }

    /**
     * What happens to the addresses when the construct is removed or its stack deleted (<a
     * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">
     * DeletionPolicy attribute</a>).
     *
     * @param removalPolicy DESTROY (default) drains and unassigns them; RETAIN leaves them on the gateway, also if their
     *     creation is rolled back; RETAIN_ON_UPDATE_OR_DELETE leaves them but for a rolled back creation. A replacement
     *     always releases what is no longer declared. SNAPSHOT is refused.
     * @return this builder
     */
    public B removalPolicy(@Nullable RemovalPolicy removalPolicy) {
        values.removalPolicy = removalPolicy;
        return self();
    }
}

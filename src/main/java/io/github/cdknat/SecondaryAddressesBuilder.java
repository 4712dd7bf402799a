package io.github.cdknat;

import io.github.cdknat.internal.PropertyValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.interfaces.kms.IKeyRef;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Declares secondary addresses, how they come and go, and how the handler behind them runs; null means the default. All constructs of
 * one stack share one handler, so all must say the same of it.
 * @param <B> the builder that every method returns
 */
public abstract class SecondaryAddressesBuilder<B extends SecondaryAddressesBuilder<B>> {
    final PropertyValues values = new PropertyValues();

    SecondaryAddressesBuilder() {}

    /** The type that every method returns is the builder's own. */
    @SuppressWarnings("unchecked")
    final B with(String property, @Nullable Object value) {
        values.set(property, value);
        return (B) this;
    }

    /** Not List.copyOf: a null among the addresses is refused by the construct, which can say where. */
    private static @Nullable List<String> copy(@Nullable List<String> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }

    /**
     * The secondary addresses that the gateway shall have beside others' ones, in any order; an empty list means none.
     *
     * <p>Literals are checked at synthesis (syntax, duplicates, number); tokens are checked when the stack is deployed.
     * @param addresses at most {@code addressLimit - 1} IPv4 addresses of the gateway's subnet, without its first four and its
     *     last, which AWS reserves (<a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">Subnet sizing</a>);
     *     required, unless a count is given or the gateway is a {@link PrivateNatGateway}'s
     * @return this builder
     */
    public B secondaryPrivateIpAddresses(@Nullable List<String> addresses) {
        return with("secondaryPrivateIpAddresses", copy(addresses));
    }

    /**
     * How many secondary addresses the gateway shall have beside others' ones, chosen by the handler out of the free ones; 0
     * means none. More of them keeps those that are there, fewer releases the last chosen ones.
     *
     * <p>Give this or {@link #secondaryPrivateIpAddresses}, not both; a change from one to the other keeps every address that
     * is in both.
     * @param count 0..{@code addressLimit - 1}, known at synthesis; default: the addresses are listed
     * @return this builder
     */
    public B secondaryPrivateIpAddressCount(int count) {
        return with("secondaryPrivateIpAddressCount", count);
    }

    /**
     * Where a count is chosen from, so that a partner's allow-list can be agreed on beforehand: lowest address first.
     * @param cidr CIDR notation inside the gateway's subnet; default: the whole subnet, from its highest address downward
     * @return this builder
     */
    public B secondaryPrivateIpAddressPool(@Nullable String cidr) {
        return with("secondaryPrivateIpAddressPool", cidr);
    }

    /**
     * What is never chosen for a count. Nor are the five addresses of the subnet that AWS reserves, those in use, in a record of the
     * stack, or in a subnet CIDR reservation of type prefix.
     * @param addresses IPv4 addresses and CIDRs; default none
     * @return this builder
     */
    public B excludedAddresses(@Nullable List<String> addresses) {
        return with("excludedAddresses", copy(addresses));
    }

    /**
     * How long an address that is released may go on serving its existing connections.
     *
     * <p>One deployment waits for all of it. Above 1350 s an hour, which CloudFormation gives to a request of a custom resource, may be too
     * short, and drain waiters are added: up to two custom resources before and two after the one that owns the addresses. A token is
     * passed on, if it is in seconds ({@code Duration.seconds(token)}), and waited for as for the longest.
     * @param maxDrainDuration whole seconds, 1..4000 (UnassignPrivateNatGatewayAddress, Amazon EC2 API Reference); default 350
     * @return this builder
     */
    public B maxDrainDuration(@Nullable Duration maxDrainDuration) {
        return with("maxDrainDuration", maxDrainDuration);
    }

    /**
     * How far a deployment waits for the drain of addresses that it releases.
     * @param drainWait UNTIL_ENDED (default): until they are gone; UNTIL_STARTED: until EC2 has accepted their release, so that a
     *     deployment ends sooner. The next change of the gateway, by whomever, then has to wait for the rest of the drain.
     * @return this builder
     */
    public B drainWait(@Nullable DrainWait drainWait) {
        return with("drainWait", drainWait);
    }

    /**
     * How many private IPv4 addresses a NAT gateway may have in your account, the primary one included.
     * @param addressLimit 2..32; default 8, AWS's quota L-DFA99DE7, "not adjustable": another value only if your account has another (<a
     *     href="https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html">Amazon VPC quotas</a>)
     * @return this builder
     */
    public B addressLimit(int addressLimit) {
        return with("addressLimit", addressLimit);
    }

    /**
     * What happens to the addresses when the construct is removed or its stack deleted.
     * @param removalPolicy DESTROY (default) drains and unassigns them; RETAIN leaves them on the gateway, also if their
     *     creation is rolled back; RETAIN_ON_UPDATE_OR_DELETE leaves them but for a rolled back creation. A replacement
     *     always releases what is no longer declared. SNAPSHOT is refused.
     * @return this builder
     */
    public B removalPolicy(@Nullable RemovalPolicy removalPolicy) {
        return with("removalPolicy", removalPolicy);
    }

    /**
     * How long the logs of the functions are kept (PutRetentionPolicy, Amazon CloudWatch Logs API Reference).
     * @param logRetention default one month
     * @return this builder
     */
    public B logRetention(@Nullable RetentionDays logRetention) {
        return with("logRetention", logRetention);
    }

    /**
     * The KMS key that encrypts the logs of the functions; nothing here changes the key. Its policy must let CloudWatch Logs of the
     * Region use it ("Encrypt log data in CloudWatch Logs using AWS KMS", its user guide).
     * @param encryptionKey for example an {@code IKey}; default: CloudWatch Logs encrypts with a key of its own
     * @return this builder
     */
    public B encryptionKey(@Nullable IKeyRef encryptionKey) {
        return with("encryptionKey", encryptionKey);
    }

    /**
     * Whether the functions and the state machine send traces to X-Ray.
     * @param tracing ACTIVE, PASS_THROUGH (functions only, if the caller traces) or DISABLED; default DISABLED
     * @return this builder
     */
    public B tracing(@Nullable Tracing tracing) {
        return with("tracing", tracing);
    }

    /**
     * The VPC that the functions run in. <strong>They must reach, from there,</strong> the APIs of EC2, CloudFormation and Step Functions
     * in their Region, and Amazon S3, which takes the responses to CloudFormation, not by the gateways that they change; if they cannot,
     * every request ends in CloudFormation's timeout ("Functions in a VPC", docs/guide.md).
     * @param vpc default none: the functions run in Lambda's own network
     * @return this builder
     */
    public B vpc(@Nullable IVpc vpc) {
        return with("vpc", vpc);
    }

    /**
     * Which subnets of {@link #vpc} the functions run in.
     * @param vpcSubnets default: CDK's, the VPC's private subnets
     * @return this builder
     */
    public B vpcSubnets(@Nullable SubnetSelection vpcSubnets) {
        return with("vpcSubnets", vpcSubnets);
    }

    /**
     * The functions' security groups in {@link #vpc}; HTTPS has to get out.
     * @param securityGroups default: one of the functions' own, which lets everything out and nothing in
     * @return this builder
     */
    public B securityGroups(@Nullable List<ISecurityGroup> securityGroups) {
        return with("securityGroups", securityGroups == null ? List.of() : List.copyOf(securityGroups));
    }

    /**
     * The functions' code instead of the one that comes with this library: its {@code io/github/cdknat/handler.jar}, or one made from the
     * same version. <strong>Every upgrade of this library needs a new object here</strong>, under another key or object version, or the
     * functions keep the old code; nothing checks that. No asset of this library is published then.
     * @param handlerCode one object for all constructs of a stack, in S3 or an asset, for example {@code Code.fromBucketV2(bucket,
     *     key)} or {@code Code.fromAsset(path)}; inline code and images are refused; default: the library's own
     * @return this builder
     */
    public B handlerCode(@Nullable Code handlerCode) {
        return with("handlerCode", handlerCode);
    }
}

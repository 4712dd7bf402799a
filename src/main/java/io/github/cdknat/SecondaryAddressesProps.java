package io.github.cdknat;

import io.github.cdknat.internal.DrainSettings;
import io.github.cdknat.internal.PropertyValues;
import io.github.cdknat.shared.Contract;
import java.util.List;
import java.util.Optional;
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
 * What the props of both constructs share: which secondary addresses a gateway shall have, how they come and go, and how the handler
 * behind them runs. All constructs of one stack share one handler, so all must say the same of it.
 */
public abstract class SecondaryAddressesProps {
    final PropertyValues values;

    SecondaryAddressesProps(SecondaryAddressesBuilder<?> builder) {
        values = builder.values.copy();
    }

    /** {@return the declared addresses; empty if they were not declared at all} */
    public Optional<List<String>> getSecondaryPrivateIpAddresses() {
        return values.get("secondaryPrivateIpAddresses");
    }

    /** {@return how many addresses are to be chosen; empty if they are listed} */
    public Optional<Integer> getSecondaryPrivateIpAddressCount() {
        return values.get("secondaryPrivateIpAddressCount");
    }

    /** {@return the CIDR that a count is chosen from; empty for the whole subnet} */
    public Optional<String> getSecondaryPrivateIpAddressPool() {
        return values.get("secondaryPrivateIpAddressPool");
    }

    /** {@return what is never chosen for a count; empty if nothing was said} */
    public Optional<List<String>> getExcludedAddresses() {
        return values.get("excludedAddresses");
    }

    /** {@return how long an unassigned address may drain; 350 seconds if nothing was said} */
    public Duration getMaxDrainDuration() {
        return values.get("maxDrainDuration", DrainSettings.DEFAULT);
    }

    /** {@return how far a deployment waits for the drain of addresses that it releases; UNTIL_ENDED if nothing was said} */
    public DrainWait getDrainWait() {
        return values.get("drainWait", DrainWait.UNTIL_ENDED);
    }

    /** {@return how many addresses a gateway may have, its primary one included; 8 if nothing was said} */
    public int getAddressLimit() {
        return values.get("addressLimit", Contract.DEFAULT_ADDRESS_LIMIT);
    }

    /** {@return what happens when the construct is removed; DESTROY if nothing was said} */
    public RemovalPolicy getRemovalPolicy() {
        return values.get("removalPolicy", RemovalPolicy.DESTROY);
    }

    /** {@return how long the functions' logs are kept; one month if nothing was said} */
    public RetentionDays getLogRetention() {
        return values.get("logRetention", RetentionDays.ONE_MONTH);
    }

    /** {@return the key that encrypts the functions' logs; empty for CloudWatch's own} */
    public Optional<IKeyRef> getEncryptionKey() {
        return values.get("encryptionKey");
    }

    /** {@return whether the functions and the state machine send traces to X-Ray; DISABLED if nothing was said} */
    public Tracing getTracing() {
        return values.get("tracing", Tracing.DISABLED);
    }

    /** {@return the VPC that the functions run in; empty for none} */
    public Optional<IVpc> getVpc() {
        return values.get("vpc");
    }

    /** {@return which subnets of the VPC; empty for CDK's choice} */
    public Optional<SubnetSelection> getVpcSubnets() {
        return values.get("vpcSubnets");
    }

    /** {@return the functions' security groups in the VPC; empty for one of their own} */
    public List<ISecurityGroup> getSecurityGroups() {
        return values.get("securityGroups", List.of());
    }

    /** {@return the functions' code; empty for the library's own} */
    public Optional<Code> getHandlerCode() {
        return values.get("handlerCode");
    }
}

package io.github.cdknat;

import io.github.cdknat.internal.PropertyValues;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.interfaces.kms.IKeyRef;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * How the handler behind the addresses runs: what the props of both constructs share. All constructs of one stack share one
 * handler, so all must say the same.
 */
public abstract class HandlerProps {
    final PropertyValues values;

    HandlerProps(HandlerBuilder<?> builder) {
        values = builder.values.copy();
    }

    /** {@return how long the functions' logs are kept; one month if nothing was said} */
    public RetentionDays getLogRetention() {
        return Objects.requireNonNullElse(values.logRetention, RetentionDays.ONE_MONTH);
    }

    /** {@return the key that encrypts the functions' logs; empty for CloudWatch's own} */
    public Optional<IKeyRef> getEncryptionKey() {
        return Optional.ofNullable(values.encryptionKey);
    }

    /** {@return whether the functions and the state machine send traces to X-Ray; DISABLED if nothing was said} */
    public Tracing getTracing() {
        return Objects.requireNonNullElse(values.tracing, Tracing.DISABLED);
    }

    /** {@return the VPC that the functions run in; empty for none} */
    public Optional<IVpc> getVpc() {
        return Optional.ofNullable(values.vpc);
    }

    /** {@return which subnets of the VPC; empty for CDK's choice} */
    public Optional<SubnetSelection> getVpcSubnets() {
        return Optional.ofNullable(values.vpcSubnets);
    }

    /** {@return the functions' security groups in the VPC; empty for one of their own} */
    public List<ISecurityGroup> getSecurityGroups() {
        return values.securityGroups;
    }

    /** {@return the functions' code; empty for the library's own} */
    public Optional<Code> getHandlerCode() {
        return Optional.ofNullable(values.handlerCode);
    }
}

package io.github.cdknat;

import io.github.cdknat.internal.PropertyValues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.kms.IKeyRef;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Says how the handler behind the addresses runs. All constructs of one stack share one handler, so all must say the same;
 * null means the default.
 *
 * @param <B> the builder that every method returns
 */
public abstract class HandlerBuilder<B extends HandlerBuilder<B>> {
    final PropertyValues values = new PropertyValues();

    HandlerBuilder() {}

    /** The type that every method returns is the builder's own. */
    @SuppressWarnings("unchecked")
    final B self() {
        return (B) this;
    }

    /**
     * How long the logs of the functions are kept (<a
     * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a>).
     *
     * @param logRetention default one month
     * @return this builder
     */
    public B logRetention(@Nullable RetentionDays logRetention) {
        values.logRetention = logRetention;
        return self();
    }

    /**
     * The KMS key that encrypts the logs of the functions. Its policy must let CloudWatch Logs of the Region use it (<a
     * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Encrypt log data</a>); nothing
     * here changes the key.
     *
     * @param encryptionKey for example an {@code IKey}; default: CloudWatch Logs encrypts with a key of its own
     * @return this builder
     */
    public B encryptionKey(@Nullable IKeyRef encryptionKey) {
        values.encryptionKey = encryptionKey;
        return self();
    }

    /**
     * Whether the functions and the state machine send traces to X-Ray (<a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html">Lambda</a>, <a
     * href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html">Step Functions</a>).
     *
     * @param tracing ACTIVE, PASS_THROUGH (functions only, if the caller traces) or DISABLED; default DISABLED
     * @return this builder
     */
    public B tracing(@Nullable Tracing tracing) {
        values.tracing = tracing;
        return self();
    }

    /**
     * The VPC that the functions run in (<a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Giving Lambda functions access to resources in an
     * Amazon VPC</a>). <strong>They must reach, from there,</strong> the APIs of EC2, CloudFormation and Step
     * Functions in their Region, and Amazon S3, which takes the answers to CloudFormation: through interface endpoints ({@code
     * ec2}, {@code cloudformation}, {@code states}) and a gateway endpoint for S3 whose policy allows CloudFormation's response
     * buckets, or through a way to the internet that does not depend on the gateways they change. If they cannot reach S3, every
     * request ends in CloudFormation's timeout. Deleting a function in a VPC can take CloudFormation twenty minutes.
     *
     * @param vpc default none: the functions run in Lambda's own network
     * @return this builder
     */
    public B vpc(@Nullable IVpc vpc) {
        values.vpc = vpc;
        return self();
    }

    /**
     * Which subnets of {@link #vpc} the functions run in.
     *
     * @param vpcSubnets default: CDK's, the VPC's private subnets
     * @return this builder
     */
    public B vpcSubnets(@Nullable SubnetSelection vpcSubnets) {
        values.vpcSubnets = vpcSubnets;
        return self();
    }

    /**
     * The functions' security groups in {@link #vpc}; HTTPS has to get out.
     *
     * @param securityGroups default: one of the functions' own, which lets everything out and nothing in
     * @return this builder
     */
    public B securityGroups(@Nullable List<ISecurityGroup> securityGroups) {
        values.securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
        return self();
    }

    /**
     * The functions' code instead of the one that comes with this library, for accounts whose functions may only run code from a
     * bucket of theirs, scanned or signed by somebody. Its jar must be the library's own, {@code io/github/cdknat/handler.jar} in the
     * library's jar, or one made from the same version: the template and the handler go together, so <strong>every upgrade of this
     * library needs a new object here</strong>, under another key or object version, or the functions keep the old code. Nothing
     * checks that. The template then names your object, and no asset of this library is published.
     *
     * @param handlerCode one object for all constructs of a stack, in S3 or an asset, for example {@code Code.fromBucketV2(bucket,
     *     key)} or {@code Code.fromAsset(path)}; inline code and images are refused; default: the library's own
     * @return this builder
     */
    public B handlerCode(@Nullable Code handlerCode) {
        values.handlerCode = handlerCode;
        return self();
    }
}

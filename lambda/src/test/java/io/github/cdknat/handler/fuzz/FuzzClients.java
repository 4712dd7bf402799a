package io.github.cdknat.handler.fuzz;

import io.github.cdknat.handler.cloudformation.SdkCloudFormation;
import io.github.cdknat.handler.ec2.SdkEc2;
import io.github.cdknat.handler.stepfunctions.SdkStepFunctions;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The handler's ports over real SDK clients; each thread talks to the AWS that it has opened last. No retries, so no waiting. */
final class FuzzClients {
    private static final ThreadLocal<HostileAws> AWS = new ThreadLocal<>();
    private static final SdkHttpClient TRANSPORT = new SdkHttpClient() {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return AWS.get().prepareRequest(request);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    private static final Ec2Client EC2 = configured(Ec2Client::builder).build();
    static final SdkEc2 GATEWAYS = new SdkEc2(EC2, EC2);
    static final SdkCloudFormation STACK =
            new SdkCloudFormation(configured(CloudFormationClient::builder).build(), Duration.ofSeconds(10));
    static final SdkStepFunctions EXECUTIONS =
            new SdkStepFunctions(configured(SfnClient::builder).build());

    private FuzzClients() {}

    static HostileAws open(HostileAws aws) {
        AWS.set(aws);
        return aws;
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(Supplier<B> builder) {
        return builder.get()
                .httpClient(TRANSPORT)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}

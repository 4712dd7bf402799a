package io.github.cdknat.handler;

import io.github.cdknat.handler.reconcile.Log;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The SDK's clients. What a changing call rests on is read last, in a short time ({@link #LAST_READ}). All else may take
 * longer, as the first call in a new environment does. A changing call is made once.
 */
final class Clients {
    /**
     * A changing call rests on two reads, the stack's status and the gateway, and is made at once after them. Each has so long,
     * retries included, so that the call follows within five seconds of both.
     */
    static final Duration LAST_READ = Duration.ofMillis(2_400);

    /** Three of them fit into the 30 s that OnEvent has: it tries three times to start an execution. */
    private static final Duration PATIENT = Duration.ofSeconds(8);

    private static final Duration WRITE = Duration.ofSeconds(10);

    /** One JSON line on standard output, which Lambda sends to the function's log group. */
    static final Log LOG = fields -> System.out.println(Log.text(fields));

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            .socketTimeout(WRITE)
            .build();

    /** Lambda gives both in the function's environment; a search for them elsewhere, in files first, would cost a cold start more. */
    private static final Region REGION = Region.of(System.getenv("AWS_REGION"));

    private static final AwsCredentialsProvider CREDENTIALS = EnvironmentVariableCredentialsProvider.create();

    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    private Clients() {}

    static Ec2Client ec2Reads() {
        return configured(Ec2Client.builder(), repeating(LAST_READ)).build();
    }

    static Ec2Client ec2Writes() {
        return configured(Ec2Client.builder(), writes()).build();
    }

    static CloudFormationClient cloudFormation() {
        return configured(CloudFormationClient.builder(), repeating(PATIENT)).build();
    }

    static SfnClient stepFunctions() {
        return configured(SfnClient.builder(), repeating(PATIENT)).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, ClientOverrideConfiguration configuration) {
        return builder.httpClient(HTTP)
                .region(REGION)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(configuration);
    }

    private static ClientOverrideConfiguration repeating(Duration inAll) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .defaultProfileFile(NO_PROFILES)
                .apiCallTimeout(inAll)
                .build();
    }

    private static ClientOverrideConfiguration writes() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .defaultProfileFile(NO_PROFILES)
                .apiCallTimeout(WRITE)
                .build();
    }
}

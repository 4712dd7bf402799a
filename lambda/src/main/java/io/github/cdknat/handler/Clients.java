package io.github.cdknat.handler;

import io.github.cdknat.handler.reconcile.Log;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The SDK's clients. A pass makes its mutating call within five seconds of the observation it rests on, so the reads have a
 * short time in all, retries included; a mutating call is made once.
 */
final class Clients {
    private static final Duration READ = Duration.ofMillis(2_400);
    private static final Duration WRITE = Duration.ofSeconds(10);

    /** One JSON line on standard output, which Lambda sends to the function's log group. */
    static final Log LOG = fields -> System.out.println(Json.write(fields));

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            .socketTimeout(WRITE)
            .build();

    private Clients() {}

    static Ec2Client ec2Reads() {
        return configured(Ec2Client.builder(), reads()).build();
    }

    static Ec2Client ec2Writes() {
        return configured(Ec2Client.builder(), writes()).build();
    }

    static CloudFormationClient cloudFormation() {
        return configured(CloudFormationClient.builder(), reads()).build();
    }

    static SfnClient stepFunctions() {
        return configured(SfnClient.builder(), reads()).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, ClientOverrideConfiguration configuration) {
        return builder.httpClient(HTTP).overrideConfiguration(configuration);
    }

    private static ClientOverrideConfiguration reads() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .apiCallTimeout(READ)
                .build();
    }

    private static ClientOverrideConfiguration writes() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallTimeout(WRITE)
                .build();
    }
}

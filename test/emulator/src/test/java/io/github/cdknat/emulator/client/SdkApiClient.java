package io.github.cdknat.emulator.client;

import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.http.EmulatorServer;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Calls a service through the AWS SDK for Java and HTTP. The SDK's own descriptions of its fields say how a parameter or an answer is
 * called on the wire, so a name that AWS does not know cannot come through.
 */
public final class SdkApiClient implements ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmulatorServer door;
    private final Class<?> type;
    private final SdkClient client;

    private SdkApiClient(EmulatorServer door, Class<?> type, SdkClient client) {
        this.door = door;
        this.type = type;
        this.client = client;
    }

    /** A client of that service, ec2, cloudformation or states, with the rights of that principal. */
    public static SdkApiClient of(String name, EmulatorServer door, String principal) {
        return switch (name) {
            case "ec2" -> new SdkApiClient(door, Ec2Client.class, client(door, principal, Ec2Client.builder()));
            case "cloudformation" ->
                new SdkApiClient(
                        door, CloudFormationClient.class, client(door, principal, CloudFormationClient.builder()));
            default -> new SdkApiClient(door, SfnClient.class, client(door, principal, SfnClient.builder()));
        };
    }

    private static <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
            EmulatorServer door, String principal, B builder) {
        return builder.region(Region.of(EmulatedAccount.REGION))
                .endpointOverride(URI.create(door.url()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(door.accessKeyOf(principal), "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @Override
    public ApiReply call(String action, Map<String, Object> parameters) {
        CompletableFuture<ApiReply> reply = CompletableFuture.supplyAsync(() -> send(action, parameters));
        reply.whenComplete((value, thrown) -> door.wake());
        if (!door.pump(reply::isDone, PATIENCE)) {
            throw new AssertionError("no answer to " + action + " within " + PATIENCE);
        }
        return reply.join();
    }

    private ApiReply send(String action, Map<String, Object> parameters) {
        return outcome(() -> {
            try {
                Class<?> request = Class.forName(type.getPackageName() + ".model." + action + "Request");
                SdkPojo builder = (SdkPojo) request.getMethod("builder").invoke(null);
                String method = Character.toLowerCase(action.charAt(0)) + action.substring(1);
                return (AwsResponse)
                        type.getMethod(method, request).invoke(client, SdkPojos.build(builder, parameters));
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("The SDK does not have " + action, e);
            }
        });
    }

    private static ApiReply outcome(Supplier<AwsResponse> call) {
        try {
            AwsResponse response = call.get();
            return new ApiReply.Ok(response.responseMetadata().requestId(), SdkPojos.read(response));
        } catch (AwsServiceException e) {
            return new ApiReply.Fault(
                    e.requestId(),
                    e.statusCode(),
                    e.awsErrorDetails().errorCode(),
                    e.awsErrorDetails().errorMessage());
        } catch (SdkClientException e) {
            return new ApiReply.Lost("");
        }
    }
}

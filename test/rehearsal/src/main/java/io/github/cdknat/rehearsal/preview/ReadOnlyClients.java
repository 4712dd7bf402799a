package io.github.cdknat.rehearsal.preview;

import io.github.cdknat.rehearsal.template.BadInputException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Clients that can only read. */
public final class ReadOnlyClients implements AutoCloseable {
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Ec2Client ec2;
    private final CloudFormationClient cloudFormation;

    private ReadOnlyClients(Region region, Optional<String> profile, Optional<URI> endpoint) {
        ec2 = configured(Ec2Client.builder(), region, profile, endpoint).build();
        cloudFormation = configured(CloudFormationClient.builder(), region, profile, endpoint)
                .build();
    }

    /**
     * Opens them; what is left out is found as the AWS SDK for Java finds it.
     *
     * @param endpoint where to send calls instead of AWS
     */
    public static ReadOnlyClients open(Optional<String> region, Optional<String> profile, Optional<URI> endpoint) {
        return new ReadOnlyClients(
                region.map(Region::of).orElseGet(() -> configuredRegion(profile)), profile, endpoint);
    }

    private static Region configuredRegion(Optional<String> profile) {
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(profile.orElse(null))
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw new BadInputException("Cannot look at the gateway: no Region is configured; give one with --region.");
        }
    }

    Ec2Client ec2() {
        return ec2;
    }

    CloudFormationClient cloudFormation() {
        return cloudFormation;
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, Region region, Optional<String> profile, Optional<URI> endpoint) {
        builder.region(region)
                .httpClient(http)
                .overrideConfiguration(changes -> changes.addExecutionInterceptor(new ReadOnlyInterceptor()));
        profile.ifPresent(name -> builder.credentialsProvider(
                DefaultCredentialsProvider.builder().profileName(name).build()));
        endpoint.ifPresent(builder::endpointOverride);
        return builder;
    }

    @Override
    public void close() {
        ec2.close();
        cloudFormation.close();
        http.close();
    }
}

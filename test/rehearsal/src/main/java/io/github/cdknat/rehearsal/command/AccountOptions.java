package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.preview.ReadOnlyClients;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which account is looked at, and which gateway in it. */
final class AccountOptions {
    @Option(names = "--nat-gateway-id", paramLabel = "ID", description = "The gateway, if the template does not say.")
    private String gatewayId;

    @Option(names = "--region", paramLabel = "REGION", description = "The Region; otherwise as the SDK finds it.")
    private String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile of the credentials.")
    private String profile;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "Where to send the calls instead of AWS.")
    private URI endpoint;

    Optional<String> gatewayId() {
        return Optional.ofNullable(gatewayId);
    }

    ReadOnlyClients clients() {
        return ReadOnlyClients.open(
                Optional.ofNullable(region), Optional.ofNullable(profile), Optional.ofNullable(endpoint));
    }
}

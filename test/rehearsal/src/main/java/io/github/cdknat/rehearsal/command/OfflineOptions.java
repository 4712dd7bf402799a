package io.github.cdknat.rehearsal.command;

import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.rehearsal.offline.GatewayState;
import io.github.cdknat.rehearsal.offline.GatewayStateFile;
import io.github.cdknat.rehearsal.template.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is said of the gateways instead of looking at them, and where the picture goes. */
final class OfflineOptions {
    @Option(
            names = "--gateway",
            paramLabel = "FILE",
            description = {
                "The gateways as they are now: what aws ec2 describe-nat-gateways prints; - for standard input.",
                "Or, in short: {\"nat-...\": {\"subnet\": \"10.0.1.0/24\", \"addresses\": [\"10.0.1.4\", ...]}}."
            })
    private String gateway;

    @Option(names = "--subnet", paramLabel = "CIDR", description = "The range of the gateways' subnet.")
    private String subnet;

    @Option(names = "--picture", paramLabel = "FILE", description = "Writes a picture of it: one HTML page.")
    private Path picture;

    /** The gateways as they were described; none if nobody did. */
    List<GatewayState> gateways() {
        return gateway == null ? List.of() : GatewayStateFile.read(gateway, text(gateway));
    }

    private static String text(String file) {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new BadInputException("Cannot read the gateway's state in " + file
                    + ": the file cannot be read; pass what aws ec2 describe-nat-gateways prints.");
        }
    }

    Optional<Cidr> subnet() {
        return Optional.ofNullable(subnet)
                .map(text -> GatewayStateFile.subnet(text)
                        .orElseThrow(() -> new BadInputException(
                                "Invalid --subnet: \"" + text + "\" (CIDR notation, /16 to /28); correct it.")));
    }

    Optional<Path> picture() {
        return Optional.ofNullable(picture);
    }
}

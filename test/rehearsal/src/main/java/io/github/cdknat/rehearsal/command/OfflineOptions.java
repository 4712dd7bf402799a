package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.offline.GatewayStateFile;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.shared.Cidr;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is said of the gateways instead of looking at them. */
final class OfflineOptions {
    @Option(
            names = "--gateway",
            paramLabel = "FILE",
            description = {
                "The gateways as they are now: what aws ec2 describe-nat-gateways prints, of one or of the whole account;",
                "- for standard input.",
                "Or, in short: {\"nat-...\": {\"subnet\": \"10.0.1.0/24\", \"addresses\": [\"10.0.1.4\", ...]}}."
            })
    private String gateway;

    @Option(names = "--subnet", paramLabel = "CIDR", description = "The range of the gateways' subnet.")
    private String subnet;

    /** The gateways as they were described; empty if nobody did. */
    Optional<GatewayStateFile> gateways() {
        return Optional.ofNullable(gateway).map(GatewayStateFile::read);
    }

    Optional<Cidr> subnet() {
        return Optional.ofNullable(subnet)
                .map(text -> GatewayStateFile.subnet(text)
                        .orElseThrow(() -> new BadInputException(
                                "Invalid --subnet: \"" + text + "\" (CIDR notation, /16 to /28); correct it.")));
    }
}

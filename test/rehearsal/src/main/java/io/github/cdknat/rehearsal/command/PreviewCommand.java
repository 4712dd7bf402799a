package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.preview.DeploymentPreview;
import io.github.cdknat.rehearsal.preview.PreviewResult;
import io.github.cdknat.rehearsal.preview.ReadOnlyClients;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code rehearse preview}: the plan for the next deployment, from a look at the real gateway. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at the real gateway and prints what the next deployment would do to it. Changes nothing.",
            "",
            "Calls ec2:DescribeNatGateways, DescribeSubnets, DescribeNetworkInterfaces, for a count",
            "GetSubnetCidrReservations, and cloudformation:ListStackResources, with the credentials that the AWS SDK finds."
        })
final class PreviewCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(
            paramLabel = "TEMPLATE",
            description = "What shall be deployed: a template in JSON or a cloud assembly.")
    private Path template;

    @Mixin
    private StackOptions stack;

    @Option(
            names = "--nat-gateway-id",
            paramLabel = "ID",
            description = "The gateway, if the template does not tell it.")
    private String gatewayId;

    @Option(names = "--region", paramLabel = "REGION", description = "The Region; otherwise as the SDK finds it.")
    private String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile of the credentials.")
    private String profile;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "Where to send the calls instead of AWS.")
    private URI endpoint;

    @Option(names = "--json", description = "Prints JSON, and nothing else.")
    private boolean json;

    PreviewCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        TemplateModel modelled = stack.modelled(stack.read(template), Optional.ofNullable(gatewayId));
        if (modelled.declared().isEmpty()) {
            throw new BadInputException("Cannot preview " + modelled.stackName()
                    + ": there is no NatGatewaySecondaryAddresses in it; name a stack that has one.");
        }
        List<PreviewResult> previews = look(modelled);
        if (json) {
            output.plain().println(PreviewReport.json(modelled, previews));
        } else {
            new PreviewReport(output.screen()).print(modelled, previews);
        }
        boolean refused = previews.stream()
                .anyMatch(one -> one.refusal().isPresent() || !one.inTheWay().isEmpty());
        return refused ? CdkNatCommand.REFUSED : CdkNatCommand.FINE;
    }

    private List<PreviewResult> look(TemplateModel modelled) {
        try (ReadOnlyClients reads = ReadOnlyClients.open(
                Optional.ofNullable(region), Optional.ofNullable(profile), Optional.ofNullable(endpoint))) {
            DeploymentPreview previewing = new DeploymentPreview(reads, modelled.stackName(), modelled.notes());
            return modelled.declared().stream()
                    .map(one -> previewing.of(one, Optional.ofNullable(gatewayId)))
                    .toList();
        } catch (SdkException e) {
            throw new BadInputException("Cannot look at the gateway: "
                    + e.getMessage().replaceAll("\\R.*", "") + "; check the credentials, --region and --profile.");
        }
    }
}

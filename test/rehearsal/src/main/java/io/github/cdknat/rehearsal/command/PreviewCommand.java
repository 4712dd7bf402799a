package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.GatewayState;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.preview.DeploymentPreview;
import io.github.cdknat.rehearsal.preview.PreviewResult;
import io.github.cdknat.rehearsal.preview.ReadOnlyClients;
import io.github.cdknat.rehearsal.report.HtmlReport;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.StackTemplate;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.rehearsal.text.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code cdk-nat preview}: what the next deployment would do, from a look at the real gateway or from templates alone. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at the real gateway and prints what the next deployment would do to it. Changes nothing.",
            "",
            "Calls ec2:DescribeNatGateways, DescribeSubnets, DescribeNetworkInterfaces, for a count",
            "GetSubnetCidrReservations, and cloudformation:ListStackResources, with the credentials that the AWS SDK finds.",
            "",
            "With --offline: deploys to an AWS that is emulated on this machine, then once more failing at the end and",
            "rolling back. The handler's code is the real one; time is virtual. Other resources are inert stand-ins."
        })
final class PreviewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..2",
            paramLabel = "TEMPLATE",
            description = {
                "What shall be deployed: a template in JSON or a cloud assembly (cdk.out).",
                "With --offline what is deployed may stand before it; without that the stack is new."
            })
    private List<Path> templates;

    @Mixin
    private StackOptions stack;

    @Option(names = "--json", description = "Prints JSON, and nothing else.")
    private boolean json;

    @Option(names = "--offline", description = "Previews from the templates alone, and reads no account.")
    private boolean offline;

    @ArgGroup(validate = false, order = 1, heading = "%nOnly without --offline:%n")
    private AccountOptions account = new AccountOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nOnly with --offline:%n")
    private OfflineOptions assumed = new OfflineOptions();

    PreviewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        refuseOptionsOfTheOtherKind();
        return offline ? previewOffline() : previewAccount();
    }

    private void refuseOptionsOfTheOtherKind() {
        boolean isOffline = offline;
        ArgGroupSpec unusable = spec.argGroups().get(isOffline ? 0 : 1);
        for (OptionSpec option : unusable.options()) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new BadInputException("Cannot use " + option.longestName() + ": "
                        + (isOffline
                                ? "with --offline no account is read; leave one of the two out."
                                : "it is for previews from templates alone, and this one reads the account; add --offline,"
                                        + " or leave it out."));
            }
        }
        if (!isOffline && templates.size() > 1) {
            throw new BadInputException("Cannot use two templates: without --offline what is deployed is read from the"
                    + " account; pass only what shall be deployed, or add --offline.");
        }
    }

    private int previewAccount() {
        TemplateModel model = stack.model(stack.read(templates.get(0)), account.gatewayId());
        if (model.declared().isEmpty()) {
            throw new BadInputException("Cannot preview " + model.stackName()
                    + ": there is no NatGatewaySecondaryAddresses in it; name a stack that has one.");
        }
        List<PreviewResult> results = results(model);
        if (json) {
            terminal.println(Json.text(model, "previews", results));
        } else {
            new PreviewReport(terminal).print(model, results);
        }
        boolean refused = results.stream()
                .anyMatch(one -> one.refusal().isPresent() || !one.inTheWay().isEmpty());
        return refused ? CdkNatCommand.REFUSED : CdkNatCommand.FINE;
    }

    private List<PreviewResult> results(TemplateModel model) {
        try (ReadOnlyClients clients = account.clients()) {
            DeploymentPreview preview = new DeploymentPreview(clients, model.stackName(), model.assumptions());
            return model.declared().stream()
                    .map(one -> preview.of(one, account.gatewayId()))
                    .toList();
        } catch (SdkException e) {
            throw new BadInputException("Cannot look at the gateway: "
                    + e.getMessage().replaceAll("\\R.*", "") + "; check the credentials, --region and --profile.");
        }
    }

    private int previewOffline() {
        List<GatewayState> gateways = assumed.gateways();
        Optional<String> only =
                gateways.size() == 1 ? Optional.of(gateways.get(0).id()) : Optional.empty();
        StackTemplate last = stack.read(templates.get(templates.size() - 1));
        Optional<TemplateModel> before = templates.size() == 1
                ? Optional.empty()
                : Optional.of(stack.model(ofOneStack(stack.read(templates.get(0)), last), only));
        TemplateModel after = stack.model(last, only);
        AtomicInteger begun = new AtomicInteger();
        OfflineDeployment deployment;
        try (ProgressBar bar = terminal.progressBar("preview", OfflineDeployment.MOST_RECORDINGS)) {
            deployment = OfflineDeployment.of(
                    before,
                    after,
                    gateways,
                    assumed.subnet(),
                    part -> bar.stepTo(begun.getAndIncrement()).setExtraMessage(part));
        }
        assumed.picture()
                .ifPresent(file -> write(file, HtmlReport.of(after.stackName(), before.isPresent(), deployment)));
        if (json) {
            terminal.println(Json.text(after, "deployments", deployment.recordings()));
        } else {
            new OfflineReport(terminal).print(before.isPresent(), after, deployment, assumed.picture());
        }
        return status(deployment);
    }

    /** Templates in files have no stack's name but the file's: two of them are taken to be of one stack. */
    private StackTemplate ofOneStack(StackTemplate first, StackTemplate last) {
        return templates.stream().noneMatch(Files::isDirectory)
                ? new StackTemplate(first.source(), last.stackName(), first.json())
                : first;
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new BadInputException(
                    "Cannot write the picture to " + file + ": the file cannot be written; pass another.");
        }
    }

    private static int status(OfflineDeployment deployment) {
        List<DeploymentRecording> recordings = deployment.recordings();
        if (recordings.stream().anyMatch(one -> !one.brokenInvariants().isEmpty())) {
            return CdkNatCommand.INVARIANT_BROKEN;
        }
        return recordings.get(0).isRolledBack() ? CdkNatCommand.REFUSED : CdkNatCommand.FINE;
    }
}

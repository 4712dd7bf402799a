package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import io.github.cdknat.rehearsal.offline.GatewayStateFile;
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
                "What shall be deployed: a template in JSON or YAML, or a cloud assembly (cdk.out).",
                "With --offline what is deployed may stand before it; without that the stack is new."
            })
    private List<Path> templates;

    @Mixin
    private StackOptions stack;

    @Option(names = "--json", description = "Prints JSON, and nothing else.")
    private boolean json;

    @Option(
            names = "--check",
            description = "Exits with 4 if what is declared is not what serves; needs --gateway if --offline.")
    private boolean check;

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
        TemplateModel model = stack.models(List.of(stack.read(templates.get(0))), account.gatewayId())
                .get(0);
        if (model.declared().isEmpty()) {
            throw new BadInputException("Cannot preview " + model.stackName()
                    + ": there is no NatGatewaySecondaryAddresses in it; name a stack that has one.");
        }
        List<PreviewResult> results = results(model);
        if (json) {
            terminal.println(Json.text(model, model.assumptions(), "previews", results));
        } else {
            new PreviewReport(terminal).print(model, results);
        }
        boolean refused = results.stream()
                .anyMatch(one -> one.refusal().isPresent() || !one.inTheWay().isEmpty());
        return checked(
                refused ? CdkNatCommand.REFUSED : CdkNatCommand.FINE,
                results.stream().flatMap(one -> one.differences().stream()).toList());
    }

    private List<PreviewResult> results(TemplateModel model) {
        try (ReadOnlyClients clients = account.clients()) {
            refuseNeedlessGateway(model);
            DeploymentPreview preview = new DeploymentPreview(clients, model, account.gatewayId());
            return model.declared().stream().map(preview::of).toList();
        } catch (SdkException e) {
            throw new BadInputException("Cannot look at the gateway: "
                    + DeploymentPreview.shortened(e.getMessage())
                    + "; check the credentials, --region and --profile.");
        }
    }

    private void refuseNeedlessGateway(TemplateModel model) {
        boolean isSaid = model.declared().stream()
                .allMatch(one -> Optional.ofNullable(model.gateways().get(String.valueOf(one.gatewayId())))
                        .filter(facts -> facts.assumedFor().isEmpty())
                        .isPresent());
        account.gatewayId().filter(id -> isSaid).ifPresent(id -> {
            throw new BadInputException("Cannot use --nat-gateway-id: the template says its gateways ("
                    + String.join(", ", model.gateways().keySet()) + "); leave it out.");
        });
    }

    /** The exit status, with what {@code --check} has to say about it. */
    private int checked(int status, List<String> differences) {
        if (!check) {
            return status;
        }
        if (!json) {
            terminal.blank();
            terminal.print(
                    "Check: ",
                    differences.isEmpty() ? Terminal.Tone.GOOD : Terminal.Tone.BAD,
                    differences.isEmpty()
                            ? "what is declared is what serves."
                            : "what is declared is not what serves: " + String.join("; ", differences) + ".");
        }
        return differences.isEmpty() ? status : CdkNatCommand.DIFFERENT;
    }

    private int previewOffline() {
        List<StackTemplate> read = templates.stream().map(stack::read).toList();
        Optional<GatewayStateFile> gateways = assumed.gateways();
        if (check && gateways.isEmpty()) {
            throw new BadInputException(
                    "Cannot use --check: nobody says what serves; add --gateway, or leave out --offline.");
        }
        Optional<String> only = gateways.map(GatewayStateFile::ids)
                .filter(ids -> ids.size() == 1)
                .map(ids -> ids.iterator().next());
        StackTemplate last = read.get(read.size() - 1);
        List<TemplateModel> models =
                stack.models(read.stream().map(one -> ofOneStack(one, last)).toList(), only);
        TemplateModel after = models.get(models.size() - 1);
        boolean isUpdate = models.size() > 1;
        OfflineDeployment deployment =
                played(isUpdate ? Optional.of(models.get(0)) : Optional.empty(), after, gateways);
        assumed.picture().ifPresent(file -> write(file, HtmlReport.of(after, isUpdate, deployment)));
        if (json) {
            terminal.println(Json.text(after, deployment.assumptions(), "deployments", deployment.recordings()));
        } else {
            new OfflineReport(terminal).print(isUpdate, after, deployment, assumed.picture());
        }
        return checked(
                status(deployment),
                DeploymentSummary.differences(deployment.recordings().get(0)));
    }

    private OfflineDeployment played(
            Optional<TemplateModel> before, TemplateModel after, Optional<GatewayStateFile> gateways) {
        AtomicInteger begun = new AtomicInteger();
        try (ProgressBar bar = terminal.progressBar("preview", OfflineDeployment.MOST_RECORDINGS)) {
            return OfflineDeployment.of(
                    before,
                    after,
                    gateways,
                    assumed.subnet(),
                    part -> bar.stepTo(begun.getAndIncrement()).setExtraMessage(part));
        }
    }

    /** Templates in files have no stack's name but the file's: two of them are taken to be of one stack. */
    private StackTemplate ofOneStack(StackTemplate first, StackTemplate last) {
        return templates.stream().noneMatch(Files::isDirectory) ? first.named(last.stackName()) : first;
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

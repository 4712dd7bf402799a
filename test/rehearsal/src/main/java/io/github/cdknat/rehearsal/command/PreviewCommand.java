package io.github.cdknat.rehearsal.command;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import io.github.cdknat.rehearsal.offline.GatewayStateFile;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.preview.AccountReader;
import io.github.cdknat.rehearsal.preview.ReadOnlyClients;
import io.github.cdknat.rehearsal.report.HtmlReport;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.DeployParameters;
import io.github.cdknat.rehearsal.template.DeployedStack;
import io.github.cdknat.rehearsal.template.StackTemplate;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.rehearsal.text.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "Looks at the real gateway and plays what the next deployment would do to it, on an AWS that is emulated on this",
            "machine, then once more failing at the end and rolling back. Changes nothing. The handler's code is the real",
            "one; time is virtual. Other resources are inert stand-ins.",
            "",
            "Calls ec2:DescribeNatGateways, DescribeSubnets, DescribeNetworkInterfaces, GetSubnetCidrReservations and",
            " cloudformation:ListStackResources, with the credentials that the AWS SDK finds.",
            "",
            "With --offline: the same from templates and descriptions alone."
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

    @Option(names = "--picture", paramLabel = "FILE", description = "Writes a picture of it: one HTML page.")
    private Path picture;

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
        StackTemplate template = stack.read(templates.get(0));
        if (!template.declares()) {
            throw new BadInputException("Cannot preview " + template.stackName()
                    + ": there is no NatGatewaySecondaryAddresses in it; name a stack that has one.");
        }
        existing(template, account.gatewayId());
        Assumptions read = new Assumptions();
        try (ReadOnlyClients clients = account.clients()) {
            AccountReader reader = new AccountReader(clients);
            Map<String, AddressRecord> records = reader.records(template.stackName(), read);
            Set<String> recorded = records.values().stream()
                    .map(AddressRecord::gatewayId)
                    .collect(Collectors.toCollection(TreeSet::new));
            TemplateModel after = DeployedStack.withRightsOn(
                    recorded,
                    existing(
                            template,
                            account.gatewayId()
                                    .or(() -> recorded.stream()
                                            .filter(id -> recorded.size() == 1)
                                            .findFirst())));
            refuseGatewaysThatNobodyKnows(after, recorded);
            Set<String> ids = new TreeSet<>(after.gateways().keySet());
            ids.addAll(recorded);
            GatewayStateFile gateways = reader.gateways(ids, after.stackName(), read);
            after.assumptions().add(List.of(read));
            return shown(
                    records.isEmpty() ? Optional.empty() : Optional.of(DeployedStack.of(after, records)),
                    after,
                    Optional.of(gateways));
        } catch (SdkException e) {
            throw AccountReader.unreadable(e.getMessage());
        }
    }

    private TemplateModel existing(StackTemplate template, Optional<String> onlyGateway) {
        return stack.models(List.of(template), onlyGateway, DeployParameters.OwnGateways.EXISTING)
                .get(0);
    }

    private void refuseGatewaysThatNobodyKnows(TemplateModel after, Set<String> recorded) {
        Optional<String> said = account.gatewayId();
        boolean isNeeded = after.gateways().values().stream()
                .anyMatch(facts -> facts.assumedFor().isPresent());
        if (said.isPresent() && !isNeeded) {
            throw new BadInputException("Cannot use --nat-gateway-id: the template says its gateways ("
                    + String.join(", ", after.gateways().keySet()) + "); leave it out.");
        }
        after.gateways()
                .forEach((id, facts) -> facts.assumedFor()
                        .filter(unknown -> !recorded.contains(id) && !said.equals(Optional.of(id)))
                        .ifPresent(unknown -> {
                            throw new BadInputException(
                                    "Cannot preview " + after.stackName()
                                            + ": only CloudFormation knows its gateway, " + unknown
                                            + ", and there is no record of it yet; pass --nat-gateway-id once the gateway is there.");
                        }));
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
        List<TemplateModel> models = stack.models(
                read.stream().map(one -> ofOneStack(one, last)).toList(), only, DeployParameters.OwnGateways.MADE);
        TemplateModel after = models.get(models.size() - 1);
        return shown(models.size() > 1 ? Optional.of(models.get(0)) : Optional.empty(), after, gateways);
    }

    private int shown(Optional<TemplateModel> before, TemplateModel after, Optional<GatewayStateFile> gateways) {
        OfflineDeployment deployment = OfflineDeployment.of(before, after, gateways, assumed.subnet());
        Optional<Path> page = Optional.ofNullable(picture);
        page.ifPresent(file -> write(file, HtmlReport.of(after, before.isPresent(), deployment)));
        if (json) {
            terminal.println(Json.text(after, deployment.assumptions(), "deployments", deployment.recordings()));
        } else {
            new OfflineReport(terminal).print(before.isPresent(), after, deployment, page);
        }
        return checked(
                status(deployment),
                DeploymentSummary.differences(deployment.recordings().get(0)));
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

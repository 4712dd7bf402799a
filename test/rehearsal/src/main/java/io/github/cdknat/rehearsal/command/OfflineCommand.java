package io.github.cdknat.rehearsal.command;

import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.GatewayState;
import io.github.cdknat.rehearsal.offline.GatewayStateFile;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.report.HtmlReport;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.StackTemplate;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse play}: the deployment on an AWS on this machine, and the same one failing at its end. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a deployment on an AWS on this machine, then the same one failing at its end and rolling back.",
            "",
            "The handler's code is the real one; time is virtual. Resources of other kinds are inert stand-ins."
        })
final class OfflineCommand implements Callable<Integer> {
    private final Output output;

    @Parameters(
            arity = "1..2",
            paramLabel = "TEMPLATE",
            description = {
                "What is deployed and what shall be, in this order; or only what shall be, of a new stack.",
                "Each a template in JSON or a cloud assembly (cdk.out)."
            })
    private List<Path> templates;

    @Mixin
    private StackOptions stack;

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

    @Option(names = "--json", description = "Prints JSON, and nothing else.")
    private boolean json;

    OfflineCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        List<GatewayState> gateways = gateways();
        Optional<String> only =
                gateways.size() == 1 ? Optional.of(gateways.get(0).id()) : Optional.empty();
        StackTemplate last = stack.read(templates.get(templates.size() - 1));
        Optional<TemplateModel> before = templates.size() == 1
                ? Optional.empty()
                : Optional.of(stack.modelled(named(stack.read(templates.get(0)), last), only));
        TemplateModel after = stack.modelled(last, only);
        OfflineDeployment play;
        try (Progress progress = Progress.on(output, !json)) {
            play = OfflineDeployment.of(before, after, gateways, progress::step);
        }
        report(before.isPresent(), after, play);
        return status(play);
    }

    /** Templates in files have no stack's name but the file's: two of them are taken to be of one stack. */
    private StackTemplate named(StackTemplate first, StackTemplate last) {
        return templates.stream().noneMatch(Files::isDirectory)
                ? new StackTemplate(first.source(), last.stackName(), first.json())
                : first;
    }

    private void report(boolean update, TemplateModel after, OfflineDeployment play) {
        if (picture != null) {
            write(picture, HtmlReport.of(after.stackName(), update, play));
        }
        if (json) {
            output.plain().println(OfflineJson.text(after, play));
        } else {
            new OfflineReport(output.screen()).print(update, after, play, Optional.ofNullable(picture));
        }
    }

    private static int status(OfflineDeployment play) {
        if (play.recordings().stream().anyMatch(one -> !one.brokenLaws().isEmpty())) {
            return CdkNatCommand.LAW_BROKEN;
        }
        DeploymentRecording first = play.recordings().get(0);
        return first.isRolledBack() ? CdkNatCommand.REFUSED : CdkNatCommand.FINE;
    }

    private List<GatewayState> gateways() {
        if (gateway == null) {
            return List.of();
        }
        List<GatewayState> states = GatewayStateFile.read(gateway, text(gateway));
        return subnet == null
                ? states
                : states.stream().map(state -> state.in(range())).toList();
    }

    private Cidr range() {
        return Cidr.parse(subnet)
                .filter(range -> range.prefix() >= 16 && range.prefix() <= 28)
                .orElseThrow(() -> new BadInputException(
                        "Invalid --subnet: \"" + subnet + "\" (CIDR notation, /16 to /28); correct it."));
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

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new BadInputException(
                    "Cannot write the picture to " + file + ": the file cannot be written; pass another.");
        }
    }
}

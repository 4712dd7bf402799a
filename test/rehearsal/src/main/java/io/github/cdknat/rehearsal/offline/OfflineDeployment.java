package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Subnet;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One deployment, played twice, each time in an account of its own: as it is, and failing when everything else has succeeded. The
 * handler's real code runs in this process; time is virtual.
 *
 * @param recordings the deployment; and, if it succeeded, the same one failing
 */
public record OfflineDeployment(List<DeploymentRecording> recordings, Assumptions notes, int standIns) {
    private static final String LAST = "LastResource";
    private static final String FAILURE = "the rehearsal lets it fail";

    /**
     * Plays it.
     *
     * @param before what is deployed now; empty if the stack is new
     * @param after what shall be deployed
     * @param given gateways as they are now; none to assume them
     * @param progress told what begins
     * @throws BadInputException if that cannot be played
     */
    public static OfflineDeployment of(
            Optional<TemplateModel> before, TemplateModel after, List<GatewayState> given, Consumer<String> progress) {
        boolean ours = !after.declared().isEmpty()
                || before.filter(one -> !one.declared().isEmpty()).isPresent();
        if (!ours) {
            throw new BadInputException("Cannot rehearse " + after.stackName()
                    + ": there is no NatGatewaySecondaryAddresses in it; name a stack that has one.");
        }
        if (before.filter(one -> !one.stackName().equals(after.stackName())).isPresent()) {
            throw new BadInputException("Cannot rehearse " + after.stackName() + ": the first template is one of "
                    + before.get().stackName() + "; pass two templates of one stack, the deployed one first, and its"
                    + " name with --stack.");
        }
        InitialState beginning = InitialState.of(before, after, given);
        Assumptions notes = new Assumptions();
        before.ifPresent(one -> notes.add(List.of(one.notes())));
        notes.add(List.of(after.notes(), beginning.notes()));
        List<DeploymentRecording> recordings = new ArrayList<>();
        progress.accept("the deployment");
        recordings.add(played(before, after, beginning, "As it is", after.parsed(), Optional.empty()));
        if (!recordings.get(0).isRolledBack()) {
            progress.accept("the same one failing");
            recordings.add(played(
                    before,
                    after,
                    beginning,
                    "If something fails at its end",
                    after.withLast(LAST),
                    Optional.of(LAST)));
        }
        return new OfflineDeployment(recordings, notes, after.standIns());
    }

    private static DeploymentRecording played(
            Optional<TemplateModel> before,
            TemplateModel after,
            InitialState beginning,
            String title,
            Template template,
            Optional<String> failing) {
        List<TemplateModel> templates = new ArrayList<>();
        before.ifPresent(templates::add);
        templates.add(after);
        try (EmbeddedAws aws = AccountModel.open(templates, beginning.gateways())) {
            before.ifPresent(one -> deployed(aws, one, beginning));
            Set<String> standIns = new TreeSet<>();
            templates.forEach(one -> standIns.addAll(one.logicalIdsOfStandIns()));
            DeploymentRecorder recorder = new DeploymentRecorder(
                    aws,
                    after.stackName(),
                    standIns,
                    new TreeSet<>(aws.ec2().gateways().ids()));
            failing.ifPresent(
                    id -> aws.cloudFormation().failNext(after.stackName(), id, Duration.ofSeconds(1), FAILURE));
            end(aws, aws.cloudFormation().deploy(after.stackName(), template));
            return recorder.recording(title, new InvariantReport(aws, recorder, after).broken());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BadInputException("Cannot rehearse " + after.stackName() + ": " + e.getMessage() + ".");
        }
    }

    /** Deploys what is deployed now; a count chooses what the gateway's state says that it has chosen. */
    private static void deployed(EmbeddedAws aws, TemplateModel before, InitialState beginning) {
        Set<Ipv4> others = new TreeSet<>();
        beginning.gateways().stream()
                .filter(gateway -> !beginning.counted().isEmpty())
                .forEach(gateway -> gateway.range()
                        .orElseThrow()
                        .upward()
                        .filter(address -> !beginning.counted().contains(address) && !gateway.has(address))
                        .filter(address -> !new Subnet("", gateway.range().get()).reserves(address))
                        .filter(address -> !AccountModel.declaredOn(gateway.id(), List.of(before))
                                .contains(address))
                        .forEach(address -> {
                            others.add(address);
                            aws.ec2().occupy(gateway.id(), address.toString());
                        }));
        Stack stack = aws.cloudFormation().deploy(before.stackName(), before.parsed());
        end(aws, stack);
        others.forEach(address ->
                beginning.gateways().forEach(gateway -> aws.ec2().vacate(gateway.id(), address.toString())));
        if (!stack.status().equals("CREATE_COMPLETE")) {
            String reason = stack.events().stream()
                    .filter(event -> event.status().endsWith("_FAILED"))
                    .findFirst()
                    .map(Stack.Event::reason)
                    .orElse(stack.status());
            throw new BadInputException("Cannot rehearse " + before.stackName()
                    + ": its deployed template could not be deployed here (" + reason
                    + "); check it, and the gateway's state.");
        }
    }

    private static void end(EmbeddedAws aws, Stack stack) {
        aws.settle(stack);
        aws.quiesce();
    }
}

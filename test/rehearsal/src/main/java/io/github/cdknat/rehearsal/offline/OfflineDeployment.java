package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One deployment, made twice, each time in an account of its own: as it is, and failing when everything else has succeeded. The
 * handler's real code runs in this process; time is virtual.
 *
 * @param recordings the deployment; and, if it succeeded, the same one failing
 */
public record OfflineDeployment(List<DeploymentRecording> recordings, Assumptions assumptions) {
    private static final String LAST = "LastResource";
    private static final String FAILURE = "the preview lets it fail";

    /**
     * Makes it.
     *
     * @param before what is deployed now; empty if the stack is new
     * @param after what shall be deployed
     * @param given gateways as they are now; empty to assume them
     * @param subnet the range of the gateways' subnet, where it is not described; empty to assume it
     * @throws BadInputException if it cannot be made here
     */
    public static OfflineDeployment of(
            Optional<TemplateModel> before,
            TemplateModel after,
            Optional<GatewayStateFile> given,
            Optional<Cidr> subnet) {
        boolean declares = !after.declared().isEmpty()
                || before.filter(one -> !one.declared().isEmpty()).isPresent();
        if (!declares) {
            throw new BadInputException("Cannot preview " + after.stackName()
                    + ": there is no NatGatewaySecondaryAddresses in it; name a stack that has one.");
        }
        if (before.filter(one -> !one.stackName().equals(after.stackName())).isPresent()) {
            throw new BadInputException("Cannot preview " + after.stackName() + ": the first template is one of "
                    + before.get().stackName() + "; pass two templates of one stack, the deployed one first, and its"
                    + " name with --stack.");
        }
        InitialState initial = InitialState.of(before, after, given, subnet);
        Assumptions assumptions = new Assumptions();
        before.ifPresent(one -> assumptions.add(List.of(one.assumptions())));
        assumptions.add(List.of(after.assumptions(), initial.assumptions()));
        List<DeploymentRecording> recordings = new ArrayList<>();
        recordings.add(recorded(before, after, initial, "As it is", after.parsed(), Optional.empty()));
        if (!recordings.get(0).isRolledBack()) {
            recordings.add(recorded(
                    before, after, initial, "If something fails at its end", after.withLast(LAST), Optional.of(LAST)));
        }
        return new OfflineDeployment(recordings, assumptions);
    }

    private static DeploymentRecording recorded(
            Optional<TemplateModel> before,
            TemplateModel after,
            InitialState initial,
            String title,
            Template template,
            Optional<String> failing) {
        List<TemplateModel> templates = new ArrayList<>();
        before.ifPresent(templates::add);
        templates.add(after);
        List<GatewayState> gateways = initial.gateways().stream()
                .map(gateway -> before.isPresent() ? gateway.available() : gateway)
                .toList();
        try (EmbeddedAws aws = AccountModel.open(templates, gateways)) {
            before.ifPresent(one -> deployed(aws, one, initial));
            Set<String> standIns = new TreeSet<>();
            templates.forEach(one -> standIns.addAll(one.standIns().keySet()));
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
            throw new BadInputException("Cannot preview " + after.stackName() + ": " + e.getMessage() + ".");
        }
    }

    /** Deploys what is deployed now; a count chooses what the gateway's state says that it has chosen. */
    private static void deployed(EmbeddedAws aws, TemplateModel before, InitialState initial) {
        Set<Ipv4> others = new TreeSet<>();
        initial.gateways().stream()
                .filter(gateway -> !initial.counted().isEmpty())
                .forEach(gateway -> gateway.range()
                        .orElseThrow()
                        .upward()
                        .filter(address -> !initial.counted().contains(address) && !gateway.has(address))
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
                initial.gateways().forEach(gateway -> aws.ec2().vacate(gateway.id(), address.toString())));
        if (!stack.status().equals("CREATE_COMPLETE")) {
            String reason = stack.events().stream()
                    .filter(event -> event.status().endsWith("_FAILED"))
                    .findFirst()
                    .map(Stack.Event::reason)
                    .orElse(stack.status());
            throw new BadInputException("Cannot preview " + before.stackName()
                    + ": its deployed template could not be deployed here (" + reason
                    + "); check it, and the gateway's state.");
        }
        initial.missing()
                .forEach((gateway, gone) -> gone.forEach(
                        address -> aws.ec2().gateways().unassignOutOfBand(gateway, address.toString(), 1)));
        aws.pass(Duration.ofSeconds(initial.missing().isEmpty() ? 0 : 2));
        initial.gateways().forEach(gateway -> aws.ec2().gateways().state(gateway.id(), gateway.state()));
    }

    private static void end(EmbeddedAws aws, Stack stack) {
        aws.settle(stack);
        aws.quiesce();
    }
}

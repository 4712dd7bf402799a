package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.EventLog;
import io.github.cdknat.handler.model.AddressRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Records what happens in an emulated account from now on. */
final class DeploymentRecorder {
    private final EmbeddedAws aws;
    private final String stackName;
    private final Set<String> standIns;
    final Instant begin;
    private final Map<String, GatewayHistory> histories = new LinkedHashMap<>();
    private final List<DeploymentRecording.Event> events = new ArrayList<>();
    /** The addresses in the stack's records when it began, by gateway. */
    final Map<String, Set<String>> before;

    /**
     * Begins.
     *
     * @param standIns the logical ids whose success is not worth a word
     * @param gateways the gateways that are there already
     */
    DeploymentRecorder(EmbeddedAws aws, String stackName, Set<String> standIns, Set<String> gateways) {
        this.aws = aws;
        this.stackName = stackName;
        this.standIns = standIns;
        this.begin = now();
        this.before = recorded();
        gateways.forEach(this::poll);
        aws.account().events().listen(this::accept);
    }

    /** The addresses in the stack's records, by gateway. */
    Map<String, Set<String>> recorded() {
        Map<String, Set<String>> recorded = new TreeMap<>();
        Stack stack = aws.cloudFormation().stack(stackName);
        if (stack != null) {
            stack.physicalIds(InvariantReport.TYPE)
                    .values()
                    .forEach(id -> AddressRecord.parse(id)
                            .ifPresent(kept -> kept.addresses()
                                    .forEach(address -> recorded.computeIfAbsent(
                                                    kept.gatewayId(), any -> new TreeSet<>())
                                            .add(address.toString()))));
        }
        return recorded;
    }

    /** What served on a gateway when it was first snapshots. */
    Map<String, String> firstStatuses(String gateway) {
        return histories.get(gateway).first();
    }

    Set<String> gateways() {
        return histories.keySet();
    }

    private void accept(EventLog.Event event) {
        if (event.source().equals("ec2") && event.subject().startsWith("nat-")) {
            poll(event.subject());
            add(DeploymentRecording.Kind.GATEWAY, event.subject(), event.text());
        } else if (event.source().equals("cloudformation")) {
            stack(event);
        } else if (event.source().equals("handler")) {
            handler(event);
        }
    }

    private void stack(EventLog.Event event) {
        String[] subject = event.subject().split("/", 2);
        boolean failed = event.text().contains("_FAILED");
        boolean isStack = subject.length == 1;
        if (isStack || failed || isOurs(subject[1])) {
            add(
                    failed ? DeploymentRecording.Kind.TROUBLE : DeploymentRecording.Kind.STACK,
                    isStack ? "the stack" : subject[1],
                    event.text());
        }
    }

    private boolean isOurs(String logicalId) {
        return !standIns.contains(logicalId) && !logicalId.startsWith("NatGatewaySecondaryAddresses");
    }

    private void handler(EventLog.Event event) {
        boolean trouble = event.text().startsWith("answers FAILED");
        add(
                trouble ? DeploymentRecording.Kind.TROUBLE : DeploymentRecording.Kind.HANDLER,
                event.subject().substring(event.subject().indexOf('/') + 1),
                event.text());
    }

    private void add(DeploymentRecording.Kind kind, String subject, String text) {
        events.add(new DeploymentRecording.Event(seconds(now()), kind, subject, text));
    }

    private void poll(String gateway) {
        Map<String, String> statuses = aws.ec2().gateways().statuses(gateway);
        GatewayHistory snapshots = histories.computeIfAbsent(gateway, any -> new GatewayHistory(statuses));
        aws.ec2().gateways().primaryOf(gateway).ifPresent(snapshots::primary);
        snapshots.add(seconds(now()), statuses);
    }

    /** What was snapshots, now that all is quiet. */
    DeploymentRecording recording(String title, List<String> brokenInvariants) {
        Stack stack = aws.cloudFormation().stack(stackName);
        List<DeploymentRecording.Phase> phases = phases(stack);
        double end = Math.max(
                phases.isEmpty() ? 0 : phases.get(phases.size() - 1).to(),
                histories.values().stream()
                        .mapToDouble(GatewayHistory::last)
                        .max()
                        .orElse(0));
        Map<String, Set<String>> after = recorded();
        List<DeploymentRecording.GatewayLanes> gateways = histories.entrySet().stream()
                .map(history -> history.getValue()
                        .lanes(
                                history.getKey(),
                                aws.ec2().options().limit,
                                before.getOrDefault(history.getKey(), Set.of()),
                                after.getOrDefault(history.getKey(), Set.of()),
                                end))
                .toList();
        return new DeploymentRecording(
                stackName,
                title,
                stack.status(),
                reason(stack),
                end,
                phases,
                requests(end),
                gateways,
                List.copyOf(events),
                early(DeploymentRecording.isRolledBack(stack.status()), phases, gateways),
                brokenInvariants);
    }

    private static List<String> early(
            boolean isRolledBack,
            List<DeploymentRecording.Phase> phases,
            List<DeploymentRecording.GatewayLanes> gateways) {
        return gateways.stream()
                .flatMap(gateway -> gateway.lanes().stream())
                .filter(lane -> lane.role() == DeploymentRecording.Role.REMOVED
                        || isRolledBack && lane.role() == DeploymentRecording.Role.KEPT)
                .filter(lane -> lane.periods().stream()
                        .anyMatch(period -> period.state() == DeploymentRecording.State.DRAINING
                                && isForward(period.from(), phases)))
                .map(DeploymentRecording.Lane::address)
                .toList();
    }

    private static boolean isForward(double at, List<DeploymentRecording.Phase> phases) {
        return phases.stream()
                .filter(phase -> phase.from() <= at && at < phase.to())
                .anyMatch(phase -> phase.status().equals("UPDATE_IN_PROGRESS"));
    }

    private List<DeploymentRecording.Phase> phases(Stack stack) {
        List<Stack.Event> own = stack.events().stream()
                .filter(event ->
                        event.physicalId().equals(stack.id()) && !event.at().isBefore(begin))
                .toList();
        List<DeploymentRecording.Phase> phases = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            double from = seconds(own.get(i).at());
            double to = i + 1 < own.size() ? seconds(own.get(i + 1).at()) : from;
            phases.add(new DeploymentRecording.Phase(own.get(i).status(), from, to));
        }
        return phases;
    }

    /** The first failure is the cause; what was cancelled because of it is not. */
    private Optional<String> reason(Stack stack) {
        return stack.events().stream()
                .filter(event -> !event.at().isBefore(begin)
                        && event.status().endsWith("_FAILED")
                        && !event.physicalId().equals(stack.id()))
                .findFirst()
                .map(event -> event.logicalId() + ": " + event.reason());
    }

    private List<DeploymentRecording.HandlerRequest> requests(double end) {
        return aws.cloudFormation().custom().requests().stream()
                .filter(request -> !request.sent().isBefore(begin))
                .map(request -> request(request, end))
                .toList();
    }

    private DeploymentRecording.HandlerRequest request(CustomResources.Request request, double end) {
        Optional<Map<String, Object>> answer = request.answers().stream().findFirst();
        return new DeploymentRecording.HandlerRequest(
                String.valueOf(request.event().get("LogicalResourceId")),
                String.valueOf(request.event().get("RequestType")),
                seconds(request.sent()),
                request.closed() == null ? end : seconds(request.closed()),
                answer.map(response -> String.valueOf(response.get("Status"))).orElse("no answer"),
                answer.map(response -> String.valueOf(response.get("Reason"))).orElse(""));
    }

    private double seconds(Instant at) {
        return Duration.between(begin, at).toMillis() / 1000.0;
    }

    private Instant now() {
        return aws.account().clock().now();
    }
}

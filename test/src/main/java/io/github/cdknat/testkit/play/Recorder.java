package io.github.cdknat.testkit.play;

import io.github.cdknat.handler.plan.AddressRecord;
import io.github.cdknat.testkit.cloudformation.CustomResources;
import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.kernel.Events;
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

/** Writes down what happens in a world from now on. */
final class Recorder {
    private final EmbeddedAws aws;
    private final String stackName;
    private final Set<String> standIns;
    private final Instant begin;
    private final Map<String, Sightings> sights = new LinkedHashMap<>();
    private final List<Recording.Moment> moments = new ArrayList<>();
    private final Map<String, Set<String>> before;

    /**
     * Begins.
     *
     * @param standIns the logical ids whose success is not worth a word
     * @param gateways the gateways that are there already
     */
    Recorder(EmbeddedAws aws, String stackName, Set<String> standIns, Set<String> gateways) {
        this.aws = aws;
        this.stackName = stackName;
        this.standIns = standIns;
        this.begin = now();
        this.before = recorded();
        gateways.forEach(this::look);
        aws.world().events().listen(this::accept);
    }

    /** The addresses in the stack's records, by gateway. */
    Map<String, Set<String>> recorded() {
        Map<String, Set<String>> recorded = new TreeMap<>();
        Stack stack = aws.cloudFormation().stack(stackName);
        if (stack != null) {
            stack.physicalIds(Laws.TYPE)
                    .values()
                    .forEach(id -> AddressRecord.parse(id)
                            .ifPresent(kept -> kept.addresses()
                                    .forEach(address -> recorded.computeIfAbsent(
                                                    kept.gatewayId(), any -> new TreeSet<>())
                                            .add(address.toString()))));
        }
        return recorded;
    }

    Map<String, Set<String>> recordedBefore() {
        return before;
    }

    /** What served on a gateway when it was first seen. */
    Map<String, String> firstStatuses(String gateway) {
        return sights.get(gateway).first();
    }

    Instant begin() {
        return begin;
    }

    Set<String> gateways() {
        return sights.keySet();
    }

    private void accept(Events.Event event) {
        if (event.source().equals("ec2") && event.subject().startsWith("nat-")) {
            look(event.subject());
            tell(Recording.Kind.GATEWAY, event.subject(), event.text());
        } else if (event.source().equals("cloudformation")) {
            stack(event);
        } else if (event.source().equals("handler")) {
            handler(event);
        }
    }

    private void stack(Events.Event event) {
        String[] subject = event.subject().split("/", 2);
        boolean failed = event.text().contains("_FAILED");
        boolean isStack = subject.length == 1;
        if (isStack || failed || isOurs(subject[1])) {
            tell(
                    failed ? Recording.Kind.TROUBLE : Recording.Kind.STACK,
                    isStack ? "the stack" : subject[1],
                    event.text());
        }
    }

    private boolean isOurs(String logicalId) {
        return !standIns.contains(logicalId) && !logicalId.startsWith("NatGatewaySecondaryAddresses");
    }

    private void handler(Events.Event event) {
        boolean trouble = event.text().startsWith("answers FAILED");
        tell(
                trouble ? Recording.Kind.TROUBLE : Recording.Kind.REQUEST,
                event.subject().substring(event.subject().indexOf('/') + 1),
                event.text());
    }

    private void tell(Recording.Kind kind, String subject, String text) {
        moments.add(new Recording.Moment(seconds(now()), kind, subject, text));
    }

    private void look(String gateway) {
        Sightings seen = sights.computeIfAbsent(gateway, any -> new Sightings());
        aws.ec2().gateways().primaryOf(gateway).ifPresent(seen::primary);
        seen.saw(seconds(now()), aws.ec2().gateways().statuses(gateway));
    }

    /** What was seen, now that all is quiet. */
    Recording recording(String title, List<String> brokenLaws) {
        Stack stack = aws.cloudFormation().stack(stackName);
        List<Recording.Phase> phases = phases(stack);
        double end = Math.max(
                phases.isEmpty() ? 0 : phases.get(phases.size() - 1).to(),
                sights.values().stream().mapToDouble(Sightings::last).max().orElse(0));
        Map<String, Set<String>> after = recorded();
        return new Recording(
                stackName,
                title,
                stack.status(),
                reason(stack),
                end,
                phases,
                requests(end),
                sights.keySet().stream()
                        .map(id -> sights.get(id)
                                .lanes(
                                        id,
                                        aws.ec2().switches().limit,
                                        before.getOrDefault(id, Set.of()),
                                        after.getOrDefault(id, Set.of()),
                                        end))
                        .toList(),
                List.copyOf(moments),
                brokenLaws);
    }

    private List<Recording.Phase> phases(Stack stack) {
        List<Stack.Event> own = stack.events().stream()
                .filter(event ->
                        event.physicalId().equals(stack.id()) && !event.at().isBefore(begin))
                .toList();
        List<Recording.Phase> phases = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            double from = seconds(own.get(i).at());
            double to = i + 1 < own.size() ? seconds(own.get(i + 1).at()) : from;
            phases.add(new Recording.Phase(own.get(i).status(), from, to));
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

    private List<Recording.Asked> requests(double end) {
        return aws.cloudFormation().custom().requests().stream()
                .filter(request -> !request.sent().isBefore(begin))
                .map(request -> asked(request, end))
                .toList();
    }

    private Recording.Asked asked(CustomResources.Request request, double end) {
        Optional<Map<String, Object>> answer = request.answers().stream().findFirst();
        return new Recording.Asked(
                String.valueOf(request.event().get("LogicalResourceId")),
                String.valueOf(request.event().get("RequestType")),
                seconds(request.sent()),
                request.closed() == null ? end : seconds(request.closed()),
                answer.map(said -> String.valueOf(said.get("Status"))).orElse("no answer"),
                answer.map(said -> String.valueOf(said.get("Reason"))).orElse(""));
    }

    private double seconds(Instant at) {
        return Duration.between(begin, at).toMillis() / 1000.0;
    }

    private Instant now() {
        return aws.world().clock().now();
    }
}

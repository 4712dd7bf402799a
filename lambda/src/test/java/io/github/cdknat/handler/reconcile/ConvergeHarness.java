package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.cloudformation.CloudFormation;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The Converge function on the bench: each port says what the test sets, and time is what the state machine makes it. */
public final class ConvergeHarness implements Ec2, CloudFormation, StepFunctions {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String GATEWAY = "nat-0abc";
    private static final String NAME = "%s-%s-00000000-000000000000-0000000000000000";

    final List<String> answers = new ArrayList<>();
    final List<Map<String, Object>> log = new ArrayList<>();
    final List<AddressChange> changes = new ArrayList<>();
    final List<GatewayAddress> addresses = new ArrayList<>();
    final Map<String, Object> event = new HashMap<>();
    Supplier<Reply<Optional<Gateway>>> gateway = () -> answer(Optional.of(shown()));
    Function<AddressChange, Reply<Boolean>> change = change -> answer(true);
    Function<AddressChange, Reply<Boolean>> dryRun = change -> answer(true);
    Supplier<Reply<StackOperation>> operation =
            () -> answer(new StackOperation("CREATE_IN_PROGRESS", START.toEpochMilli()));
    Supplier<Reply<StackResources>> records = () -> answer(new StackResources(List.of()));
    SubnetUsage around = SubnetUsage.of(Subnet.of("subnet-1", "10.0.1.0/24").orElseThrow(), List.of(), List.of());
    Supplier<List<StackEvent>> events = () -> List.of(requested(""));
    Instant now = START;
    Map<String, Object> journal = Map.of();

    ConvergeHarness() {
        addresses.add(new GatewayAddress(Optional.of(Ipv4.of("10.0.1.4")), AddressStatus.SUCCEEDED, true, "", "eni-1"));
        event.put("RequestType", "Create");
        event.put("ResponseURL", "https://bucket.s3.amazonaws.com/x?signature=secret");
        event.put("StackId", "stack");
        event.put("RequestId", "request");
        event.put("LogicalResourceId", "Addresses");
        event.put(
                "ResourceProperties",
                Map.of("NatGatewayId", GATEWAY, "SecondaryPrivateIpAddresses", List.of("10.0.1.9")));
    }

    /** The event becomes the Delete of a record. */
    ConvergeHarness deleting(String physicalId) {
        event.put("RequestType", "Delete");
        event.put("PhysicalResourceId", physicalId);
        operation = () -> answer(new StackOperation("DELETE_IN_PROGRESS", START.toEpochMilli()));
        return this;
    }

    ConvergeHarness has(String address, AddressStatus status) {
        addresses.add(new GatewayAddress(Optional.of(Ipv4.of(address)), status, false, "", "eni-1"));
        return this;
    }

    /** The stack's event of this request, which asks for these properties, as JSON; for whatever it asks for if they are empty. */
    StackEvent requested(String properties) {
        String type = String.valueOf(event.get("RequestType")).toUpperCase(Locale.ROOT);
        return happened(
                type + "_IN_PROGRESS", String.valueOf(event.getOrDefault("PhysicalResourceId", "")), 0, properties);
    }

    /** An event of the request's resource, so many seconds after the start. */
    StackEvent happened(String status, String physicalId, long seconds, String properties) {
        return new StackEvent(
                String.valueOf(event.get("LogicalResourceId")),
                physicalId,
                Contract.RESOURCE_TYPE,
                status,
                START.plusSeconds(seconds),
                Json.readOrNothing(properties));
    }

    static <T> Reply<T> answer(T value) {
        return new Reply.Answer<>(value, "request-1");
    }

    /** Calls the function as the state machine would, until the execution ends, and returns its last state. */
    String run() {
        String state = "converge";
        for (int call = 0; call < 20_000; call++) {
            journal = call(state, Map.of());
            switch (String.valueOf(journal.get("next"))) {
                case "AGAIN" -> state = "converge";
                case "WAIT" -> {
                    state = "converge";
                    now = now.plusSeconds(((Number) journal.get("wait")).longValue());
                }
                case "RESPOND" -> state = "respond";
                default -> {
                    return String.valueOf(journal.get("next"));
                }
            }
        }
        throw new AssertionError("still running after 20,000 calls");
    }

    /** One call, and the pause after it. */
    void pass() {
        journal = call("converge", Map.of());
        now = now.plusSeconds(((Number) journal.getOrDefault("wait", 0)).longValue());
    }

    /** One call, with everything that passes through JSON on its way. */
    Map<String, Object> call(String task, Map<String, Object> error) {
        Map<String, Object> input = input(task, event, journal, error, NAME.formatted("a".repeat(20), "create"), now);
        Reconciler reconciler = new Reconciler(this, this, this, "machine", new Responder(this::put), log::add);
        return read(Json.bytes(reconciler.run(read(Json.bytes(input)))));
    }

    /** What the state machine, in an execution that began at the start, gives the function. */
    public static Map<String, Object> input(
            String task,
            Map<String, Object> event,
            Map<String, Object> journal,
            Map<String, Object> error,
            String name,
            Instant now) {
        return Map.of(
                "task", task,
                "event", event,
                "journal", journal,
                "error", error,
                "execution",
                        Map.of(
                                "name",
                                name,
                                "stateMachine",
                                "machine",
                                "startTime",
                                START.toString(),
                                "enteredTime",
                                now.toString()));
    }

    private int put(String url, byte[] body) {
        Map<String, Object> answer = read(body);
        answers.add(answer.get("Status") + " " + answer.get("PhysicalResourceId") + ": " + answer.get("Reason"));
        return 200;
    }

    static Map<String, Object> read(byte[] json) {
        try {
            return Json.read(new ByteArrayInputStream(json));
        } catch (IOException e) {
            throw new UncheckedIOException(new String(json, StandardCharsets.UTF_8), e);
        }
    }

    private Gateway shown() {
        return new Gateway(GATEWAY, "available", "private", "zonal", "subnet-1", addresses);
    }

    @Override
    public Reply<SubnetUsage> describeSubnetUsage(String subnetId) {
        return answer(around);
    }

    @Override
    public Reply<List<StackEvent>> events(String stackId, Predicate<StackEvent> isOld) {
        return answer(events.get().stream().takeWhile(isOld.negate()).toList());
    }

    @Override
    public Reply<Optional<Gateway>> describeGateway(String natGatewayId) {
        return gateway.get();
    }

    @Override
    public Reply<Optional<Subnet>> describeSubnet(String subnetId) {
        return answer(Subnet.of(subnetId, "10.0.1.0/24"));
    }

    @Override
    public Reply<Boolean> change(String natGatewayId, AddressChange asked) {
        changes.add(asked);
        return change.apply(asked);
    }

    @Override
    public Reply<Boolean> mayChange(String natGatewayId, AddressChange change) {
        return dryRun.apply(change);
    }

    @Override
    public Reply<StackOperation> operation(String stackId) {
        return operation.get();
    }

    @Override
    public Reply<StackResources> resources(String stackId) {
        return records.get();
    }

    @Override
    public Reply<Boolean> start(String stateMachineArn, String name, String input) {
        throw new AssertionError("Converge starts nothing");
    }

    @Override
    public Reply<List<Execution>> since(String stateMachineArn, long start) {
        return answer(List.of());
    }
}

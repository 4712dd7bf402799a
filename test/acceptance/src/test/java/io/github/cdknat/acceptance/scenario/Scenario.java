package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.DrainWait;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.rehearsal.template.LenientJson;
import io.github.cdknat.simulation.ExampleTemplates;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A scenario in an embedded account: one existing gateway with primary address 10.0.1.4, and stacks that declare addresses. */
class Scenario {
    static final String STACK = "Example";
    static final String LOGICAL_ID = "Addresses02DFC07F";

    final EmbeddedAws aws;
    final String gateway;
    private ExampleStack.Parameters parameters;
    private final Map<String, Object> tampered = new HashMap<>();
    private Optional<String> definition = Optional.empty();

    Scenario(EmbeddedAws aws) {
        this.aws = aws;
        this.gateway = aws.ec2().privateGateway(1);
        this.parameters = ExampleStack.Parameters.example().on(gateway);
    }

    /** Changes what the next deployments declare. */
    Scenario drain(int seconds) {
        parameters = parameters.draining(seconds);
        return this;
    }

    /** Lets a release end when EC2 has accepted it. */
    Scenario accepting() {
        parameters = parameters.waiting(DrainWait.UNTIL_STARTED);
        return this;
    }

    Scenario on(String otherGateway) {
        parameters = parameters.on(otherGateway);
        return this;
    }

    /** The stack makes a gateway of its own. */
    Scenario onItsOwnGateway() {
        parameters = parameters.onItsOwnGateway();
        return this;
    }

    Scenario named(String id) {
        parameters = parameters.named(id);
        return this;
    }

    /** Deploys the stack with these addresses, given by their last octets, and waits for the end. */
    Stack deploy(int... lastOctets) {
        return end(begin(lastOctets));
    }

    /** Begins the deployment. */
    Stack begin(int... lastOctets) {
        return begin(STACK, lastOctets);
    }

    Stack begin(String stack, int... lastOctets) {
        return aws.cloudFormation().deploy(stack, template(stack, ips(lastOctets)));
    }

    /** Deploys with "Preserve successfully provisioned resources". */
    Stack deployWithoutRollback(int... lastOctets) {
        return end(aws.cloudFormation().deployWithoutRollback(STACK, template(STACK, ips(lastOctets))));
    }

    private Template template(String stack, List<String> addresses) {
        parameters = parameters.with(addresses).noting("for " + addresses + tampered);
        return tampered.isEmpty() && definition.isEmpty()
                ? ExampleTemplates.parsed(stack, parameters)
                : Template.of(tamperedTemplate(stack));
    }

    /** Deploys a stack of that name with as many addresses of 10.0.1.16/28 as are asked for. */
    Stack deployCount(String stack, int count) {
        return end(beginCount(stack, count));
    }

    Stack beginCount(String stack, int count) {
        parameters = parameters.counting(count, "10.0.1.16/28").noting("for " + count);
        return aws.cloudFormation().deploy(stack, ExampleTemplates.parsed(stack, parameters));
    }

    /** An instance takes the lowest free address of 10.0.1.16/28 each time when the handler has looked at the subnet. */
    void grabAfterLook(int times) {
        AtomicInteger grabbed = new AtomicInteger();
        aws.account().callLog().listen(entry -> {
            if (entry.call().action().equals("DescribeNetworkInterfaces") && grabbed.get() < times) {
                aws.ec2().occupy(gateway, "10.0.1." + (16 + grabbed.getAndIncrement()));
            }
        });
    }

    /** In the next deployments the addresses' resource has that property, whatever the construct says. */
    Scenario tampering(String property, Object value) {
        tampered.put(property, value);
        return this;
    }

    /** In the next deployments the state machine has that definition. */
    Scenario definedAs(String stateMachine) {
        definition = Optional.of(stateMachine);
        return this;
    }

    private Map<String, Object> tamperedTemplate(String stack) {
        Map<String, Object> template = ExampleTemplates.of(stack, parameters);
        properties(template, LOGICAL_ID).putAll(tampered);
        definition.ifPresent(text ->
                properties(template, "NatGatewaySecondaryAddressesStateMachine").put("DefinitionString", text));
        return template;
    }

    private static Map<String, Object> properties(Map<String, Object> template, String logicalId) {
        Object resource = LenientJson.object(template.get("Resources")).get(logicalId);
        return LenientJson.object(LenientJson.object(resource).get("Properties"));
    }

    /** Waits until the stacks are no longer busy and no execution runs. */
    Stack end(Stack... stacks) {
        aws.settle(stacks);
        aws.quiesce();
        return stacks[0];
    }

    Stack delete() {
        aws.cloudFormation().delete(STACK);
        return end(aws.cloudFormation().stack(STACK));
    }

    /** Lets the next change of the resource behind the addresses fail, when they are assigned. */
    Scenario failPartner() {
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
        return this;
    }

    /** Lets the next call of that EC2 action that is no DryRun go wrong. */
    Scenario disturb(String action, FaultInjector.Kind kind) {
        aws.ec2().faults().next(call -> call.action().startsWith(action) && !call.isDryRun(), kind);
        return this;
    }

    /** Somebody else's address drains for so long, and the gateway takes no other change meanwhile. */
    Scenario busyFor(int seconds) {
        aws.ec2().gateways().assignOutOfBand(gateway, "10.0.1.30");
        aws.ec2().gateways().unassignOutOfBand(gateway, "10.0.1.30", seconds);
        return this;
    }

    /** The update is cancelled after so many seconds. */
    Stack cancel(Stack stack, int afterSeconds) {
        pass(afterSeconds);
        aws.cloudFormation().cancelUpdate(STACK);
        return end(stack);
    }

    void pass(int seconds) {
        aws.pass(Duration.ofSeconds(seconds));
    }

    /** The gateway holds its primary address and exactly these, all serving. */
    Scenario holds(int... lastOctets) {
        TreeSet<String> expected = new TreeSet<>(ips(lastOctets));
        expected.add("10.0.1.4");
        assertThat(aws.ec2().gateways().statuses(gateway).keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(aws.ec2().gateways().serving(gateway)).isEqualTo(expected);
        return this;
    }

    String record() {
        return aws.cloudFormation().stack(STACK).physicalId(LOGICAL_ID);
    }

    /** The reason that CloudFormation shows for a failed event of the addresses. */
    String reason() {
        return aws.cloudFormation().stack(STACK).events().stream()
                .filter(event ->
                        event.logicalId().equals(LOGICAL_ID) && event.status().endsWith("_FAILED"))
                .map(Stack.Event::reason)
                .findFirst()
                .orElse("no failure");
    }

    /** Everything that the handler told CloudFormation, oldest first: "SUCCESS nat-0abc/10.0.1.5: Holding ...". */
    List<String> answers() {
        return aws.cloudFormation().custom().requests().stream()
                .flatMap(request -> answersTo(request).stream())
                .toList();
    }

    static List<String> answersTo(CustomResources.Request request) {
        return request.answers().stream()
                .map(answer ->
                        answer.get("Status") + " " + answer.get("PhysicalResourceId") + ": " + answer.get("Reason"))
                .toList();
    }

    /** The last of these. */
    String answer() {
        return answers().get(answers().size() - 1);
    }

    CustomResources.Request request(int index) {
        return aws.cloudFormation().custom().requests().get(index);
    }

    /** How a refusal of such a declaration begins. */
    String cannotHold(String addresses) {
        return "Cannot hold " + addresses + " on " + gateway + ": ";
    }

    /** Delivers an event of CloudFormation's once more, changed; its answer goes where the first one went. */
    Scenario deliver(CustomResources.Request request, Consumer<Map<String, Object>> change) {
        Map<String, Object> event = new LinkedHashMap<>(request.event());
        change.accept(event);
        aws.lambda().invokeAsync(String.valueOf(request.event().get("ServiceToken")), Json.write(event));
        pass(1);
        aws.quiesce();
        return this;
    }

    /** Explicitly denies these actions to a role of the stack, as a service control policy would. */
    void deny(String role, String... actions) {
        aws.iam().putPolicy(roleArn(role), "Denied", Map.of("Statement", List.of(denial(actions))));
    }

    void allowAgain(String role) {
        aws.iam().deletePolicy(roleArn(role), "Denied");
    }

    private static Map<String, Object> denial(String... actions) {
        return Map.of("Effect", "Deny", "Action", List.of(actions), "Resource", "*");
    }

    private String roleArn(String role) {
        String name = aws.cloudFormation().stack(STACK).physicalId("NatGatewaySecondaryAddresses" + role);
        return "arn:aws:iam::" + aws.account().account() + ":role/" + name;
    }

    /** "assign 10.0.1.5" and "unassign 10.0.1.6 (350 s)" for every call of the handler that took effect. */
    List<String> changes() {
        return aws.account().callLog().entries(ApiCallLog.Entry::effect).stream()
                .filter(entry -> !entry.call().principal().equals(ApiCall.ADMIN))
                .filter(entry -> entry.call().action().endsWith("PrivateNatGatewayAddress"))
                .map(entry -> (entry.call().action().startsWith("Assign") ? "assign " : "unassign ")
                        + String.join(
                                "+",
                                entry.call().list("PrivateIpAddress").stream()
                                        .map(Object::toString)
                                        .toList()))
                .toList();
    }

    /** The logical ids of the drain waiters. */
    Set<String> drainWaiters() {
        Set<String> all = aws.cloudFormation()
                .stack(STACK)
                .physicalIds("Custom::NatGatewaySecondaryAddresses")
                .keySet();
        return all.stream().filter(id -> id.contains("DrainWaiter")).collect(Collectors.toSet());
    }

    /** How long a deployment lasts. */
    Duration lasted(Runnable deployment) {
        Instant begin = aws.account().clock().now();
        deployment.run();
        return Duration.between(begin, aws.account().clock().now());
    }

    static List<String> ips(int... lastOctets) {
        return java.util.Arrays.stream(lastOctets)
                .mapToObj(octet -> "10.0.1." + octet)
                .toList();
    }

    /** Runs a scenario in process. */
    static void inProcess(Consumer<Scenario> scenario) {
        try (EmbeddedAws aws = InProcessAws.start(7)) {
            scenario.accept(new Scenario(aws));
        }
    }
}

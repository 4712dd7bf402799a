package io.github.cdknat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.example.ExampleStack;
import io.github.cdknat.testkit.example.Templates;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A story in an embedded account: one existing gateway with primary address 10.0.1.4, and stacks that declare addresses. */
final class Scenario {
    static final String STACK = "Example";
    static final String LOGICAL_ID = "Addresses02DFC07F";

    final EmbeddedAws aws;
    final String gateway;
    private ExampleStack.Parameters parameters;

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

    Scenario on(String otherGateway) {
        parameters = parameters.on(otherGateway);
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
        List<String> addresses = ips(lastOctets);
        parameters = parameters.with(addresses).noting("for " + addresses);
        return aws.cloudFormation().deploy(stack, Templates.parsed(stack, parameters));
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

    /** "assign 10.0.1.5" and "unassign 10.0.1.6 (350 s)" for every call of the handler that took effect. */
    List<String> changes() {
        return aws.world().ledger().entries(Ledger.Entry::effect).stream()
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

    static List<String> ips(int... lastOctets) {
        return java.util.Arrays.stream(lastOctets)
                .mapToObj(octet -> "10.0.1." + octet)
                .toList();
    }

    /** Runs a story in process. */
    static void inProcess(Consumer<Scenario> story) {
        try (EmbeddedAws aws = EmbeddedAws.inProcess(7)) {
            story.accept(new Scenario(aws));
        }
    }
}

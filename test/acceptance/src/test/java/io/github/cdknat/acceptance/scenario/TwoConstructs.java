package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.simulation.InProcessAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Fn;

/** A stack with two constructs, "Addresses" and "Sibling", on one gateway; the sibling comes after the other one, unless they are apart. */
final class TwoConstructs implements AutoCloseable {
    private static final String STACK = "Two";
    private static final String TYPE = "Custom::NatGatewaySecondaryAddresses";

    final EmbeddedAws aws = InProcessAws.start(1);
    final String gateway = aws.ec2().privateGateway(1);
    private boolean apart;
    private int deployments;

    @Override
    public void close() {
        aws.close();
    }

    /** From now on the template names the gateway in two ways, so that neither construct waits for the other. */
    void apart() {
        apart = true;
    }

    Stack begin(List<Integer> addresses, List<Integer> sibling) {
        String note = String.valueOf(deployments++);
        return aws.cloudFormation()
                .deploy(
                        STACK,
                        CountTemplate.of(
                                STACK,
                                gateway,
                                note,
                                props -> props.secondaryPrivateIpAddresses(ips(addresses)),
                                Optional.of(props -> props.natGatewayId(apart ? Fn.sub(gateway) : gateway)
                                        .secondaryPrivateIpAddresses(ips(sibling)))));
    }

    String deploy(List<Integer> addresses, List<Integer> sibling) {
        return end(begin(addresses, sibling));
    }

    /** Waits until the stack is no longer busy and no execution runs. */
    String end(Stack stack) {
        aws.settle(stack);
        aws.quiesce();
        return stack.status();
    }

    /** The physical id of the construct whose logical id begins like that. */
    String record(String construct) {
        Map<String, String> records = aws.cloudFormation().stack(STACK).physicalIds(TYPE);
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(construct))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** The answers to the construct's requests, oldest first. */
    List<String> answers(String construct) {
        return aws.cloudFormation().custom().requests().stream()
                .filter(request -> isOf(request, construct))
                .flatMap(request -> request.answers().stream())
                .map(answer -> answer.get("Status") + ": " + answer.get("Reason"))
                .toList();
    }

    private static boolean isOf(CustomResources.Request request, String construct) {
        return String.valueOf(request.event().get("LogicalResourceId")).startsWith(construct);
    }

    /** Every address that the handler has ever unassigned. */
    List<String> drained() {
        return aws.account().callLog().entries(ApiCallLog.Entry::effect).stream()
                .map(ApiCallLog.Entry::call)
                .filter(call -> !call.principal().equals(ApiCall.ADMIN))
                .filter(call -> call.action().startsWith("Unassign"))
                .flatMap(call -> call.list("PrivateIpAddress").stream())
                .map(Object::toString)
                .toList();
    }

    /** The gateway holds its primary address and exactly these, all serving. */
    void holds(int... lastOctets) {
        List<String> expected = new ArrayList<>(Scenario.ips(lastOctets));
        expected.add("10.0.1.4");
        assertThat(aws.ec2().gateways().statuses(gateway).keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(aws.ec2().gateways().serving(gateway)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> ips(List<Integer> lastOctets) {
        return lastOctets.stream().map(octet -> "10.0.1." + octet).toList();
    }
}

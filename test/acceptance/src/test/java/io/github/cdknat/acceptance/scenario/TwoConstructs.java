package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.simulation.InProcessAws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;

/** A stack with two constructs, "Addresses" and "Sibling", on one gateway; the sibling comes after the other one, unless they are apart. */
final class TwoConstructs extends Scenario {
    private boolean apart;
    private int deployments;

    TwoConstructs() {
        super(InProcessAws.start(1));
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
        return end(begin(addresses, sibling)).status();
    }

    /** The physical id of the construct whose logical id begins like that. */
    String record(String construct) {
        Map<String, String> records =
                aws.cloudFormation().stack(STACK).physicalIds("Custom::NatGatewaySecondaryAddresses");
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
        return changes().stream()
                .filter(change -> change.startsWith("unassign "))
                .flatMap(change ->
                        Stream.of(change.substring("unassign ".length()).split("\\+")))
                .toList();
    }

    private static List<String> ips(List<Integer> lastOctets) {
        return lastOctets.stream().map(octet -> "10.0.1." + octet).toList();
    }
}

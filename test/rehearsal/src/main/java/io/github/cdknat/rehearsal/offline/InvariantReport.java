package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.rehearsal.template.AddressDeclaration;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.shared.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds a deployment against the promises of docs/design.md, and says which were broken. */
final class InvariantReport {
    static final String TYPE = Contract.RESOURCE_TYPE;

    private final EmbeddedAws aws;
    private final DeploymentRecorder recorder;
    private final TemplateModel after;
    private final List<String> broken = new ArrayList<>();

    InvariantReport(EmbeddedAws aws, DeploymentRecorder recorder, TemplateModel after) {
        this.aws = aws;
        this.recorder = recorder;
        this.after = after;
    }

    /** A sentence for each invariant that did not hold. */
    List<String> broken() {
        boolean rolledBack =
                aws.cloudFormation().stack(after.stackName()).status().contains("ROLLBACK");
        Map<String, Set<String>> records = recorder.recorded();
        for (String gateway : recorder.gateways()) {
            Map<String, String> first = recorder.firstStatuses(gateway);
            Map<String, String> last = aws.ec2().gateways().statuses(gateway);
            Set<String> before = new TreeSet<>(recorder.before.getOrDefault(gateway, Set.of()));
            Set<String> now = new TreeSet<>(records.getOrDefault(gateway, Set.of()));
            Set<String> foreign = new TreeSet<>(first.keySet());
            foreign.removeAll(before);
            foreign.removeAll(declared(gateway));
            if (last.isEmpty()) {
                continue; // the gateway was deleted in the course of the deployment
            }
            foreign.forEach(address -> check(
                    unassigned(gateway, address) == 0 && last.containsKey(address),
                    address + " on " + gateway + " is not this stack's, and was unassigned"));
            before.retainAll(first.keySet());
            now.removeIf(address -> !first.containsKey(address) && !last.containsKey(address));
            now.forEach(address -> check(
                    "succeeded".equals(last.get(address)), address + " is recorded and does not serve on " + gateway));
            last.keySet().stream()
                    .filter(address ->
                            !first.containsKey(address) && !now.contains(address) && !isPrimary(gateway, address))
                    .forEach(address -> check(false, address + " is on " + gateway + " and in no record"));
            if (rolledBack) {
                before.forEach(address -> check(
                        last.containsKey(address), address + " served before, and the rollback did not bring it back"));
            }
            check(
                    last.size() <= aws.ec2().options().limit,
                    last.size() + " addresses are on " + gateway + ", more than it may have");
        }
        aws.cloudFormation().custom().requests().stream()
                .filter(request -> !request.sent().isBefore(recorder.begin))
                .forEach(this::answered);
        return List.copyOf(broken);
    }

    private boolean isPrimary(String gateway, String address) {
        return aws.ec2().gateways().primaryOf(gateway).filter(address::equals).isPresent();
    }

    private Set<String> declared(String gateway) {
        Set<String> declared = new TreeSet<>();
        for (AddressDeclaration one : after.declared()) {
            if (!(one.gatewayId() instanceof String id) || id.equals(gateway)) {
                one.addresses().forEach(address -> declared.add(address.toString()));
            }
        }
        return declared;
    }

    private long unassigned(String gateway, String address) {
        return aws.account().callLog().of("UnassignPrivateNatGatewayAddress").stream()
                .filter(ApiCallLog.Entry::effect)
                .filter(entry -> gateway.equals(entry.call().text("NatGatewayId"))
                        && entry.call().list("PrivateIpAddress").contains(address)
                        && !entry.at().isBefore(recorder.begin))
                .count();
    }

    private void answered(CustomResources.Request request) {
        check(
                !request.isTimedOut(),
                "the " + request.event().get("RequestType") + " of "
                        + request.event().get("LogicalResourceId") + " was not answered in time");
    }

    private void check(boolean holds, String sentence) {
        if (!holds) {
            broken.add(sentence);
        }
    }
}

package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Subnet;
import io.github.cdknat.handler.model.SubnetUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EC2 with a note of every call: what came back, and EC2's request id, which AWS Support asks for. */
final class LoggingEc2 implements Ec2 {
    private final Ec2 ec2;
    private final List<Map<String, Object>> notes = new ArrayList<>();

    LoggingEc2(Ec2 ec2) {
        this.ec2 = ec2;
    }

    /** For the log: one entry a call, in the order of the calls. */
    List<Map<String, Object>> notes() {
        return List.copyOf(notes);
    }

    @Override
    public Reply<Optional<Gateway>> describeGateway(String natGatewayId) {
        return noted("ec2:DescribeNatGateways", ec2.describeGateway(natGatewayId));
    }

    @Override
    public Reply<Optional<Subnet>> describeSubnet(String subnetId) {
        return noted("ec2:DescribeSubnets", ec2.describeSubnet(subnetId));
    }

    @Override
    public Reply<SubnetUsage> describeNeighbourhood(String subnetId) {
        return noted("ec2:DescribeNetworkInterfaces", ec2.describeNeighbourhood(subnetId));
    }

    @Override
    public Reply<Boolean> change(String natGatewayId, AddressChange change) {
        return noted(action(change), ec2.change(natGatewayId, change));
    }

    @Override
    public Reply<Boolean> mayChange(String natGatewayId, AddressChange change) {
        return noted(action(change) + " (DryRun)", ec2.mayChange(natGatewayId, change));
    }

    /** The action as IAM knows it. */
    static String action(AddressChange change) {
        return change.assigns() ? "ec2:AssignPrivateNatGatewayAddress" : "ec2:UnassignPrivateNatGatewayAddress";
    }

    private <T> Reply<T> noted(String call, Reply<T> reply) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("call", call);
        note.put("outcome", reply.outcome());
        note.put("requestId", reply.requestId());
        notes.add(note);
        return reply;
    }
}

package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.AddressChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** For the log, every EC2 call of a pass, in order: what came back, and EC2's request id, which AWS Support asks for. */
record CallLog(List<Map<String, Object>> calls) {
    CallLog() {
        this(new ArrayList<>());
    }

    <T> Reply<T> note(String call, Reply<T> reply) {
        calls.add(new TreeMap<>(Map.of("call", call, "outcome", reply.outcome(), "requestId", reply.requestId())));
        return reply;
    }

    /** The action as IAM knows it. */
    static String action(AddressChange change) {
        return change.assigns() ? "ec2:AssignPrivateNatGatewayAddress" : "ec2:UnassignPrivateNatGatewayAddress";
    }
}

package io.github.cdknat.emulator;

import io.github.cdknat.emulator.cloudformation.CloudFormationOptions;
import io.github.cdknat.emulator.cloudformation.ResourceProvider;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.SeededRandom;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.ec2.EmbeddedEc2;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** AWS::EC2::NatGateway: waits until the gateway is available, and until it is deleted. A public one is a stand-in. */
record NatGatewayProvider(VirtualClock clock, SeededRandom random, EmbeddedEc2 ec2, CloudFormationOptions options)
        implements ResourceProvider {
    private static final Set<String> CREATE_ONLY = Set.of("SubnetId", "ConnectivityType", "PrivateIpAddress");
    private static final Duration POLL = Duration.ofSeconds(10);

    @Override
    public Set<String> createOnly() {
        return CREATE_ONLY;
    }

    @Override
    public void create(Asked asked, Completion completion) {
        if (!"private".equals(asked.properties().get("ConnectivityType"))) {
            String id = "nat-" + random.hex(17);
            Map<String, Object> attributes = Map.of("NatGatewayId", id, STANDS_IN, true);
            clock.after(POLL, () -> completion.done(new Made(id, attributes)));
            return;
        }
        Map<String, Object> parameters = new LinkedHashMap<>(asked.properties());
        parameters.keySet().retainAll(CREATE_ONLY);
        ApiReply reply = call("CreateNatGateway", parameters);
        if (!(reply instanceof ApiReply.Ok ok)) {
            completion.failed(ApiReply.handlerMessage("Ec2", reply));
            return;
        }
        String id = String.valueOf(((Map<?, ?>) ok.body().get("natGateway")).get("natGatewayId"));
        Map<String, Object> attributes = new LinkedHashMap<>(Map.of("NatGatewayId", id));
        waitUntilAvailable(id, new Made(id, attributes), completion);
    }

    @Override
    public void update(Asked asked, Completion completion) {
        clock.after(POLL, () -> completion.done(new Made(asked.physicalId(), asked.attributes())));
    }

    @Override
    public void delete(Asked asked, Completion completion) {
        if (asked.attributes().containsKey(STANDS_IN)) {
            completion.done(null);
            return;
        }
        call("DeleteNatGateway", Map.of("NatGatewayId", asked.physicalId()));
        waitUntilDeleted(asked.physicalId(), completion);
    }

    private void waitUntilAvailable(String id, Made made, Completion completion) {
        Map<?, ?> gateway = describe(id);
        if ("available".equals(gateway.get("state")) || options.expressMode) {
            completion.done(made);
        } else if ("failed".equals(gateway.get("state"))) {
            completion.failed(String.valueOf(gateway.get("failureMessage")));
        } else {
            clock.after(POLL, () -> waitUntilAvailable(id, made, completion));
        }
    }

    /** A gateway that EC2 does not know is deleted. */
    private void waitUntilDeleted(String id, Completion completion) {
        if (List.of("deleted", "unknown").contains(String.valueOf(describe(id).get("state")))) {
            completion.done(null);
        } else {
            clock.after(POLL, () -> waitUntilDeleted(id, completion));
        }
    }

    private Map<?, ?> describe(String id) {
        ApiReply reply = call("DescribeNatGateways", Map.of("NatGatewayId", List.of(id)));
        if (reply instanceof ApiReply.Ok ok) {
            return (Map<?, ?>) ((List<?>) ok.body().get("natGatewaySet")).get(0);
        }
        boolean unknown = reply instanceof ApiReply.Fault fault && fault.status() == 400;
        return Map.of("state", unknown ? "unknown" : "not told");
    }

    private ApiReply call(String action, Map<String, Object> parameters) {
        return ec2.call(new ApiCall("ec2", action, parameters, ApiCall.ADMIN));
    }
}

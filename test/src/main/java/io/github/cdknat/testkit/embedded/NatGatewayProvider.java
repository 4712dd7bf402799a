package io.github.cdknat.testkit.embedded;

import io.github.cdknat.testkit.cloudformation.ResourceProvider;
import io.github.cdknat.testkit.ec2.EmbeddedEc2;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.VirtualClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** AWS::EC2::NatGateway: waits until the gateway is available, and until it is deleted. */
final class NatGatewayProvider implements ResourceProvider {
    private static final Duration POLL = Duration.ofSeconds(10);

    private final VirtualClock clock;
    private final EmbeddedEc2 ec2;

    NatGatewayProvider(VirtualClock clock, EmbeddedEc2 ec2) {
        this.clock = clock;
        this.ec2 = ec2;
    }

    @Override
    public Set<String> createOnly() {
        return Set.of("SubnetId", "ConnectivityType", "PrivateIpAddress");
    }

    @Override
    public void create(Asked asked, Completion completion) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String name : List.of("SubnetId", "ConnectivityType", "PrivateIpAddress")) {
            if (asked.properties().containsKey(name)) {
                parameters.put(name, asked.properties().get(name));
            }
        }
        ApiReply reply = call("CreateNatGateway", parameters);
        if (!(reply instanceof ApiReply.Ok ok)) {
            completion.failed(reply.toString());
            return;
        }
        String id = String.valueOf(((Map<?, ?>) ok.body().get("natGateway")).get("natGatewayId"));
        Map<String, Object> attributes = new LinkedHashMap<>(Map.of("NatGatewayId", id));
        waitFor(id, "available", () -> completion.done(new Made(id, attributes)));
    }

    @Override
    public void update(Asked asked, Completion completion) {
        clock.after(POLL, () -> completion.done(new Made(asked.physicalId(), asked.attributes())));
    }

    @Override
    public void delete(Asked asked, Completion completion) {
        call("DeleteNatGateway", Map.of("NatGatewayId", asked.physicalId()));
        waitFor(asked.physicalId(), "deleted", () -> completion.done(null));
    }

    private void waitFor(String id, String state, Runnable then) {
        ApiReply reply = call("DescribeNatGateways", Map.of("NatGatewayId", List.of(id)));
        boolean there = reply instanceof ApiReply.Ok ok
                && ((List<?>) ok.body().get("natGatewaySet"))
                        .stream().anyMatch(item -> state.equals(((Map<?, ?>) item).get("state")));
        if (there || !(reply instanceof ApiReply.Ok)) {
            then.run();
        } else {
            clock.after(POLL, () -> waitFor(id, state, then));
        }
    }

    private ApiReply call(String action, Map<String, Object> parameters) {
        return ec2.call(new ApiCall("ec2", action, parameters, ApiCall.ADMIN));
    }
}

package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.ec2.Ec2Options;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A contender's own account: one private gateway, primary address 10.0.1.4, in which nothing is left to chance. */
public final class BenchmarkAccount {
    /** How long an address takes to be assigned: unknown, and here the same for everybody. */
    static final Duration ASSIGN = Duration.ofSeconds(8);

    /** MaxDrainDurationSeconds' default. */
    static final Duration DRAIN = Duration.ofSeconds(350);

    static final String STACK = "Example";
    private static final String PARTNER = "Partner";
    private static final Duration PARTNER_TAKES = Duration.ofSeconds(1);
    private static final long SEED = 1;

    final EmbeddedAws aws = InProcessAws.start(SEED);
    final String gateway = aws.ec2().privateGateway(1);

    BenchmarkAccount() {
        options().assignAtLeast = ASSIGN;
        options().assignAtMost = ASSIGN;
    }

    Instant now() {
        return aws.account().clock().now();
    }

    /** Runs something in which assigning takes no time and locks nothing: as if it had been done long ago, at leisure. */
    void longAgo(Runnable deed) {
        options().assignAtLeast = Duration.ZERO;
        options().assignAtMost = Duration.ZERO;
        options().lockWhileAssigning = false;
        deed.run();
        aws.quiesce();
        options().assignAtLeast = ASSIGN;
        options().assignAtMost = ASSIGN;
        options().lockWhileAssigning = true;
    }

    private Ec2Options options() {
        return aws.ec2().options();
    }

    /** Deploys the contender's stack and waits until CloudFormation has finished with it. */
    Stack deploy(Template template) {
        Stack stack = aws.cloudFormation().deploy(STACK, template);
        aws.settle(stack);
        return stack;
    }

    /** The next change of the resource that comes after the addresses fails. */
    void failPartner() {
        aws.cloudFormation().failNext(STACK, PARTNER, PARTNER_TAKES, "Partner says no");
    }

    /** All addresses of the gateway but the primary one, with their status. */
    Map<String, String> secondary() {
        Map<String, String> statuses = new LinkedHashMap<>(aws.ec2().gateways().statuses(gateway));
        statuses.remove("10.0.1.4");
        return statuses;
    }

    /** Looks at the gateway with one DescribeNatGateways call: secondary addresses with their status. */
    Map<String, String> describe(String principal) {
        ApiReply reply = call("DescribeNatGateways", Map.of("NatGatewayId", List.of(gateway)), principal);
        if (!(reply instanceof ApiReply.Ok ok)) {
            throw new IllegalStateException("DescribeNatGateways failed: " + reply);
        }
        Map<String, String> found = new LinkedHashMap<>();
        Map<?, ?> shown = (Map<?, ?>) ((List<?>) ok.body().get("natGatewaySet")).get(0);
        for (Object item : (List<?>) shown.get("natGatewayAddressSet")) {
            Map<?, ?> address = (Map<?, ?>) item;
            if (!"true".equals(String.valueOf(address.get("isPrimary")))) {
                found.put(String.valueOf(address.get("privateIp")), String.valueOf(address.get("status")));
            }
        }
        return found;
    }

    /** @throws RefusedException if EC2 refuses */
    void assign(List<String> addresses, String principal) {
        change("AssignPrivateNatGatewayAddress", addresses, principal);
    }

    /** @throws RefusedException if EC2 refuses */
    void unassign(List<String> addresses, String principal) {
        change("UnassignPrivateNatGatewayAddress", addresses, principal);
    }

    private void change(String action, List<String> addresses, String principal) {
        ApiReply reply = call(action, Map.of("NatGatewayId", gateway, "PrivateIpAddress", addresses), principal);
        if (reply instanceof ApiReply.Fault fault) {
            throw new RefusedException(action, fault);
        }
    }

    private ApiReply call(String action, Map<String, Object> parameters, String principal) {
        return aws.ec2().call(new ApiCall("ec2", action, parameters, principal));
    }

    /** EC2's refusal, which the contender does not know how to deal with. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        RefusedException(String action, ApiReply.Fault fault) {
            super(action + ": " + fault.code() + ": " + fault.message());
            this.code = fault.code();
        }

        String code() {
            return code;
        }
    }
}

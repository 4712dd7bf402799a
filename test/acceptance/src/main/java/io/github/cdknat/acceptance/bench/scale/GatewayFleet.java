package io.github.cdknat.acceptance.bench.scale;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.simulation.ExampleTemplates;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many gateways in one account, each in a stack of its own, all updated at the same moment: one of two addresses is replaced. EC2's
 * token buckets are shared by all.
 *
 * <p>Calls take no time here. The virtual clock has one thread, on which hundreds of calls at once would wait for each other, as they do
 * not in an account.
 */
public final class GatewayFleet {
    static final Duration ASSIGN = Duration.ofSeconds(8);
    private static final String PLACEHOLDER = "nat-00000000000000000";
    private static final long SEED = 1;

    private final EmbeddedAws aws = withoutLatency();
    private final int size;
    private final List<String> gateways = new ArrayList<>();
    private final Map<List<String>, String> synthesized = new HashMap<>();

    private GatewayFleet(int size) {
        this.size = size;
        for (int n = 0; n < size; n++) {
            gateways.add(aws.ec2().privateGateway(n % 256));
        }
    }

    /** A world in which calls take no time, and an assignment always as long. */
    static EmbeddedAws withoutLatency() {
        EmbeddedAws aws = InProcessAws.start(SEED);
        aws.ec2().options().assignAtLeast = ASSIGN;
        aws.ec2().options().assignAtMost = ASSIGN;
        aws.lambda().options().compute = Duration.ZERO;
        aws.ec2().endpoint().latency(Duration.ZERO);
        aws.cloudFormation().endpoint().latency(Duration.ZERO);
        aws.stepFunctions().endpoint().latency(Duration.ZERO);
        return aws;
    }

    /** Lets that many gateways be updated at once. */
    public static LatencyDistribution run(int size) {
        GatewayFleet fleet = new GatewayFleet(size);
        fleet.aws.ec2().options().throttling = false;
        fleet.deployAll(20, 21);
        fleet.aws.quiesce();
        fleet.aws.ec2().options().throttling = true;
        MeasuredDeployments update = new MeasuredDeployments(fleet.aws);
        List<Stack> stacks = fleet.deployAll(21, 22);
        fleet.aws.quiesce();
        return update.latencies(stacks, ThrottleLowerBound.ec2(ASSIGN).of(size));
    }

    private List<Stack> deployAll(int... lastOctets) {
        List<Stack> stacks = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            stacks.add(aws.cloudFormation().deploy("Egress" + n, template(n, lastOctets)));
        }
        aws.settle(stacks.toArray(Stack[]::new));
        return stacks;
    }

    private Template template(int n, int... lastOctets) {
        List<String> addresses = new ArrayList<>();
        for (int octet : lastOctets) {
            addresses.add("10.0.0." + octet);
        }
        String text = synthesized
                .computeIfAbsent(addresses, GatewayFleet::synthesized)
                .replace(PLACEHOLDER, gateways.get(n))
                .replace("10.0.0.", "10.0." + n % 256 + ".");
        return Template.of(Json.object(text));
    }

    private static String synthesized(List<String> addresses) {
        return Json.write(ExampleTemplates.of(
                "Egress", ExampleStack.Parameters.example().on(PLACEHOLDER).with(addresses)));
    }
}

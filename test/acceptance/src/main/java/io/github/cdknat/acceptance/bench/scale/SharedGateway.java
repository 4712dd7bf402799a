package io.github.cdknat.acceptance.bench.scale;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.simulation.ExampleTemplates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * As many stacks as a gateway has slots beside its primary address, with one address each. None knows of the others, and EC2 lets one
 * change after the other through.
 */
public final class SharedGateway {
    private static final int DRAIN_SECONDS = 60;

    private final EmbeddedAws aws = GatewayFleet.withoutLatency();
    private final String gateway = aws.ec2().privateGateway(1);
    private final int size;

    private SharedGateway(int size) {
        this.size = size;
    }

    /** Lets all be created at once; at best one address is assigned after the other. */
    public static LatencyDistribution created(int size) {
        SharedGateway shared = new SharedGateway(size);
        MeasuredDeployments measured = new MeasuredDeployments(shared.aws);
        return measured.latencies(shared.deployAll(true), GatewayFleet.ASSIGN.multipliedBy(size));
    }

    /** Lets all give their address back at once; at best one drains after the other. */
    public static LatencyDistribution emptied(int size) {
        SharedGateway shared = new SharedGateway(size);
        shared.deployAll(true);
        MeasuredDeployments measured = new MeasuredDeployments(shared.aws);
        return measured.latencies(shared.deployAll(false), Duration.ofSeconds((long) DRAIN_SECONDS * size));
    }

    private List<Stack> deployAll(boolean with) {
        List<Stack> stacks = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            String name = "Egress" + n;
            ExampleStack.Parameters parameters = ExampleStack.Parameters.example()
                    .on(gateway)
                    .with(with ? List.of("10.0.1." + (20 + n)) : List.of())
                    .draining(DRAIN_SECONDS);
            stacks.add(aws.cloudFormation().deploy(name, ExampleTemplates.parsed(name, parameters)));
        }
        aws.settle(stacks.toArray(Stack[]::new));
        aws.quiesce();
        return stacks;
    }
}

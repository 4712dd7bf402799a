package io.github.cdknat.acceptance.bench.scale;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.simulation.ExampleTemplates;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.App;

/** Many constructs in one stack, each on a gateway of its own; one of two addresses of each is replaced in one deployment. */
public final class LargeStack {
    private static final String NAME = "Large";

    private final EmbeddedAws aws = GatewayFleet.withoutLatency();
    private final List<String> gateways = new ArrayList<>();

    /** A stack that is not deployed yet, and its gateways. */
    public LargeStack(int gateways) {
        for (int n = 0; n < gateways; n++) {
            this.gateways.add(aws.ec2().privateGateway(n));
        }
    }

    /** Lets a stack with that many constructs be updated. */
    public static LatencyDistribution run(int size) {
        LargeStack large = new LargeStack(size);
        large.aws.ec2().options().throttling = false;
        large.deploy(size, 20, 21);
        large.aws.ec2().options().throttling = true;
        MeasuredDeployments update = new MeasuredDeployments(large.aws);
        Stack stack = large.deploy(size, 21, 22);
        return update.latencies(
                List.of(stack), ThrottleLowerBound.ec2(GatewayFleet.ASSIGN).inOneStack(size));
    }

    /** Deploys the first so many constructs, each with these addresses of its gateway's subnet. */
    public Stack deploy(int constructs, int... lastOctets) {
        App app = new App();
        software.amazon.awscdk.Stack stack = new software.amazon.awscdk.Stack(app, NAME);
        for (int n = 0; n < constructs; n++) {
            List<String> addresses = new ArrayList<>();
            for (int octet : lastOctets) {
                addresses.add("10.0." + n + "." + octet);
            }
            new NatGatewaySecondaryAddresses(stack, "Addresses" + n, gateways.get(n), addresses);
        }
        return end(aws.cloudFormation().deploy(NAME, ExampleTemplates.of(app, NAME)));
    }

    /** Deletes the stack. */
    public Stack delete() {
        Stack stack = aws.cloudFormation().stack(NAME);
        aws.cloudFormation().delete(NAME);
        return end(stack);
    }

    private Stack end(Stack stack) {
        aws.settle(stack);
        aws.quiesce();
        return stack;
    }

    /** How many secondary addresses serve on all gateways. */
    public int serving() {
        return gateways.stream()
                .mapToInt(gateway -> aws.ec2().gateways().serving(gateway).size() - 1)
                .sum();
    }
}

package io.github.cdknat.acceptance.bench.synth;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/**
 * What the construct adds to an app's synthesis, beside the bare {@code CfnNatGateway} with SecondaryPrivateIpAddresses: in one JVM, warm, in
 * turns.
 */
public final class Synthesis {
    /** One stack takes them all. */
    private static final int PER_STACK = 100;

    private static final String VALIDATION = "@aws-cdk/core:validateAgainstDefaultRules";

    private Synthesis() {}

    /**
     * Compares the two.
     *
     * @param count gateways with one secondary address each, {@value #PER_STACK} in a stack at most
     * @param rounds how often each is synthesized
     */
    public static SynthesisComparison compare(int count, boolean validates, int rounds) {
        List<Double> bare = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        long bareCalls = 0;
        long ourCalls = 0;
        for (int round = 0; round <= rounds; round++) {
            long begin = KernelCalls.count();
            double bareTime = timed(count, validates, Synthesis::bare);
            long between = KernelCalls.count();
            double ourTime = timed(count, validates, Synthesis::ours);
            bareCalls = between - begin;
            ourCalls = KernelCalls.count() - between;
            if (round > 0) { // the first one is for warming up
                bare.add(bareTime);
                ours.add(ourTime);
            }
        }
        return new SynthesisComparison(count, validates, bare, ours, bareCalls, ourCalls);
    }

    private static void bare(Stack stack, int n) {
        CfnNatGateway.Builder.create(stack, "Gateway" + n)
                .subnetId("subnet-0123456789abcdef0")
                .connectivityType("private")
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .build();
    }

    private static void ours(Stack stack, int n) {
        new NatGatewaySecondaryAddresses(stack, "Addresses" + n, String.format("nat-%017d", n), List.of("10.0.1.20"));
    }

    private static double timed(int count, boolean validates, ObjIntConsumer<Stack> declare) {
        long begin = System.nanoTime();
        App app = new App(
                AppProps.builder().context(Map.of(VALIDATION, validates)).build());
        Stack stack = null;
        for (int n = 0; n < count; n++) {
            stack = n % PER_STACK == 0 ? new Stack(app, "Stack" + n / PER_STACK) : stack;
            declare.accept(stack, n);
        }
        app.synth();
        return (System.nanoTime() - begin) / 1e6;
    }
}

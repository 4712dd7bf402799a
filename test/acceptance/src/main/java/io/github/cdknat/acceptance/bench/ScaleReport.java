package io.github.cdknat.acceptance.bench;

import io.github.cdknat.acceptance.bench.scale.GatewayFleet;
import io.github.cdknat.acceptance.bench.scale.LargeStack;
import io.github.cdknat.acceptance.bench.scale.LatencyDistribution;
import io.github.cdknat.acceptance.bench.scale.SharedGateway;

/** Scale: many gateways at once on EC2's shared token buckets. */
final class ScaleReport {
    private ScaleReport() {}

    static void write(BenchmarkReport report, int... sizes) {
        report.section(
                "Scale (virtual time, one address of each gateway replaced, all at once, EC2's token buckets shared)");
        report.line(
                "%-16s%8s%8s%8s%8s%8s%8s%9s%11s",
                "", "bound", "all", "ratio", "p99", "p50", "failed", "calls", "throttled");
        for (int size : sizes) {
            row(report, size + " gateways", GatewayFleet.run(size));
        }
        row(report, "100 in one stack", LargeStack.run(100));
        row(report, "7 create, 1 gw", SharedGateway.created(7));
        row(report, "7 give up, 1 gw", SharedGateway.emptied(7));
        report.line(
                "  7 stacks with an address each on one gateway: at best one is assigned, or drains (60 s), after the other.");
    }

    private static void row(BenchmarkReport report, String name, LatencyDistribution latencies) {
        report.line(
                "%-16s%8d%8d%8.3f%8d%8d%8d%9d%11d",
                name,
                latencies.bound().toSeconds(),
                latencies.percentile(1).toSeconds(),
                latencies.ratio(),
                latencies.percentile(0.99).toSeconds(),
                latencies.percentile(0.5).toSeconds(),
                latencies.failed(),
                latencies.calls(),
                latencies.throttled());
    }
}

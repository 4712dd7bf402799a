package io.github.cdknat.testkit.bench;

import io.github.cdknat.testkit.bench.scale.Crowd;
import io.github.cdknat.testkit.bench.scale.Fleet;
import io.github.cdknat.testkit.bench.scale.LargeStack;
import io.github.cdknat.testkit.bench.scale.SharedGateway;

/** Scale: many gateways at once on EC2's shared token buckets. */
final class ScaleReport {
    private ScaleReport() {}

    static void write(Report report, int... sizes) {
        report.section(
                "Scale (virtual time, one address of each gateway replaced, all at once, EC2's token buckets shared)");
        report.line(
                "%-16s%8s%8s%8s%8s%8s%8s%9s%11s",
                "", "bound", "all", "ratio", "p99", "p50", "failed", "calls", "throttled");
        for (int size : sizes) {
            row(report, size + " gateways", Fleet.run(size));
        }
        row(report, "100 in one stack", LargeStack.run(100));
        row(report, "7 create, 1 gw", SharedGateway.created(7));
        row(report, "7 give up, 1 gw", SharedGateway.emptied(7));
        report.line(
                "  7 stacks with an address each on one gateway: at best one is assigned, or drains (60 s), after the other.");
    }

    private static void row(Report report, String name, Crowd crowd) {
        report.line(
                "%-16s%8d%8d%8.3f%8d%8d%8d%9d%11d",
                name,
                crowd.bound().toSeconds(),
                crowd.percentile(1).toSeconds(),
                crowd.ratio(),
                crowd.percentile(0.99).toSeconds(),
                crowd.percentile(0.5).toSeconds(),
                crowd.failed(),
                crowd.calls(),
                crowd.throttled());
    }
}

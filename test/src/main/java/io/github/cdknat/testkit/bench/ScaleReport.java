package io.github.cdknat.testkit.bench;

import io.github.cdknat.testkit.bench.scale.Crowd;
import io.github.cdknat.testkit.bench.scale.Fleet;

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
            Crowd crowd = Fleet.run(size);
            report.line(
                    "%-16s%8d%8d%8.3f%8d%8d%8d%9d%11d",
                    size + " gateways",
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
}

package io.github.cdknat.acceptance.bench;

import io.github.cdknat.acceptance.bench.waiting.Approach;
import io.github.cdknat.acceptance.bench.waiting.Comparison;
import io.github.cdknat.acceptance.bench.waiting.Measurement;
import io.github.cdknat.acceptance.bench.waiting.Workload;

/** Waiting well: every contender in every trial. */
final class WaitingReport {
    private WaitingReport() {}

    static void write(BenchmarkReport report) {
        report.section("Waiting well (virtual time, drains of 350 s, 8 s to assign)");
        report.line(
                "%-28s%-20s%7s%7s%7s%6s%6s%6s%8s%7s%8s%7s  %s",
                "", "", "time", "over", "late", "looks", "calls", "runs", "GB-s", "drains", "serving", "vain", "");
        for (Workload workload : Workload.all()) {
            for (Approach approach : Comparison.approaches()) {
                line(report, workload, approach, Comparison.run(workload, approach));
            }
        }
        report.line(
                "over: beyond the least that EC2's rules allow, s. late: from the last drain's end, s. looks: describe calls.");
        report.line(
                "serving: fewest at one moment. vain: drained by a deployment that rolled back. -: not told by anybody.");
    }

    private static void line(BenchmarkReport report, Workload workload, Approach approach, Measurement measurement) {
        boolean sound = measurement.isFlawless();
        String over = sound ? BenchmarkReport.text("%.1f", measurement.over().toMillis() / 1000.0) : "";
        String late = sound && !measurement.late().isZero()
                ? BenchmarkReport.text("%.1f", measurement.late().toMillis() / 1000.0)
                : "";
        report.line(
                "%-28s%-20s%7.0f%7s%7s%6s%6s%6d%8.2f%7d%8d%7d  %s",
                workload.title(),
                approach.name(),
                measurement.time().toMillis() / 1000.0,
                over,
                late,
                measurement.isCounted() ? measurement.describes() : "-",
                measurement.isCounted() ? measurement.calls() : "-",
                measurement.invocations(),
                measurement.gigabyteSeconds(),
                measurement.drains(),
                measurement.lowestServing(),
                measurement.drainedInVain(),
                measurement.flaw());
    }
}

package io.github.cdknat.acceptance.bench;

import io.github.cdknat.acceptance.bench.chart.BarChart;
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
            BarChart chart = new BarChart(
                    "Addresses drained by a deployment that rolled back, and its time",
                    "virtual seconds until all is as before; EC2's own rules ask for 358");
            for (Approach approach : Comparison.approaches()) {
                Measurement measurement = Comparison.run(workload, approach);
                line(report, workload, approach, measurement);
                draw(chart, approach, measurement);
            }
            if (workload.equals(Workload.rollback())) {
                report.chart("benchmark-rollback", chart);
            }
        }
        report.line(
                "over: beyond the least that EC2's rules allow, s. late: from the last drain's end, s. looks: describe calls.");
        report.line(
                "serving: fewest at one moment. vain: drained by a deployment that rolled back. -: not told by anybody.");
    }

    private static void draw(BarChart chart, Approach approach, Measurement measurement) {
        double seconds = measurement.time().toMillis() / 1000.0;
        String text = BenchmarkReport.text(
                "%.0f s, %s",
                seconds, measurement.isFlawless() ? measurement.drainedInVain() + " drained" : measurement.flaw());
        chart.bar(approach.name(), seconds, text, approach.name().startsWith("this"));
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

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
        for (Workload trial : Workload.all()) {
            BarChart chart = new BarChart(
                    "Addresses drained by a deployment that rolled back, and its time",
                    "virtual seconds until all is as before; EC2's own rules ask for 358");
            for (Approach contender : Comparison.contenders()) {
                Measurement score = Comparison.run(trial, contender);
                line(report, trial, contender, score);
                draw(chart, contender, score);
            }
            if (trial.equals(Workload.rollback())) {
                report.chart("benchmark-rollback", chart);
            }
        }
        report.line(
                "over: beyond the least that EC2's rules allow, s. late: from the last drain's end, s. looks: describe calls.");
        report.line(
                "serving: fewest at one moment. vain: drained by a deployment that rolled back. -: not told by anybody.");
    }

    private static void draw(BarChart chart, Approach contender, Measurement score) {
        double seconds = score.time().toMillis() / 1000.0;
        String text = BenchmarkReport.text(
                "%.0f s, %s", seconds, score.isFlawless() ? score.drainedInVain() + " drained" : score.flaw());
        if (contender.name().startsWith("this")) {
            chart.ours(contender.name(), seconds, text);
        } else {
            chart.bar(contender.name(), seconds, text);
        }
    }

    private static void line(BenchmarkReport report, Workload trial, Approach contender, Measurement score) {
        boolean sound = score.isFlawless();
        String over = sound ? BenchmarkReport.text("%.1f", score.over().toMillis() / 1000.0) : "";
        String late = sound && !score.late().isZero()
                ? BenchmarkReport.text("%.1f", score.late().toMillis() / 1000.0)
                : "";
        report.line(
                "%-28s%-20s%7.0f%7s%7s%6s%6s%6d%8.2f%7d%8d%7d  %s",
                trial.title(),
                contender.name(),
                score.time().toMillis() / 1000.0,
                over,
                late,
                score.isCounted() ? score.describes() : "-",
                score.isCounted() ? score.calls() : "-",
                score.invocations(),
                score.gigabyteSeconds(),
                score.drains(),
                score.lowestServing(),
                score.drainedInVain(),
                score.flaw());
    }
}

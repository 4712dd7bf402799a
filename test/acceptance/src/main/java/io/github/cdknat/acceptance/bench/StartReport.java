package io.github.cdknat.acceptance.bench;

import io.github.cdknat.acceptance.bench.chart.BarChart;
import io.github.cdknat.acceptance.bench.start.ColdStartSample;
import io.github.cdknat.acceptance.bench.start.ColdStarts;
import io.github.cdknat.acceptance.bench.start.MedianSpread;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Cold start: ours, a naive handler, and one that makes no SDK call, in turns. */
final class StartReport {
    private static final List<Integer> MEMORY = List.of(256, 512, 1024, 1769);

    /** What the construct gives its functions. */
    private static final int CHOSEN = 1024;

    private StartReport() {}

    static void write(BenchmarkReport report, List<Path> jdks, int rounds) {
        report.section("Cold start (process start to the first answered EC2 call, one core, runtime client; medians of "
                + rounds + ", in turns)");
        report.line("%-30s%-16s%9s%16s%9s%9s%8s", "", "", "ms CPU", "from to", "ratio", "ms wall", "MB");
        for (Path jdk : jdks) {
            Map<String, List<ColdStartSample>> all = ColdStarts.run(jdk, rounds);
            double ours = MedianSpread.of(all.get(ColdStarts.OURS), ColdStartSample::processor)
                    .median();
            BarChart chart = new BarChart(
                    "Cold start on " + jdk.getFileName(),
                    "processor milliseconds to the first answered EC2 call; medians");
            all.forEach((name, samples) -> {
                MedianSpread processor = MedianSpread.of(samples, ColdStartSample::processor);
                report.line(
                        "%-30s%-16s%9.0f%16s%9.2f%9.0f%8.0f",
                        jdk.getFileName(),
                        name,
                        processor.median(),
                        BenchmarkReport.text("%.0f..%.0f", processor.least(), processor.most()),
                        ours / processor.median(),
                        MedianSpread.of(samples, ColdStartSample::wall).median(),
                        MedianSpread.of(samples, ColdStartSample::peak).median());
                String text = BenchmarkReport.text("%.0f ms", processor.median());
                chart.bar(name, processor.median(), text, name.equals(ColdStarts.OURS));
            });
            report.chart("benchmark-start-" + (jdk.toString().contains("25") ? "25" : "17"), chart);
        }
        report.line(
                "ratio: ours to it. Ours asks Step Functions and CloudFormation before EC2; the naive one asks EC2 only.");
    }

    /** How long ours takes with how much memory, on the newest JDK. */
    static void memory(BenchmarkReport report, Path jdk, int rounds) {
        report.section(
                "Memory (the same with the share of one core that Lambda gives with it; medians of " + rounds + ")");
        Map<Integer, List<ColdStartSample>> all = ColdStarts.byMemory(jdk, rounds, MEMORY);
        if (all.isEmpty()) {
            report.line("not measured: no control group can be made here");
            return;
        }
        report.line("%-30s%-16s%9s%9s%9s", "", "", "ms wall", "GB-s", "MB");
        BarChart chart = new BarChart(
                "Cold start by memory, " + jdk.getFileName(), "milliseconds to the first answered EC2 call; medians");
        all.forEach((size, samples) -> {
            double wall = MedianSpread.of(samples, ColdStartSample::wall).median();
            report.line(
                    "%-30s%-16s%9.0f%9.2f%9.0f",
                    jdk.getFileName(),
                    size + " MB",
                    wall,
                    wall / 1e3 * size / 1024,
                    MedianSpread.of(samples, ColdStartSample::peak).median());
            chart.bar(size + " MB", wall, BenchmarkReport.text("%.0f ms", wall), size == CHOSEN);
        });
        report.chart("benchmark-memory", chart);
    }
}

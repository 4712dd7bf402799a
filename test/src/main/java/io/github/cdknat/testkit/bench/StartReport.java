package io.github.cdknat.testkit.bench;

import io.github.cdknat.testkit.bench.chart.BarChart;
import io.github.cdknat.testkit.bench.start.ColdStarts;
import io.github.cdknat.testkit.bench.start.Sample;
import io.github.cdknat.testkit.bench.start.Spread;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Cold start: ours, a naive handler, and one that makes no SDK call, in turns. */
final class StartReport {
    private StartReport() {}

    static void write(Report report, List<Path> jdks, int rounds) {
        report.section("Cold start (process start to the first answered EC2 call, one core, runtime client; medians of "
                + rounds + ", in turns)");
        report.line("%-30s%-16s%9s%16s%9s%9s%8s", "", "", "ms CPU", "from to", "ratio", "ms wall", "MB");
        for (Path jdk : jdks) {
            Map<String, List<Sample>> all = ColdStarts.run(jdk, rounds);
            double ours = Spread.of(all.get(ColdStarts.OURS), Sample::processor).median();
            BarChart chart = new BarChart(
                    "Cold start on " + jdk.getFileName(),
                    "processor milliseconds to the first answered EC2 call; medians");
            all.forEach((name, samples) -> {
                Spread processor = Spread.of(samples, Sample::processor);
                report.line(
                        "%-30s%-16s%9.0f%16s%9.2f%9.0f%8.0f",
                        jdk.getFileName(),
                        name,
                        processor.median(),
                        Report.text("%.0f..%.0f", processor.least(), processor.most()),
                        ours / processor.median(),
                        Spread.of(samples, Sample::wall).median(),
                        Spread.of(samples, Sample::peak).median());
                String text = Report.text("%.0f ms", processor.median());
                if (name.equals(ColdStarts.OURS)) {
                    chart.ours(name, processor.median(), text);
                } else {
                    chart.bar(name, processor.median(), text);
                }
            });
            report.chart("benchmark-start-" + (jdk.toString().contains("25") ? "25" : "17"), chart);
        }
        report.line(
                "ratio: ours to it. Ours asks Step Functions and CloudFormation before EC2; the naive one asks EC2 only.");
    }
}

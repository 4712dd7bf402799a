package io.github.cdknat.acceptance.bench;

import io.github.cdknat.acceptance.bench.synth.Synthesis;
import io.github.cdknat.acceptance.bench.synth.SynthesisComparison;

/** Synthesis: the construct beside the bare resource, warm, in this JVM. */
final class SynthReport {
    private static final int ONE = 1;
    private static final int MANY = 100;

    private SynthReport() {}

    static void write(BenchmarkReport report, int rounds) {
        report.section("Synthesis (this construct beside the bare CfnNatGateway, one warm JVM; medians)");
        report.line("%-16s%-14s%8s%8s%8s%12s%12s", "", "validation", "ms", "bare", "ratio", "jsii calls", "bare");
        for (boolean validates : new boolean[] {false, true}) {
            for (int count : new int[] {ONE, MANY}) {
                SynthesisComparison found =
                        Synthesis.compare(count, validates, count == ONE ? rounds : Math.max(1, rounds / 3));
                report.line(
                        "%-16s%-14s%8.0f%8.0f%8.2f%12d%12d",
                        count == ONE ? "1 construct" : count + " constructs",
                        validates ? "on" : "off",
                        found.median(found.ours()),
                        found.median(found.bare()),
                        found.ratio(),
                        found.ourCalls(),
                        found.bareCalls());
            }
        }
    }
}

package io.github.cdknat.acceptance.bench.synth;

import java.util.List;

/**
 * One app with the bare resource beside one with the construct.
 *
 * @param bare milliseconds of each synthesis with the bare resource
 * @param ours milliseconds of each with the construct, in turns with the others
 * @param bareCalls jsii calls of one synthesis
 * @param ourCalls the same
 */
public record SynthesisComparison(
        int count, boolean validates, List<Double> bare, List<Double> ours, long bareCalls, long ourCalls) {
    public double ratio() {
        return median(ours) / median(bare);
    }

    public double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}

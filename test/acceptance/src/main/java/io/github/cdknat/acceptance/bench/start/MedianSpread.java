package io.github.cdknat.acceptance.bench.start;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of some measurements, and how far they lie apart. */
public record MedianSpread(double least, double median, double most) {
    public static MedianSpread of(List<ColdStartSample> samples, ToDoubleFunction<ColdStartSample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return new MedianSpread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}

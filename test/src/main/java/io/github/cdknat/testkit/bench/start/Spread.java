package io.github.cdknat.testkit.bench.start;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of some measurements, and how far they lie apart. */
public record Spread(double least, double median, double most) {
    public static Spread of(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}

package io.github.cdknat.acceptance.bench;

/**
 * Prints the table of all benchmarks.
 *
 * <p>{@code bench.gateways} says how many gateways are updated at once (500).
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        BenchmarkReport report = new BenchmarkReport(System.out);
        WaitingReport.write(report);
        ScaleReport.write(report, 1, 100, Integer.getInteger("bench.gateways", 500));
        System.exit(0);
    }
}

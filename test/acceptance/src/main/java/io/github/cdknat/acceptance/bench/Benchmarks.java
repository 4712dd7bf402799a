package io.github.cdknat.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints the table of all benchmarks.
 *
 * <p>{@code bench.gateways} says how many gateways are updated at once (500).
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException {
        BenchmarkReport report = new BenchmarkReport(System.out);
        System.out.printf(
                "Benchmarks on Java %s, %d processors, load %s at the beginning%n",
                Runtime.version().feature(), Runtime.getRuntime().availableProcessors(), load());
        WaitingReport.write(report);
        ScaleReport.write(report, 1, 100, Integer.getInteger("bench.gateways", 500));
        System.out.printf("%nload %s at the end%n", load());
        System.exit(0);
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }
}

package io.github.cdknat.acceptance.bench;

import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints the table of all benchmarks and writes their charts.
 *
 * <p>System properties: {@code bench.charts}, the folder for the charts; {@code bench.rounds}, how often what takes time is measured (7);
 * {@code bench.gateways}, how many gateways are updated at once (500).
 */
public final class Benchmarks {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException {
        BenchmarkReport report = new BenchmarkReport(System.out, Path.of(System.getProperty("bench.charts", ".")));
        int rounds = Integer.getInteger("bench.rounds", 7);
        System.out.printf(
                "Benchmarks on Java %s, %d processors, load %s at the beginning%n",
                Runtime.version().feature(), Runtime.getRuntime().availableProcessors(), load());
        WaitingReport.write(report);
        ScaleReport.write(report, 1, 100, Integer.getInteger("bench.gateways", 500));
        List<Path> jdks = jdks();
        StartReport.write(report, jdks, rounds);
        StartReport.memory(report, jdks.get(jdks.size() - 1), rounds);
        SynthReport.write(report, rounds);
        System.out.printf("%nload %s at the end%n", load());
        System.exit(0);
    }

    /** The JDK that runs this, and a JDK 25 beside it if there is one. */
    private static List<Path> jdks() {
        List<Path> jdks = new ArrayList<>(List.of(JvmFunctionHost.currentJdk()));
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> found = Files.list(INSTALLED)) {
                found.filter(path -> path.getFileName().toString().contains("-25-"))
                        .limit(1)
                        .forEach(jdks::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jdks;
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }
}

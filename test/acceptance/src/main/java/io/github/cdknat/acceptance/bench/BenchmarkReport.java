package io.github.cdknat.acceptance.bench;

import io.github.cdknat.acceptance.bench.chart.BarChart;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where figures go: lines of the table, and charts beside the documentation. */
final class BenchmarkReport {
    private final PrintStream out;
    private final Path charts;

    /**
     * Writes to these.
     *
     * @param charts the folder for the SVG files
     */
    BenchmarkReport(PrintStream out, Path charts) {
        this.out = out;
        this.charts = charts;
    }

    void section(String title) {
        out.printf("%n%s%n", title);
    }

    void line(String format, Object... figures) {
        out.printf(Locale.ROOT, "  " + format + "%n", figures);
    }

    void chart(String name, BarChart chart) {
        try {
            Files.writeString(charts.resolve(name + ".svg"), chart.svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}

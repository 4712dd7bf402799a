package io.github.cdknat.acceptance.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Where figures go: lines of a table. */
final class BenchmarkReport {
    private final PrintStream out;

    BenchmarkReport(PrintStream out) {
        this.out = out;
    }

    void section(String title) {
        out.printf("%n%s%n", title);
    }

    void line(String format, Object... figures) {
        out.printf(Locale.ROOT, "  " + format + "%n", figures);
    }

    static String text(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}

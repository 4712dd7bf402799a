package io.github.cdknat.acceptance.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars as SVG, readable on light and dark grounds; ours stands out. */
public final class BarChart {
    private static final int WIDTH = 720;
    private static final int LABELS = 190;
    private static final int VALUES = 150;
    private static final int ROW = 26;
    private static final int HEAD = 58;

    private static final String STYLE =
            "text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-size:15px;font-weight:600}"
                    + ".note{font-size:12px;fill:#59636e}.bar{fill:#8c959f}.ours{fill:#0969da}.ground{fill:#fff}"
                    + "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.note{fill:#9198a1}.bar{fill:#6e7681}"
                    + ".ours{fill:#4493f8}.ground{fill:#0d1117}}";

    private record Bar(String label, double value, String text, boolean ours) {}

    private final String title;
    private final String note;
    private final List<Bar> bars = new ArrayList<>();

    public BarChart(String title, String note) {
        this.title = title;
        this.note = note;
    }

    /** Adds a bar; ours stands out. */
    public BarChart bar(String label, double value, String text, boolean isOurs) {
        bars.add(new Bar(label, value, text, isOurs));
        return this;
    }

    public String svg() {
        int height = HEAD + bars.size() * ROW + 10;
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        StringBuilder svg = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                        + "<style>%s</style>%n<rect class=\"ground\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n",
                WIDTH, height, escaped(title), STYLE, WIDTH, height));
        svg.append(text(16, 24, "title", "start", title)).append(text(16, 43, "note", "start", note));
        for (int n = 0; n < bars.size(); n++) {
            Bar bar = bars.get(n);
            int top = HEAD + n * ROW;
            double width = Math.max(2, (WIDTH - LABELS - VALUES) * Math.max(0, bar.value()) / Math.max(most, 1e-9));
            svg.append(text(LABELS - 10, top + 16, "", "end", bar.label()));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
                    bar.ours() ? "ours" : "bar",
                    LABELS,
                    top + 3,
                    width,
                    ROW - 8));
            svg.append(text((int) (LABELS + width + 8), top + 16, "", "start", bar.text()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String text(int x, int y, String style, String anchor, String text) {
        return String.format(
                "<text x=\"%d\" y=\"%d\" class=\"%s\" text-anchor=\"%s\">%s</text>%n",
                x, y, style, anchor, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}

package io.github.cdknat.rehearsal.report;

/** The rows of a drawing, one below the other: their labels, and the words at their bars. */
final class LabelledRows {
    private final Canvas canvas;
    private final Markup svg;
    private double y = Canvas.TOP;

    LabelledRows(Canvas canvas, Markup svg) {
        this.canvas = canvas;
        this.svg = svg;
    }

    void heading(String text) {
        double x = canvas.isWide() ? 0 : canvas.left();
        y += 14;
        svg.label("heading", x, y + 12, text);
        y += 22;
    }

    /**
     * Begins a row: its label beside it, or above it where there is no room beside.
     *
     * @return where the top of its bars is
     */
    double row(String label, String note, double height) {
        double left = canvas.left();
        if (canvas.isWide()) {
            if (!note.isEmpty()) {
                svg.label("note", left - 12, y + height / 2 + 11, note);
            }
            svg.label("label", left - 12, y + height / 2 + (note.isEmpty() ? 4 : -2), label);
        } else {
            svg.label("label", left, y + 11, label);
            if (!note.isEmpty()) {
                svg.label("note", left + (label.length() + 1.5) * 7, y + 11, note);
            }
            y += 16;
        }
        return y;
    }

    /** Goes down by so much. */
    void skip(double height) {
        y += height;
    }

    /** Where the rows end. */
    double bottom() {
        return y;
    }

    /** Words inside a bar; false if they do not fit. */
    boolean inside(String kind, double from, double to, double base, String words) {
        if (to - from < Canvas.lengthOf(words) + 14) {
            return false;
        }
        if (kind.equals("on")) {
            svg.rect("ground plate", from + 5, base - 12, Canvas.lengthOf(words) + 8, 16, 3);
        }
        svg.label(kind, from + 9, base, words);
        return true;
    }

    /** Words behind a bar, or before it if there is no room behind. */
    void beside(String kind, double from, double to, double base, String words) {
        double length = Canvas.lengthOf(words) + 8;
        if (to + length < (canvas.isWide() ? canvas.width() : canvas.right())) {
            svg.label(kind, to + 6, base, words);
        } else if (from - length > canvas.left()) {
            svg.label(kind + " before", from - 6, base, words);
        }
    }
}

package io.github.cdknat.rehearsal.report;

/** The rows of a drawing, one below the other: their labels, and the words at their bars. */
final class LabelledRows {
    private final Canvas sheet;
    private final Svg svg;
    private double y = Canvas.TOP;

    LabelledRows(Canvas sheet, Svg svg) {
        this.sheet = sheet;
        this.svg = svg;
    }

    void heading(String text) {
        double x = sheet.isWide() ? 0 : sheet.left();
        y += 14;
        svg.text("heading", x, y + 12, text);
        svg.text("aside", x + (text.length() + 1) * 8.2, y + 12, "");
        y += 22;
    }

    /**
     * Begins a row: its label beside it, or above it where there is no room beside.
     *
     * @return where the top of its bars is
     */
    double row(String label, String note, double height) {
        double left = sheet.left();
        if (sheet.isWide()) {
            svg.text("label", left - 12, y + height / 2 + (note.isEmpty() ? 4 : -1), label);
            if (!note.isEmpty()) {
                svg.text("note", left - 12, y + height / 2 + 10, note);
            }
        } else {
            svg.text("label", left, y + 11, label);
            if (!note.isEmpty()) {
                svg.text("note", left + (label.length() + 1.5) * 7, y + 11, note);
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
        svg.text(kind, from + 9, base, words);
        return true;
    }

    /** Words behind a bar, or before it if there is no room behind. */
    void beside(String kind, double from, double to, double base, String words) {
        double length = Canvas.lengthOf(words) + 8;
        if (to + length < (sheet.isWide() ? sheet.width() : sheet.right())) {
            svg.text(kind, to + 6, base, words);
        } else if (from - length > sheet.left()) {
            svg.text(kind + " before", from - 6, base, words);
        }
    }
}

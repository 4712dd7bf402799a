package io.github.cdknat.rehearsal.report;

import java.util.Locale;

/** Writes SVG. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** Escapes text for HTML and for attributes in double quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    Svg raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Something that can be pointed at, tapped and focused, and then says that. */
    Svg begin(String says) {
        return raw("<g class=\"m\" tabindex=\"0\" role=\"img\" aria-label=\"" + escaped(says) + "\" data-say=\""
                + escaped(says) + "\"><title>" + escaped(says) + "</title>");
    }

    Svg end() {
        return raw("</g>\n");
    }

    Svg rect(String kind, double x, double y, double width, double height, double radius) {
        return raw("<rect class=\"" + kind + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\""
                + number(Math.max(0, width)) + "\" height=\"" + number(height) + "\" rx=\"" + number(radius) + "\"/>");
    }

    Svg line(String kind, double x1, double y1, double x2, double y2) {
        return raw("<line class=\"" + kind + "\" x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2)
                + "\" y2=\"" + number(y2) + "\"/>");
    }

    Svg path(String kind, String path) {
        return raw("<path class=\"" + kind + "\" d=\"" + path + "\"/>");
    }

    Svg text(String kind, double x, double y, String words) {
        return raw("<text class=\"" + kind + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\">" + escaped(words)
                + "</text>");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

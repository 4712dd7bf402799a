package io.github.cdknat.rehearsal.report;

import java.util.Set;

/** What tells the states of an address apart where colours do not: hatches, stripes, crosses. */
final class StatusPatterns {
    private static final Set<String> NAMES = Set.of("assigning", "draining", "failed");

    private StatusPatterns() {}

    static boolean isPattern(String kind) {
        return NAMES.contains(kind);
    }

    static String defs(String id) {
        return "<defs>"
                + pattern(id + "assigning", 8, "<path class=\"ink-a\" d=\"M-2 2l4 -4M0 8l8 -8M6 10l4 -4\"/>")
                + pattern(id + "draining", 6, "<path class=\"ink-d\" d=\"M0 1.5h6M0 4.5h6\"/>")
                + pattern(id + "failed", 8, "<path class=\"ink-f\" d=\"M0 0l8 8M8 0l-8 8\"/>")
                + "</defs>\n";
    }

    private static String pattern(String id, int size, String content) {
        return "<pattern id=\"" + id + "\" width=\"" + size + "\" height=\"" + size
                + "\" patternUnits=\"userSpaceOnUse\">" + content + "</pattern>";
    }
}

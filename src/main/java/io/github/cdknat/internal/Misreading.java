package io.github.cdknat.internal;

import org.jspecify.annotations.Nullable;

/** What people write where one address, one CIDR or one id is expected, each with its cure. The first that matches counts. */
enum Misreading {
    REFERENCE(
            ".*\\{\\{resolve:.*",
            "is a dynamic reference as plain text",
            "make a token of it with CfnDynamicReference"),
    LIST(".*[,;].*", "is a list in one text", "give each its own text"),
    RANGE("[0-9.]*[0-9]\\s*-\\s*[0-9.]+", "is a range", "list its addresses one by one, or take a count from a pool"),
    BLANK(".*\\s.*", "has a blank", "remove it"),
    ARN("arn:.*", "is an ARN", "give what stands behind its last slash"),
    IPV6(
            "[0-9A-Fa-f:.]*:[0-9A-Fa-f:./]*",
            "is IPv6",
            "give IPv4, because private NAT gateways have no other addresses");

    private final String pattern;
    private final String found;
    private final String cure;

    Misreading(String pattern, String found, String cure) {
        this.pattern = "(?s)" + pattern;
        this.found = found;
        this.cure = cure;
    }

    /** What is wrong with the text, the rule that it breaks, and the next step: the one that is given, if nothing is recognised. */
    static String of(@Nullable String text, String rule, String next) {
        if (Tokens.isIn(text)) {
            return "a token (" + rule + "); " + next + ".";
        }
        for (Misreading kind : values()) {
            if (text != null && text.matches(kind.pattern)) {
                return quoted(text) + " " + kind.found + " (" + rule + "); " + kind.cure + ".";
            }
        }
        return quoted(text) + " (" + rule + "); " + next + ".";
    }

    /** How a message shows text that was given. */
    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}

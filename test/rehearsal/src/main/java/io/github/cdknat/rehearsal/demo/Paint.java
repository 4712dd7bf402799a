package io.github.cdknat.rehearsal.demo;

/** Colours by meaning, as "Select Graphic Rendition" numbers (ECMA-48, 8.3.117). */
public enum Paint {
    PLAIN(""),
    TITLE("1"),
    ASIDE("2"),
    STACK("1"),
    GATEWAY("36"),
    DRAIN("33"),
    GOOD("32"),
    BAD("31");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}

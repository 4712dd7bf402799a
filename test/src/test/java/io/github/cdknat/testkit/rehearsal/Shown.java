package io.github.cdknat.testkit.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** A screen, and what has come to it. */
final class Shown {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final Screen screen;

    private Shown(BiFunction<PrintStream, Integer, Screen> kind, int width) {
        screen = kind.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8), width);
    }

    static Shown plain(int width) {
        return new Shown(Screen::plain, width);
    }

    static Shown terminal(int width) {
        return new Shown(Screen::terminal, width);
    }

    static Shown colourless(int width) {
        return new Shown(Screen::colourless, width);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    String lastLine() {
        String[] lines = text().split("\n");
        return lines[lines.length - 1];
    }
}

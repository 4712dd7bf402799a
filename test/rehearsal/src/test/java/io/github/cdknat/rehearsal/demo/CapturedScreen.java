package io.github.cdknat.rehearsal.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** A screen, and what has come to it. */
final class CapturedScreen {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final Screen screen;

    private CapturedScreen(BiFunction<PrintStream, Integer, Screen> kind, int width) {
        screen = kind.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8), width);
    }

    static CapturedScreen plain(int width) {
        return new CapturedScreen(Screen::plain, width);
    }

    static CapturedScreen terminal(int width) {
        return new CapturedScreen(Screen::terminal, width);
    }

    static CapturedScreen colourless(int width) {
        return new CapturedScreen(Screen::colourless, width);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    String lastLine() {
        String[] lines = text().split("\n");
        return lines[lines.length - 1];
    }
}

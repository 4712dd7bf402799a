package io.github.cdknat.rehearsal.text;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/** A terminal, and what has come to it. */
public final class CapturedTerminal {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    public final Terminal terminal;

    CapturedTerminal(int width, Ansi ansi) {
        terminal = new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), width, ansi);
    }

    /** A file or a pipe. */
    public static CapturedTerminal plain(int width) {
        return new CapturedTerminal(width, Ansi.OFF);
    }

    public static CapturedTerminal coloured(int width) {
        return new CapturedTerminal(width, Ansi.ON);
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    public String lastLine() {
        String[] lines = text().split("\n");
        return lines[lines.length - 1];
    }
}

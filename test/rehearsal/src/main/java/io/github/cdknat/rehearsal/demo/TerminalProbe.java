package io.github.cdknat.rehearsal.demo;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/** Finds out what the rehearsal is shown on. */
public final class TerminalProbe {
    private static final int USUAL_WIDTH = 80;

    private final Map<String, String> environment;

    public TerminalProbe(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The screen for this process's output: a terminal only if somebody sits at it and TERM can redraw a line. */
    public Screen screen(PrintStream out) {
        // JDK 22 to 24 have a console even if there is no terminal, unless the plain one is asked for.
        System.setProperty("jdk.console", "java.base");
        String term = environment.getOrDefault("TERM", "dumb");
        if (System.console() == null || term.equals("dumb") || isContinuousIntegration()) {
            return Screen.plain(out, columns().orElse(USUAL_WIDTH));
        }
        int width = columns().orElseGet(() -> terminalWidth().orElse(USUAL_WIDTH));
        // https://no-color.org: set and not empty
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                ? Screen.terminal(out, width)
                : Screen.colourless(out, width);
    }

    /** CI systems set CI, and some have a terminal that nobody sits at. */
    private boolean isContinuousIntegration() {
        return !environment.getOrDefault("CI", "").isEmpty()
                && !environment.get("CI").equals("false");
    }

    /** What COLUMNS says. */
    private OptionalInt columns() {
        return number(environment.getOrDefault("COLUMNS", ""));
    }

    /** What stty (POSIX) says of the terminal: "24 80". */
    private static OptionalInt terminalWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/tty")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return number(answer.substring(answer.indexOf(' ') + 1));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt number(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}

package io.github.cdknat.rehearsal.text;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Lines for people. On a terminal they have colours, unless its user wants none. */
public final class Terminal {
    /** Narrower than this, columns would have no room. */
    static final int MIN_WIDTH = 72;

    /** A text beside a longer head begins below it. */
    private static final int LEAST_ROOM = 18;

    private static final int MARGIN = 9;

    /** Colours by meaning. */
    public enum Tone {
        PLAIN,
        TITLE(Ansi.Style.bold),
        ASIDE(Ansi.Style.faint),
        GATEWAY(Ansi.Style.fg_cyan),
        DRAIN(Ansi.Style.fg_yellow),
        GOOD(Ansi.Style.fg_green),
        BAD(Ansi.Style.fg_red);

        private final List<Ansi.IStyle> styles;

        Tone(Ansi.IStyle... styles) {
            this.styles = List.of(styles);
        }
    }

    private final PrintStream out;
    private final int width;
    private final Ansi ansi;

    /** A terminal, or what stands for one. */
    public Terminal(PrintStream out, int width, Ansi ansi) {
        this.out = out;
        this.width = Math.max(MIN_WIDTH, width);
        this.ansi = ansi;
    }

    /** This process's terminal; plain lines if the output goes to a file or a pipe. */
    public static Terminal of(PrintStream out, int width) {
        return new Terminal(out, width, Ansi.AUTO);
    }

    public int width() {
        return width;
    }

    public void blank() {
        println("");
    }

    /** Prints the head and the text beside it; a text that is too long goes on below itself, and below a long head. */
    public void print(String head, Tone tone, String text) {
        String margin = head;
        if (head.length() > width - LEAST_ROOM) {
            println(head.stripTrailing());
            margin = " ".repeat(MARGIN);
        }
        for (String line : wrap(text, width - margin.length())) {
            println(tone.styles.isEmpty() ? margin + line : coloured(tone, margin + line));
            margin = " ".repeat(margin.length());
        }
    }

    private String coloured(Tone tone, String line) {
        return ansi.apply(line, tone.styles).toString();
    }

    /** Prints the text as it is; it is out before the next thing happens. */
    public void println(String text) {
        out.println(text);
        out.flush();
    }

    /** Breaks at spaces; a word that is longer than a line is cut. */
    private static List<String> wrap(String text, int room) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > room) {
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}

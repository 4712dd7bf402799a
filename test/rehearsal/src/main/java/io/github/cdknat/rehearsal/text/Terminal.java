package io.github.cdknat.rehearsal.text;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** Lines for people. On a terminal they have colours, unless its user wants none, and a progress bar below them. */
public final class Terminal {
    /** Narrower than this, columns would have no room. */
    static final int MIN_WIDTH = 72;

    private static final String ERASE_LINE = "\r\u001b[K";

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
    private final boolean redraws;
    private boolean barShown;

    /**
     * A terminal, or what stands for one.
     *
     * @param redraws whether a line can be drawn again, as a progress bar needs it
     */
    public Terminal(PrintStream out, int width, Ansi ansi, boolean redraws) {
        this.out = out;
        this.width = Math.max(MIN_WIDTH, width);
        this.ansi = ansi;
        this.redraws = redraws;
    }

    /** This process's terminal; plain lines if the output goes to a file or a pipe. */
    public static Terminal of(PrintStream out, int width) {
        return new Terminal(out, width, Ansi.AUTO, System.console() != null);
    }

    public int width() {
        return width;
    }

    public void blank() {
        println("");
    }

    /** Prints the head and the text beside it; a text that is too long goes on below itself. */
    public void print(String head, Tone tone, String text) {
        String margin = head;
        for (String line : wrap(text, width - head.length())) {
            println(tone.styles.isEmpty() ? margin + line : coloured(tone, margin + line));
            margin = " ".repeat(head.length());
        }
    }

    private String coloured(Tone tone, String line) {
        return ansi.apply(line, tone.styles).toString();
    }

    /** Prints the text as it is; it is out before the next thing happens. */
    public synchronized void println(String text) {
        if (barShown) {
            out.print(ERASE_LINE);
            barShown = false;
        }
        out.println(text);
        out.flush();
    }

    /** A bar below the lines, which gives way to the next one; nothing where no line can be redrawn. */
    public ProgressBar progressBar(String task, long max) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(max)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .hideEta()
                .setConsumer(new DelegatingProgressBarConsumer(this::showBar, width - 1))
                .build();
    }

    private synchronized void showBar(String bar) {
        if (redraws) {
            out.print(ERASE_LINE + bar);
            out.flush();
            barShown = true;
        }
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

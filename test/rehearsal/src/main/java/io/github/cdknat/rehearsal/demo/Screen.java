package io.github.cdknat.rehearsal.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the rehearsal is shown. On a terminal it has colours and a line that is redrawn while time passes; anywhere else it is
 * plain lines. Every line is out before the next thing happens.
 */
public final class Screen {
    /** Narrower than this, columns would have no room. */
    static final int NARROWEST = 72;

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final int width;
    private final boolean coloured;
    private final boolean live;
    private boolean progressShown;

    private Screen(PrintStream out, int width, boolean coloured, boolean live) {
        this.out = out;
        this.width = Math.max(NARROWEST, width);
        this.coloured = coloured;
        this.live = live;
    }

    /** A file or a pipe: plain lines. */
    public static Screen plain(PrintStream out, int width) {
        return new Screen(out, width, false, false);
    }

    /** A terminal with colours. */
    public static Screen terminal(PrintStream out, int width) {
        return new Screen(out, width, true, true);
    }

    /** A terminal whose user wants no colours. */
    public static Screen colourless(PrintStream out, int width) {
        return new Screen(out, width, false, true);
    }

    public int width() {
        return width;
    }

    /** Whether {@link #progress} shows anything. */
    public boolean isLive() {
        return live;
    }

    public void blank() {
        line("");
    }

    /** Prints the head and the text beside it; a text that is too long goes on below itself. */
    public void print(String head, Paint paint, String text) {
        List<String> lines = wrap(text, width - head.length());
        line(painted(paint, head + lines.get(0)));
        String margin = " ".repeat(head.length());
        lines.stream().skip(1).forEach(line -> line(painted(paint, margin + line)));
    }

    /** Shows what is going on until the next line is printed. */
    public void progress(String text) {
        if (live) {
            out.print(ERASE_LINE + painted(Paint.ASIDE, text.substring(0, Math.min(text.length(), width - 1))));
            out.flush();
            progressShown = true;
        }
    }

    private void line(String text) {
        if (progressShown) {
            out.print(ERASE_LINE);
            progressShown = false;
        }
        out.println(text);
        out.flush();
    }

    private String painted(Paint paint, String text) {
        return coloured ? paint.on(text) : text;
    }

    /** Breaks at spaces; a word that is longer than a line is cut. */
    static List<String> wrap(String text, int room) {
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

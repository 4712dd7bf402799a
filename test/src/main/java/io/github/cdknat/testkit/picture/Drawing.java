package io.github.cdknat.testkit.picture;

import static io.github.cdknat.testkit.picture.Svg.number;

import io.github.cdknat.testkit.play.Recording;
import io.github.cdknat.testkit.play.Summary;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** One recording as an SVG of a given width: the wide one has its labels beside the lanes, the narrow one above them. */
final class Drawing {
    /** About how wide a letter of the small text is. */
    private static final double LETTER = 7.3;

    private static final double LANE = 24;
    private static final double AXIS = 34;
    private static final double CHART = 96;

    private final Recording recording;
    private final String id;
    private final boolean isWide;
    private final double width;
    private final double left;
    private final double right;
    private final Scale scale;
    private final Svg svg = new Svg();
    private double y = AXIS;

    private Drawing(Recording recording, String id, boolean isWide) {
        this.recording = recording;
        this.id = id;
        this.isWide = isWide;
        this.width = isWide ? 1040 : 350;
        this.left = isWide ? 172 : 2;
        this.right = isWide ? 936 : 348;
        this.scale = new Scale(recording, left, right - left);
    }

    static String wide(Recording recording, String id) {
        return new Drawing(recording, id + "w", true).drawn();
    }

    static String narrow(Recording recording, String id) {
        return new Drawing(recording, id + "n", false).drawn();
    }

    private String drawn() {
        cloudFormation();
        requests();
        recording.gateways().forEach(this::gateway);
        double bottom = y;
        Svg behind = new Svg();
        axis(behind, bottom);
        double height = bottom + 8;
        return "<svg class=\"" + (isWide ? "wide" : "narrow") + "\" viewBox=\"0 0 " + number(width) + " "
                + number(height) + "\" role=\"group\" aria-labelledby=\"" + id + "t " + id + "d\">\n<title id=\"" + id
                + "t\">" + Svg.escaped(recording.title() + ": " + recording.status()) + "</title>\n<desc id=\"" + id
                + "d\">" + Svg.escaped(String.join(" ", Summary.lines(recording))) + "</desc>\n" + Patterns.defs(id)
                + behind + svg + "</svg>\n";
    }

    // ------------------------------------------------------------------ rows

    /** Begins a row: its label beside it, or above it where there is no room beside. */
    private void row(String label, String note, double height) {
        if (isWide) {
            svg.text("label", left - 12, y + height / 2 + (note.isEmpty() ? 4 : -1), label);
            if (!note.isEmpty()) {
                svg.text("note", left - 12, y + height / 2 + 10, note);
            }
        } else {
            svg.text("label", left, y + 11, label);
            if (!note.isEmpty()) {
                svg.text("note", left + (label.length() + 1.5) * 7, y + 11, note);
            }
            y += 16;
        }
    }

    private void heading(String text, String note) {
        y += 14;
        svg.text("heading", isWide ? 0 : left, y + 12, text);
        svg.text("aside", (isWide ? 0 : left) + (text.length() + 1) * 8.2, y + 12, note);
        y += 22;
    }

    private void cloudFormation() {
        row("CloudFormation", "", 26);
        List<Recording.Phase> phases = recording.phases();
        for (Recording.Phase phase : phases) {
            boolean isLast = phase == phases.get(phases.size() - 1);
            double from = scale.x(phase.from());
            double to = isLast ? from : scale.x(phase.to());
            svg.begin(Summary.clock(phase.from()) + ", stack: " + phase.status()
                    + (isLast ? "" : ", for " + Summary.clock(phase.to() - phase.from())));
            if (isLast) {
                flag(from, Words.ofEnd(phase.status()), recording.isRolledBack() ? "bad" : "good");
            } else {
                svg.rect("phase " + Words.kindOfPhase(phase.status()), from, y, Math.max(2, to - from - 1.5), 26, 4);
                inside("in", from, to, y + 17, Words.ofPhase(phase.status()));
            }
            svg.end();
        }
        y += 34;
    }

    /** The stack's end: a pole with its word, on the side where there is room. */
    private void flag(double x, String word, String kind) {
        svg.line("pole " + kind, x, y - 2, x, y + 28);
        if (x + word.length() * LETTER < width) {
            svg.text("tag " + kind, x + 7, y + 17, word);
        } else {
            svg.rect("dot " + kind, x - 4, y + 9, 8, 8, 4);
        }
    }

    private void requests() {
        for (Recording.Asked asked : recording.requests()) {
            boolean failed = !asked.answer().equals("SUCCESS");
            String name = Words.withoutHash(asked.logicalId());
            row(asked.type() + " request", isWide ? Words.cut(name, 24) : Words.cut(name, 28), 18);
            double from = scale.x(asked.from());
            double to = scale.x(asked.to());
            svg.begin(Summary.clock(asked.from()) + ", " + asked.type() + " of " + name + ", answered after "
                    + Summary.clock(asked.to() - asked.from()) + ": " + asked.answer() + ". " + asked.reason());
            svg.rect("request" + (failed ? " refused" : ""), from, y, Math.max(3, to - from), 18, 9);
            String answer = (failed ? "✕ " : "✓ ") + asked.answer().toLowerCase(Locale.ROOT);
            if (!inside(failed ? "tag bad" : "tag", from, to, y + 13, answer)) {
                beside(failed ? "tag bad" : "tag", from, to, y + 13, answer);
            }
            svg.end();
            y += 25;
        }
    }

    private void gateway(Recording.GatewayLanes gateway) {
        heading(gateway.gatewayId(), "");
        for (Recording.Lane lane : gateway.lanes()) {
            row(lane.address(), lane.role().toString(), LANE);
            svg.line("rail", left, y + LANE / 2, right, y + LANE / 2);
            lane.stretches().forEach(stretch -> stretch(lane, stretch));
            y += LANE + (isWide ? 7 : 8);
        }
        y += 8;
        chart(gateway);
    }

    private void stretch(Recording.Lane lane, Recording.Stretch stretch) {
        double from = scale.x(stretch.from());
        double to = scale.x(stretch.to());
        String lasts = Summary.clock(stretch.to() - stretch.from());
        svg.begin(Summary.clock(stretch.from()) + ", " + lane.address() + " (" + lane.role() + ") " + stretch.state()
                + " until " + Summary.clock(stretch.to()) + ", for " + lasts);
        String kind = Words.kindOf(stretch.state(), lane.role());
        svg.rect("ground", from, y, to - from, LANE, 3);
        svg.raw(rect(kind, from, y, Math.max(2, to - from), LANE));
        switch (stretch.state()) {
            case DRAINING -> {
                svg.line("cap", to, y - 3, to, y + LANE + 3);
                String gone = "gone " + Summary.clock(stretch.to());
                if (!inside("on", from, to, y + 16, "drains " + lasts + ", " + gone)) {
                    inside("on", from, to, y + 16, "drains");
                    beside("tag drain", from, to, y + 16, gone);
                }
            }
            case ASSIGNING -> inside("on", from, to, y + 16, "assigning");
            case SERVING -> inside("in", from, to, y + 16, "serves");
            case FAILED -> inside("on", from, to, y + 16, "failed");
        }
        svg.end();
    }

    private String rect(String kind, double x, double top, double length, double height) {
        String fill = Patterns.isPattern(kind) ? " style=\"fill:url(#" + id + kind + ")\"" : "";
        return "<rect class=\"bar " + kind + "\"" + fill + " x=\"" + number(x) + "\" y=\"" + number(top) + "\" width=\""
                + number(length) + "\" height=\"" + number(height) + "\" rx=\"3\"/>";
    }

    /** Words inside a bar; false if they do not fit. */
    private boolean inside(String kind, double from, double to, double base, String words) {
        if (to - from < words.length() * LETTER + 14) {
            return false;
        }
        if (kind.equals("on")) {
            svg.rect("ground plate", from + 5, base - 12, words.length() * LETTER + 8, 16, 3);
        }
        svg.text(kind, from + 9, base, words);
        return true;
    }

    /** Words behind a bar, or before it if there is no room behind. */
    private void beside(String kind, double from, double to, double base, String words) {
        double length = words.length() * LETTER + 8;
        if (to + length < (isWide ? width : right)) {
            svg.text(kind, to + 6, base, words);
        } else if (from - length > left) {
            svg.text(kind + " before", from - 6, base, words);
        }
    }

    // ------------------------------------------------------------------ capacity

    private void chart(Recording.GatewayLanes gateway) {
        int most = gateway.serving().stream()
                .mapToInt(Recording.Level::addresses)
                .max()
                .orElse(1);
        row("Serving", "55,000 connections each", isWide ? CHART : 10);
        double top = y + 18;
        double base = y + CHART;
        StringBuilder line = new StringBuilder();
        for (Recording.Level level : gateway.serving()) {
            double height = base - (base - top) * level.addresses() / Math.max(1, most);
            line.append(line.isEmpty() ? "M" : "L")
                    .append(number(scale.x(level.from())))
                    .append(' ')
                    .append(number(height));
            line.append('L').append(number(scale.x(level.to()))).append(' ').append(number(height));
        }
        if (!gateway.serving().isEmpty()) {
            double begin = scale.x(gateway.serving().get(0).from());
            svg.path(
                    "area",
                    line + "L" + number(right) + " " + number(base) + "L" + number(begin) + " " + number(base) + "Z");
            svg.path("level", line.toString());
        }
        svg.line("base", left, base, right, base);
        gateway.serving().forEach(level -> level(level, base, top, most));
        y = base + 10;
    }

    private void level(Recording.Level level, double base, double top, int most) {
        double from = scale.x(level.from());
        double to = scale.x(level.to());
        double height = base - (base - top) * level.addresses() / Math.max(1, most);
        svg.begin(Summary.clock(level.from()) + ", " + level.addresses() + " addresses serve until "
                + Summary.clock(level.to()) + ": " + Summary.connections(level.addresses())
                + " connections to one destination");
        svg.rect("hit", from, height - 16, to - from, base - height + 16, 0);
        String words = level.addresses() + " · " + Summary.connections(level.addresses());
        boolean fits = to - from > words.length() * LETTER + 8;
        if (fits || to - from > 14) {
            svg.text("figure", from + 4, height - 5, fits ? words : String.valueOf(level.addresses()));
        }
        svg.end();
    }

    // ------------------------------------------------------------------ time

    private void axis(Svg behind, double bottom) {
        for (Scale.Fold fold : scale.folds()) {
            double from = scale.x(fold.from());
            double to = scale.x(fold.to());
            double middle = (from + to) / 2;
            behind.rect("fold", from, AXIS - 6, to - from, bottom - AXIS + 6, 0);
            String words = "⋯ " + Summary.clock(fold.to() - fold.from()) + " ⋯";
            if (to - from > 130) {
                behind.text("axis mid", middle, 18, words);
            }
        }
        double free = -100;
        double end = ticks().get(ticks().size() - 1);
        for (double stop : ticks()) {
            double x = scale.x(stop);
            behind.line("tick", x, AXIS - 6, x, bottom);
            boolean isLast = stop == end;
            if (x - free > 40 && (isLast || scale.x(end) - x > 40)) {
                behind.text("axis" + (isLast ? " before" : x < left + 16 ? "" : " mid"), x, 18, Summary.clock(stop));
                free = x;
            }
        }
        troubles(behind, bottom);
    }

    /** The beginning and the end of every phase and drain. */
    private List<Double> ticks() {
        TreeSet<Double> ticks = new TreeSet<>(List.of(0.0));
        recording.phases().forEach(phase -> ticks.add(phase.from()));
        recording
                .gateways()
                .forEach(gateway -> gateway.lanes()
                        .forEach(lane -> lane.stretches().stream()
                                .filter(stretch -> stretch.state() == Recording.State.DRAINING)
                                .forEach(stretch -> ticks.addAll(List.of(stretch.from(), stretch.to())))));
        return List.copyOf(ticks);
    }

    private void troubles(Svg behind, double bottom) {
        double free = -100;
        for (Recording.Moment moment : recording.moments()) {
            if (moment.kind() != Recording.Kind.TROUBLE) {
                continue;
            }
            double x = scale.x(moment.at());
            behind.line("trouble", x, AXIS - 8, x, bottom);
            if (x - free > 14) {
                svg.begin(Summary.clock(moment.at()) + ", trouble: " + moment.subject() + " " + moment.text());
                svg.path("mark", "M" + number(x) + " " + number(AXIS - 14) + "l7 7l-7 7l-7 -7Z");
                svg.text("bang", x, AXIS - 3.5, "!");
                svg.end();
                free = x;
            }
        }
    }
}

package io.github.cdknat.rehearsal.report;

import static io.github.cdknat.rehearsal.report.Markup.number;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import java.util.List;
import java.util.TreeSet;

/** The time above the rows, its lines and shades behind them, and the troubles as marks in front. */
record TimeAxis(Canvas canvas, Markup behind, Markup front, double bottom) {
    private static final double TOP = Canvas.TOP;

    void draw(DeploymentRecording recording) {
        canvas.scale().folds().forEach(this::fold);
        ticks(stops(recording));
        troubles(recording);
    }

    private void fold(CompressedTimeScale.Fold fold) {
        double from = canvas.x(fold.from());
        double to = canvas.x(fold.to());
        behind.rect("fold", from, TOP - 6, to - from, bottom - TOP + 6, 0);
        if (to - from > 130) {
            String words = "⋯ " + DeploymentSummary.clock(fold.to() - fold.from()) + " ⋯";
            behind.label("axis mid", (from + to) / 2, 18, words);
        }
    }

    private void ticks(List<Double> stops) {
        double free = -100;
        double end = stops.get(stops.size() - 1);
        for (double stop : stops) {
            double x = canvas.x(stop);
            behind.line("tick", x, TOP - 6, x, bottom);
            boolean isLast = stop == end;
            if (x - free > 40 && (isLast || canvas.x(end) - x > 40)) {
                String side = isLast ? " before" : x < canvas.left() + 16 ? "" : " mid";
                behind.label("axis" + side, x, 18, DeploymentSummary.clock(stop));
                free = x;
            }
        }
    }

    /** The beginning and the end of every phase and drain. */
    private static List<Double> stops(DeploymentRecording recording) {
        TreeSet<Double> stops = new TreeSet<>(List.of(0.0));
        recording.phases().forEach(phase -> stops.add(phase.from()));
        recording.gateways().stream()
                .flatMap(gateway -> gateway.lanes().stream())
                .flatMap(lane -> lane.periods().stream())
                .filter(period -> period.state() == DeploymentRecording.State.DRAINING)
                .forEach(drain -> stops.addAll(List.of(drain.from(), drain.to())));
        return List.copyOf(stops);
    }

    private void troubles(DeploymentRecording recording) {
        double free = -100;
        for (DeploymentRecording.Event event : recording.events()) {
            if (event.kind() != DeploymentRecording.Kind.TROUBLE) {
                continue;
            }
            double x = canvas.x(event.at());
            behind.line("trouble", x, TOP - 8, x, bottom);
            if (x - free > 14) {
                front.spoken(
                        DeploymentSummary.clock(event.at()) + ", trouble: " + event.subject() + " " + event.text());
                front.path("mark", "M" + number(x) + " " + number(TOP - 14) + "l7 7l-7 7l-7 -7Z");
                front.label("bang", x, TOP - 3.5, "!");
                front.end();
                free = x;
            }
        }
    }
}

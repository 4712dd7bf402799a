package io.github.cdknat.rehearsal.report;

import static io.github.cdknat.rehearsal.report.Markup.number;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import java.util.List;

/** How many of a gateway's addresses serve, as steps over the time. */
record CapacityChart(Canvas canvas, LabelledRows rows, Markup svg) {
    private static final double HEIGHT = 96;

    void draw(DeploymentRecording.GatewayLanes gateway) {
        double y = rows.row("Serving", "55,000 connections each", canvas.isWide() ? HEIGHT : 10);
        Steps steps = new Steps(y + 18, y + HEIGHT, most(gateway.serving()));
        if (!gateway.serving().isEmpty()) {
            area(gateway.serving(), steps);
        }
        svg.line("base", canvas.left(), steps.base(), canvas.right(), steps.base());
        gateway.serving().forEach(level -> level(level, steps));
        rows.skip(HEIGHT + 10);
    }

    /** How high a number of addresses is drawn: none at the base, the most at the top. */
    private record Steps(double top, double base, int most) {
        double y(DeploymentRecording.Level level) {
            return base - (base - top) * level.addresses() / Math.max(1, most);
        }
    }

    private static int most(List<DeploymentRecording.Level> levels) {
        return levels.stream()
                .mapToInt(DeploymentRecording.Level::addresses)
                .max()
                .orElse(1);
    }

    private void area(List<DeploymentRecording.Level> levels, Steps steps) {
        StringBuilder line = new StringBuilder();
        for (DeploymentRecording.Level level : levels) {
            String height = number(steps.y(level));
            line.append(line.isEmpty() ? "M" : "L").append(number(canvas.x(level.from())));
            line.append(' ').append(height);
            line.append('L').append(number(canvas.x(level.to()))).append(' ').append(height);
        }
        String base = number(steps.base());
        String begin = number(canvas.x(levels.get(0).from()));
        svg.path("area", line + "L" + number(canvas.right()) + " " + base + "L" + begin + " " + base + "Z");
        svg.path("level", line.toString());
    }

    private void level(DeploymentRecording.Level level, Steps steps) {
        double from = canvas.x(level.from());
        double to = canvas.x(level.to());
        double y = steps.y(level);
        svg.spoken(
                DeploymentSummary.clock(level.from()) + ", " + DeploymentSummary.counted(level.addresses(), "address")
                        + (level.addresses() == 1 ? " serves until " : " serve until ")
                        + DeploymentSummary.clock(level.to()) + ": " + DeploymentSummary.connections(level.addresses())
                        + " connections to one destination");
        svg.rect("hit", from, y - 16, to - from, steps.base() - y + 16, 0);
        String words = level.addresses() + "\u2009·\u2009" + DeploymentSummary.connections(level.addresses());
        boolean fits = to - from > Canvas.lengthOf(words) + 8;
        if (fits || to - from > 14) {
            svg.label("figure", from + 4, y - 5, fits ? words : String.valueOf(level.addresses()));
        }
        svg.end();
    }
}

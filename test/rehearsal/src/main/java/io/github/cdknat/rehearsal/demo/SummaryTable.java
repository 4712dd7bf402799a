package io.github.cdknat.rehearsal.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All deployments beside their lower bounds, a line each, and their sums. */
final class SummaryTable {
    /** What the columns mean. */
    static final String LEGEND = "bound: the least that CloudFormation's own steps and EC2's lock allow; above: what"
            + " the handler adds. read, ask, write: its describe, DryRun, and assign or unassign calls. serving: the fewest"
            + " addresses that served at one moment, the primary one included.";

    private static final String FIGURES = "%6s%7s%7s%7s%5s%7s%8s%9s";
    private static final int FIGURES_WIDTH = 56;
    private static final int MARGIN = 4;
    private static final int WIDEST_TITLE = 24;

    private SummaryTable() {}

    /** The table's lines, none longer than the width. */
    static List<String> lines(List<MeasuredDeployment> deployments, int width) {
        int room = Math.min(WIDEST_TITLE, width - FIGURES_WIDTH - MARGIN);
        List<String> lines = new ArrayList<>();
        lines.add(line("", "", room, "time", "bound", "above", "read", "ask", "write", "drains", "serving"));
        char step = 0;
        for (MeasuredDeployment one : deployments) {
            lines.add(line(one.step() == step ? "" : "(" + one.step() + ")", one.title(), room, figures(one)));
            step = one.step();
        }
        lines.add(line("", "all", room, figures(sum(deployments))));
        return lines;
    }

    private static Object[] figures(MeasuredDeployment one) {
        return new Object[] {
            text(one.time()),
            text(one.bound()),
            text(one.above()),
            one.describes(),
            one.dryRuns(),
            one.changes(),
            one.drains(),
            one.lowestServing()
        };
    }

    private static MeasuredDeployment sum(List<MeasuredDeployment> all) {
        return new MeasuredDeployment(
                ' ',
                "all",
                all.stream().map(MeasuredDeployment::time).reduce(Duration.ZERO, Duration::plus),
                all.stream().map(MeasuredDeployment::bound).reduce(Duration.ZERO, Duration::plus),
                all.stream().mapToInt(MeasuredDeployment::describes).sum(),
                all.stream().mapToInt(MeasuredDeployment::dryRuns).sum(),
                all.stream().mapToInt(MeasuredDeployment::changes).sum(),
                all.stream().mapToInt(MeasuredDeployment::drains).sum(),
                all.stream().mapToInt(MeasuredDeployment::lowestServing).min().orElse(0));
    }

    private static String line(String step, String title, int room, Object... figures) {
        String cut = title.substring(0, Math.min(title.length(), room));
        return String.format("%-" + MARGIN + "s%-" + room + "s", step, cut) + String.format(FIGURES, figures);
    }

    /** "6:28": minutes and seconds, rounded. */
    static String text(Duration duration) {
        long seconds = (duration.toMillis() + 500) / 1000;
        return String.format("%d:%02d", seconds / 60, seconds % 60);
    }
}

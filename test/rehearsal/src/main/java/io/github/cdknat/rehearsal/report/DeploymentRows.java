package io.github.cdknat.rehearsal.report;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import java.util.List;
import java.util.Locale;

/** What CloudFormation does: a row with its phases, and one for each of its requests to the handler. */
record DeploymentRows(Canvas canvas, LabelledRows rows, Markup svg) {
    private static final double PHASE = 26;
    private static final double REQUEST = 18;

    void draw(DeploymentRecording recording) {
        phases(recording);
        recording.requests().forEach(this::request);
    }

    private void phases(DeploymentRecording recording) {
        double y = rows.row("CloudFormation", "", PHASE);
        List<DeploymentRecording.Phase> phases = recording.phases();
        for (DeploymentRecording.Phase phase : phases) {
            boolean isLast = phase == phases.get(phases.size() - 1);
            double from = canvas.x(phase.from());
            double to = isLast ? from : canvas.x(phase.to());
            svg.spoken(DeploymentSummary.clock(phase.from()) + ", stack: " + phase.status()
                    + (isLast ? "" : ", for " + DeploymentSummary.clock(phase.to() - phase.from())));
            if (isLast) {
                flag(from, y, Labels.ofEnd(phase.status()), recording.isRolledBack() ? "bad" : "good");
            } else {
                svg.rect(
                        "phase " + Labels.kindOfPhase(phase.status()), from, y, Math.max(2, to - from - 1.5), PHASE, 4);
                rows.inside("in", from, to, y + 17, Labels.ofPhase(phase.status()));
            }
            svg.end();
        }
        rows.skip(PHASE + 8);
    }

    /** The stack's end: a pole with its word, on the side where there is room. */
    private void flag(double x, double y, String word, String kind) {
        svg.line("pole " + kind, x, y - 2, x, y + PHASE + 2);
        if (x + Canvas.lengthOf(word) < canvas.width()) {
            svg.label("tag " + kind, x + 7, y + 17, word);
        } else {
            svg.rect("dot " + kind, x - 4, y + 9, 8, 8, 4);
        }
    }

    private void request(DeploymentRecording.HandlerRequest request) {
        boolean failed = !request.answer().equals("SUCCESS");
        String name = Labels.withoutHash(request.logicalId());
        double y = rows.row(request.type() + " request", Labels.cut(name, canvas.isWide() ? 24 : 28), REQUEST);
        double from = canvas.x(request.from());
        double to = canvas.x(request.to());
        svg.spoken(DeploymentSummary.clock(request.from()) + ", " + request.type() + " of " + name + ", answered after "
                + DeploymentSummary.clock(request.to() - request.from()) + ": " + request.answer() + ". "
                + request.reason());
        svg.rect("request" + (failed ? " refused" : ""), from, y, Math.max(3, to - from), REQUEST, 9);
        String answer = (failed ? "✕ " : "✓ ") + request.answer().toLowerCase(Locale.ROOT);
        String kind = failed ? "tag bad" : "tag";
        if (!rows.inside(kind, from, to, y + 13, answer)) {
            rows.beside(kind, from, to, y + 13, answer);
        }
        svg.end();
        rows.skip(REQUEST + (canvas.isWide() ? 14 : 8));
    }
}

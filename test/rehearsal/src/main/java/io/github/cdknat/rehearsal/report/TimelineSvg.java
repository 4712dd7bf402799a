package io.github.cdknat.rehearsal.report;

import static io.github.cdknat.rehearsal.report.Markup.number;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;

/** One recording as an SVG: what CloudFormation does, then each gateway's lanes and capacity; the time is behind them. */
record TimelineSvg(DeploymentRecording recording, Canvas canvas) {
    Markup drawn() {
        Markup rows = new Markup();
        double bottom = rows(rows);
        Markup axis = new Markup();
        new TimeAxis(canvas, axis, rows, bottom).draw(recording);
        String id = canvas.id();
        return new Markup()
                .start(
                        "svg",
                        "class",
                        canvas.isWide() ? "wide" : "narrow",
                        "viewBox",
                        "0 0 " + number(canvas.width()) + " " + number(bottom + 8),
                        "role",
                        "group",
                        "aria-labelledby",
                        id + "t " + id + "d")
                .element("title", recording.title() + ": " + recording.status(), "id", id + "t")
                .element("desc", String.join(" ", DeploymentSummary.lines(recording)), "id", id + "d")
                .append(axis)
                .append(rows)
                .end();
    }

    /** Draws the rows and says where they end. */
    private double rows(Markup svg) {
        LabelledRows rows = new LabelledRows(canvas, svg);
        new DeploymentRows(canvas, rows, svg).draw(recording);
        for (DeploymentRecording.GatewayLanes gateway : recording.gateways()) {
            new AddressLanes(canvas, rows, svg).draw(gateway);
            new CapacityChart(canvas, rows, svg).draw(gateway);
        }
        return rows.bottom();
    }
}

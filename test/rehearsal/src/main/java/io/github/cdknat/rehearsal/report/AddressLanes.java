package io.github.cdknat.rehearsal.report;

import static io.github.cdknat.rehearsal.report.Svg.number;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.RecordingSummary;

/** A gateway's addresses: a lane for each, with a bar for each stretch in which it is the same. */
final class AddressLanes {
    private static final double LANE = 24;

    private final Canvas sheet;
    private final CompressedTimeScale scale;
    private final LabelledRows rows;
    private final Svg svg;

    AddressLanes(Canvas sheet, LabelledRows rows, Svg svg) {
        this.sheet = sheet;
        this.scale = sheet.scale();
        this.rows = rows;
        this.svg = svg;
    }

    void draw(DeploymentRecording.GatewayLanes gateway) {
        rows.heading(gateway.gatewayId());
        for (DeploymentRecording.Lane lane : gateway.lanes()) {
            double y = rows.row(lane.address(), lane.role().toString(), LANE);
            svg.line("rail", sheet.left(), y + LANE / 2, sheet.right(), y + LANE / 2);
            lane.stretches().forEach(stretch -> stretch(lane, stretch, y));
            rows.skip(LANE + (sheet.isWide() ? 7 : 8));
        }
        rows.skip(8);
    }

    private void stretch(DeploymentRecording.Lane lane, DeploymentRecording.Stretch stretch, double y) {
        double from = scale.x(stretch.from());
        double to = scale.x(stretch.to());
        svg.begin(RecordingSummary.clock(stretch.from()) + ", " + lane.address() + " (" + lane.role() + ") "
                + stretch.state() + " until " + RecordingSummary.clock(stretch.to()) + ", for "
                + RecordingSummary.clock(stretch.to() - stretch.from()));
        svg.rect("ground", from, y, to - from, LANE, 3);
        svg.raw(bar(Labels.kindOf(stretch.state(), lane.role()), from, y, Math.max(2, to - from)));
        switch (stretch.state()) {
            case DRAINING -> drain(stretch, from, to, y);
            case ASSIGNING -> rows.inside("on", from, to, y + 16, "assigning");
            case SERVING -> rows.inside("in", from, to, y + 16, "serves");
            case FAILED -> rows.inside("on", from, to, y + 16, "failed");
        }
        svg.end();
    }

    private void drain(DeploymentRecording.Stretch stretch, double from, double to, double y) {
        svg.line("cap", to, y - 3, to, y + LANE + 3);
        String lasts = RecordingSummary.clock(stretch.to() - stretch.from());
        String gone = "gone " + RecordingSummary.clock(stretch.to());
        if (!rows.inside("on", from, to, y + 16, "drains " + lasts + ", " + gone)) {
            rows.inside("on", from, to, y + 16, "drains");
            rows.beside("tag drain", from, to, y + 16, gone);
        }
    }

    private String bar(String kind, double x, double y, double length) {
        String fill = StatusPatterns.isPattern(kind) ? " style=\"fill:url(#" + sheet.id() + kind + ")\"" : "";
        return "<rect class=\"bar " + kind + "\"" + fill + " x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\""
                + number(length) + "\" height=\"" + number(LANE) + "\" rx=\"3\"/>";
    }
}

package io.github.cdknat.rehearsal.report;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;

/** A gateway's addresses: a lane for each, with a bar for each period in which it is the same. */
record AddressLanes(Canvas canvas, LabelledRows rows, Markup svg) {
    private static final double LANE = 24;

    void draw(DeploymentRecording.GatewayLanes gateway) {
        rows.heading(gateway.gatewayId());
        for (DeploymentRecording.Lane lane : gateway.lanes()) {
            double y = rows.row(lane.address(), lane.role().toString(), LANE);
            svg.line("rail", canvas.left(), y + LANE / 2, canvas.right(), y + LANE / 2);
            lane.periods().forEach(period -> period(lane, period, y));
            rows.skip(LANE + (canvas.isWide() ? 7 : 8));
        }
        rows.skip(8);
    }

    private void period(DeploymentRecording.Lane lane, DeploymentRecording.Period period, double y) {
        double from = canvas.x(period.from());
        double to = canvas.x(period.to());
        svg.spoken(DeploymentSummary.clock(period.from()) + ", " + lane.address() + " (" + lane.role() + ") "
                + period.state() + " until " + DeploymentSummary.clock(period.to()) + ", for "
                + DeploymentSummary.clock(period.to() - period.from()));
        svg.rect("ground", from, y, to - from, LANE, 3);
        svg.rect("bar " + Labels.kindOf(period.state(), lane.role()), from, y, Math.max(2, to - from), LANE, 3);
        switch (period.state()) {
            case DRAINING -> drain(period, from, to, y);
            case ASSIGNING -> rows.inside("on", from, to, y + 16, "assigning");
            case SERVING -> rows.inside("in", from, to, y + 16, "serves");
            case FAILED -> rows.inside("on", from, to, y + 16, "failed");
        }
        svg.end();
    }

    private void drain(DeploymentRecording.Period period, double from, double to, double y) {
        svg.line("cap", to, y - 3, to, y + LANE + 3);
        String lasts = DeploymentSummary.clock(period.to() - period.from());
        String gone = "gone " + DeploymentSummary.clock(period.to());
        if (!rows.inside("on", from, to, y + 16, "drains " + lasts + ", " + gone)) {
            rows.inside("on", from, to, y + 16, "drains");
            rows.beside("tag drain", from, to, y + 16, gone);
        }
    }
}

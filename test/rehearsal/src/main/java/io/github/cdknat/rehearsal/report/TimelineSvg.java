package io.github.cdknat.rehearsal.report;

import static io.github.cdknat.rehearsal.report.Svg.number;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.RecordingSummary;

/** One recording as an SVG: what CloudFormation does, then each gateway's lanes and capacity; the time is behind them. */
final class TimelineSvg {
    private final DeploymentRecording recording;
    private final Canvas sheet;

    private TimelineSvg(DeploymentRecording recording, Canvas sheet) {
        this.recording = recording;
        this.sheet = sheet;
    }

    static String wide(DeploymentRecording recording, String id) {
        return new TimelineSvg(recording, Canvas.wide(recording, id + "w")).drawn();
    }

    static String narrow(DeploymentRecording recording, String id) {
        return new TimelineSvg(recording, Canvas.narrow(recording, id + "n")).drawn();
    }

    private String drawn() {
        Svg front = new Svg();
        LabelledRows rows = new LabelledRows(sheet, front);
        new DeploymentRows(sheet, rows, front).draw(recording);
        for (DeploymentRecording.GatewayLanes gateway : recording.gateways()) {
            new AddressLanes(sheet, rows, front).draw(gateway);
            new CapacityChart(sheet, rows, front).draw(gateway);
        }
        double bottom = rows.bottom();
        Svg behind = new Svg();
        new TimeAxis(sheet, behind, front, bottom).draw(recording);
        return framed(bottom + 8, behind, front);
    }

    private String framed(double height, Svg behind, Svg front) {
        String id = sheet.id();
        String kind = sheet.isWide() ? "wide" : "narrow";
        return "<svg class=\"" + kind + "\" viewBox=\"0 0 " + number(sheet.width()) + " " + number(height)
                + "\" role=\"group\" aria-labelledby=\"" + id + "t " + id + "d\">\n<title id=\"" + id
                + "t\">" + Svg.escaped(recording.title() + ": " + recording.status()) + "</title>\n<desc id=\"" + id
                + "d\">" + Svg.escaped(String.join(" ", RecordingSummary.lines(recording))) + "</desc>\n"
                + StatusPatterns.defs(id)
                + behind + front + "</svg>\n";
    }
}

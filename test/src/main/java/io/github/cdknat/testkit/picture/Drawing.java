package io.github.cdknat.testkit.picture;

import static io.github.cdknat.testkit.picture.Svg.number;

import io.github.cdknat.testkit.play.Recording;
import io.github.cdknat.testkit.play.Summary;

/** One recording as an SVG: what CloudFormation does, then each gateway's lanes and capacity; the time is behind them. */
final class Drawing {
    private final Recording recording;
    private final Sheet sheet;

    private Drawing(Recording recording, Sheet sheet) {
        this.recording = recording;
        this.sheet = sheet;
    }

    static String wide(Recording recording, String id) {
        return new Drawing(recording, Sheet.wide(recording, id + "w")).drawn();
    }

    static String narrow(Recording recording, String id) {
        return new Drawing(recording, Sheet.narrow(recording, id + "n")).drawn();
    }

    private String drawn() {
        Svg front = new Svg();
        Rows rows = new Rows(sheet, front);
        new DeploymentRows(sheet, rows, front).draw(recording);
        for (Recording.GatewayLanes gateway : recording.gateways()) {
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
                + "d\">" + Svg.escaped(String.join(" ", Summary.lines(recording))) + "</desc>\n" + Patterns.defs(id)
                + behind + front + "</svg>\n";
    }
}

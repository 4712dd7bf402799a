package io.github.cdknat.rehearsal.report;

import static io.github.cdknat.rehearsal.report.Svg.escaped;

import io.github.cdknat.rehearsal.demo.AddressRanges;
import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.offline.RecordingSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page: it needs nothing but itself. */
public final class HtmlReport {
    private HtmlReport() {}

    /** Draws what was played. */
    public static String of(String stack, boolean update, OfflineDeployment play) {
        StringBuilder html = new StringBuilder();
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Rehearsal of ")
                .append(escaped(stack))
                .append("</title>\n<style>\n")
                .append(resource("page.css"))
                .append("</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"kicker\">Rehearsal</p>\n<h1>")
                .append(update ? "Updating " : "Creating ")
                .append(escaped(stack))
                .append("</h1>\n")
                .append(
                        "<p class=\"lead\">What the deployment does to its NAT gateways, played on an AWS on one machine with")
                .append(" the real handler. Nothing was deployed.</p>\n")
                .append(KEY)
                .append("</header>\n");
        for (int i = 0; i < play.recordings().size(); i++) {
            html.append(section(play.recordings().get(i), "r" + i));
        }
        html.append(notes(play))
                .append("</main>\n<script>\n")
                .append(resource("page.js"))
                .append("</script>\n");
        return html.append("</body>\n</html>\n").toString();
    }

    /** The colours and patterns with their names. */
    private static final String KEY = "<ul class=\"key\" aria-label=\"Key\">"
            + key("serving", "serves") + key("assigning", "is assigned")
            + key("draining", "drains: old connections only")
            + key("primary", "primary") + key("foreign", "not this stack&#39;s") + "</ul>\n";

    private static String key(String kind, String words) {
        String fill = StatusPatterns.isPattern(kind) ? " style=\"fill:url(#key" + kind + ")\"" : "";
        String defs = StatusPatterns.isPattern(kind) ? StatusPatterns.defs("key") : "";
        return "<li><svg width=\"28\" height=\"14\" aria-hidden=\"true\">" + defs
                + "<rect class=\"bar " + kind + "\"" + fill
                + " x=\".5\" y=\".5\" width=\"27\" height=\"13\" rx=\"3\"/></svg>"
                + words + "</li>";
    }

    private static String section(DeploymentRecording recording, String id) {
        return "<section aria-labelledby=\"" + id + "h\">\n<h2 id=\"" + id + "h\">" + escaped(recording.title())
                + " <span class=\"pill " + (recording.isRolledBack() ? "bad\">✕ " : "good\">✓ ")
                + escaped(recording.status()) + "</span></h2>\n" + facts(recording) + "<figure>\n"
                + TimelineSvg.wide(recording, id) + TimelineSvg.narrow(recording, id)
                + "<figcaption class=\"readout\" aria-live=\"polite\">Point at, tap or focus a part of the picture to read what"
                + " happens there. Shaded times are drawn shorter than they are.</figcaption>\n</figure>\n"
                + words(recording)
                + "</section>\n";
    }

    private static String facts(DeploymentRecording recording) {
        StringBuilder facts = new StringBuilder("<dl class=\"facts\">\n");
        facts.append(fact(
                "Time", RecordingSummary.clock(recording.seconds()), "minutes and seconds, drains at full length"));
        for (DeploymentRecording.GatewayLanes gateway : recording.gateways()) {
            String of = recording.gateways().size() > 1 ? " on " + gateway.gatewayId() : "";
            facts.append(fact(
                    "Fewest serving" + of,
                    gateway.lowest() + " addresses",
                    RecordingSummary.connections(gateway.lowest()) + " connections to one destination"));
        }
        facts.append(fact("Drains", AddressRanges.of(drained(recording)), earliness(recording)));
        recording.reason().ifPresent(reason -> {
            String[] parts = reason.split(": ", 2);
            facts.append(fact("Fails because of", Labels.withoutHash(parts[0]), parts[1]));
        });
        recording.brokenLaws().forEach(invariant -> facts.append(fact("Law broken", "please report it", invariant)));
        return facts.append("</dl>\n").toString();
    }

    private static String earliness(DeploymentRecording recording) {
        if (drained(recording).isEmpty()) {
            return "nothing is taken from the gateway";
        }
        if (recording.early().isEmpty() && recording.isRolledBack()) {
            return "only what this deployment had assigned";
        }
        return recording.early().isEmpty()
                ? "only after everything else has succeeded"
                : AddressRanges.of(recording.early()) + " early: the gateway has no room";
    }

    private static List<String> drained(DeploymentRecording recording) {
        return recording.gateways().stream()
                .flatMap(gateway -> gateway.lanes().stream())
                .filter(lane ->
                        lane.stretches().stream().anyMatch(one -> one.state() == DeploymentRecording.State.DRAINING))
                .map(DeploymentRecording.Lane::address)
                .toList();
    }

    private static String fact(String name, String value, String note) {
        return "<div><dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "<small>" + escaped(note)
                + "</small></dd></div>\n";
    }

    private static String words(DeploymentRecording recording) {
        StringBuilder table = new StringBuilder("<details>\n<summary>The same in words</summary>\n")
                .append("<div class=\"scroll\"><table>\n<caption>")
                .append(escaped(recording.title()))
                .append("</caption>\n<thead><tr><th scope=\"col\">Time</th><th scope=\"col\">Who</th>")
                .append("<th scope=\"col\">What</th></tr></thead>\n<tbody>\n");
        for (DeploymentRecording.Moment moment : RecordingSummary.told(recording)) {
            table.append("<tr class=\"" + moment.kind().toString() + "\"><td>" + RecordingSummary.clock(moment.at())
                    + "</td><td>"
                    + escaped(Labels.withoutHash(moment.subject())) + "</td><td>"
                    + escaped(AddressRanges.shortened(moment.text())) + "</td></tr>\n");
        }
        return table.append("</tbody>\n</table></div>\n</details>\n").toString();
    }

    private static String notes(OfflineDeployment play) {
        StringBuilder notes = new StringBuilder("<section class=\"notes\">\n<h2>What to know</h2>\n<ul>\n");
        if (play.standIns() > 0) {
            notes.append(
                    "<li>" + play.standIns() + " resources of other kinds are inert stand-ins, a second each.</li>\n");
        }
        play.notes().assumed().forEach(note -> notes.append("<li>Assumed: " + escaped(note) + ".</li>\n"));
        play.notes().notModelled().forEach(note -> notes.append("<li>Not modelled: " + escaped(note) + ".</li>\n"));
        if (play.recordings().size() > 1) {
            notes.append(
                    "<li>For the failure the rehearsal adds LastResource, which comes after all other resources.</li>\n");
        }
        return notes.append(
                        "<li>AWS gives no times for its own steps; those drawn here are assumed, but for the drains.</li>\n")
                .append("</ul>\n</section>\n")
                .toString();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.cdknat.rehearsal.report;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.rehearsal.text.AddressRanges;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page: it needs nothing but itself. */
public final class HtmlReport {
    private final Markup html = new Markup();

    private HtmlReport() {}

    /** The page of a deployment. */
    public static String of(TemplateModel template, boolean update, OfflineDeployment deployment) {
        HtmlReport report = new HtmlReport();
        for (int i = 0; i < deployment.recordings().size(); i++) {
            report.section(deployment.recordings().get(i), "r" + i);
        }
        report.notes(template, deployment);
        return resource("page.html")
                .replace("{style}", resource("page.css"))
                .replace("{script}", resource("page.js"))
                .replace(
                        "{title}",
                        new Markup()
                                .element("title", "Preview of " + template.stackName())
                                .toString())
                .replace(
                        "{heading}",
                        new Markup()
                                .element("h1", (update ? "Updating " : "Creating ") + template.stackName())
                                .toString())
                .replace("{content}", report.html.toString());
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void section(DeploymentRecording recording, String id) {
        boolean failed = recording.isRolledBack();
        html.start("section", "aria-labelledby", id + "h").start("h2", "id", id + "h");
        html.text(recording.title() + " ")
                .element(
                        "span", (failed ? "✕ " : "✓ ") + recording.status(), "class", failed ? "pill bad" : "pill good")
                .end();
        facts(recording);
        html.start("figure")
                .append(new TimelineSvg(recording, Canvas.wide(recording, id + "w")).drawn())
                .append(new TimelineSvg(recording, Canvas.narrow(recording, id + "n")).drawn())
                .element(
                        "figcaption",
                        "Point at, tap or focus a part of the picture to read what happens there. Shaded times are drawn"
                                + " shorter than they are.",
                        "class",
                        "readout",
                        "aria-live",
                        "polite")
                .end();
        eventTable(recording);
        html.end().text("\n");
    }

    private void facts(DeploymentRecording recording) {
        html.start("dl", "class", "facts");
        fact("Time", DeploymentSummary.clock(recording.seconds()), "minutes and seconds, drains at full length");
        for (DeploymentRecording.GatewayLanes gateway : recording.gateways()) {
            fact(
                    "Fewest serving" + (recording.gateways().size() > 1 ? " on " + gateway.gatewayId() : ""),
                    DeploymentSummary.counted(gateway.lowestServing(), "address"),
                    DeploymentSummary.connections(gateway.lowestServing()) + " connections to one destination");
        }
        fact("Drains", AddressRanges.of(drained(recording)), earliness(recording));
        recording.reason().ifPresent(reason -> {
            String[] parts = reason.split(": ", 2);
            fact("Fails because of", Labels.withoutHash(parts[0]), parts[1]);
        });
        recording.brokenInvariants().forEach(one -> fact("Invariant broken", "please report it", one));
        html.end();
    }

    private void fact(String name, String value, String note) {
        html.start("div").element("dt", name).start("dd").text(value).element("small", note);
        html.end().end();
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
                        lane.periods().stream().anyMatch(one -> one.state() == DeploymentRecording.State.DRAINING))
                .map(DeploymentRecording.Lane::address)
                .toList();
    }

    private void eventTable(DeploymentRecording recording) {
        html.start("details").element("summary", "The same in words");
        html.start("div", "class", "scroll").start("table").element("caption", recording.title());
        html.start("thead").start("tr");
        List.of("Time", "Who", "What").forEach(name -> html.element("th", name, "scope", "col"));
        html.end().end().start("tbody");
        for (DeploymentRecording.Event event : DeploymentSummary.events(recording)) {
            html.start("tr", "class", event.kind())
                    .element("td", DeploymentSummary.clock(event.at()))
                    .element("td", Labels.withoutHash(event.subject()))
                    .element("td", AddressRanges.shortened(event.text()))
                    .end();
        }
        html.end().end().end().end();
    }

    private void notes(TemplateModel template, OfflineDeployment deployment) {
        html.start("section", "class", "notes").element("h2", "What to know").start("ul");
        if (!template.standIns().isEmpty()) {
            html.element(
                    "li",
                    "Inert stand-ins, a second each, for resources of other kinds: "
                            + template.standIns().size() + ".");
        }
        deployment.assumptions().assumed().forEach(one -> html.element("li", "Assumed: " + one + "."));
        deployment.assumptions().found().forEach(one -> html.element("li", "Found: " + one + "."));
        deployment.assumptions().notModelled().forEach(one -> html.element("li", "Not modelled: " + one + "."));
        if (deployment.recordings().size() > 1) {
            html.element("li", "For the failure the preview adds LastResource, which comes after all other resources.");
        }
        html.element("li", "AWS gives no times for its own steps; those drawn here are assumed, but for the drains.");
        html.end().end().text("\n");
    }
}

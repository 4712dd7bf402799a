package io.github.cdknat.rehearsal.command;

import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.rehearsal.demo.AddressRanges;
import io.github.cdknat.rehearsal.demo.Paint;
import io.github.cdknat.rehearsal.demo.Screen;
import io.github.cdknat.rehearsal.offline.RecordingSummary;
import io.github.cdknat.rehearsal.preview.PreviewResult;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A preview, for a person or a machine. */
final class PreviewReport {
    private static final int MOST_HOLDERS = 20;

    private final Screen screen;

    PreviewReport(Screen screen) {
        this.screen = screen;
    }

    void print(TemplateModel modelled, List<PreviewResult> previews) {
        screen.print("", Paint.TITLE, "Preview of " + modelled.stackName() + "; nothing was changed");
        modelled.notes().assumed().forEach(note -> screen.print("  assumed       ", Paint.ASIDE, note));
        modelled.notes().notModelled().forEach(note -> screen.print("  not modelled  ", Paint.DRAIN, note));
        previews.forEach(this::print);
    }

    private void print(PreviewResult preview) {
        screen.blank();
        screen.print("", Paint.TITLE, preview.logicalId() + " on " + preview.gatewayId());
        line("to assign", Paint.GATEWAY, ranges(preview.toAssign()));
        line("to release", Paint.DRAIN, ranges(preview.toRelease()));
        line("kept", Paint.PLAIN, ranges(preview.kept()));
        line("adopted", Paint.PLAIN, ranges(preview.adopted()));
        line("foreign", Paint.PLAIN, preview.foreign().isEmpty() ? "none" : String.join(", ", preview.foreign()));
        line("room", Paint.PLAIN, "for " + preview.room() + " more addresses now");
        if (!preview.early().isEmpty()) {
            line(
                    "early",
                    Paint.BAD,
                    ranges(preview.early())
                            + " would drain before the rest of the deployment has succeeded, because there is no room");
        }
        line(
                "at worst",
                Paint.PLAIN,
                preview.seconds() + " s (" + RecordingSummary.clock(preview.seconds())
                        + ") for its requests, drains at full length");
        preview.inTheWay().forEach(one -> line("in the way", Paint.BAD, one));
        preview.refusal().ifPresent(reason -> line("refused", Paint.BAD, reason));
        line("subnet", Paint.ASIDE, preview.holders().size() + " other network interfaces hold addresses there");
        preview.holders().stream().limit(MOST_HOLDERS).forEach(one -> line("", Paint.ASIDE, one.toString()));
        if (preview.holders().size() > MOST_HOLDERS) {
            line("", Paint.ASIDE, "and " + (preview.holders().size() - MOST_HOLDERS) + " more");
        }
    }

    private void line(String name, Paint paint, String text) {
        screen.print(String.format("  %-12s", name), paint, text);
    }

    private static String ranges(Collection<Ipv4> addresses) {
        return AddressRanges.of(texts(addresses));
    }

    private static List<String> texts(Collection<Ipv4> addresses) {
        return addresses.stream().map(Ipv4::toString).toList();
    }

    static String json(TemplateModel modelled, List<PreviewResult> previews) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stack", modelled.stackName());
        json.put("assumed", modelled.notes().assumed());
        json.put("notModelled", modelled.notes().notModelled());
        json.put("previews", previews.stream().map(PreviewReport::json).toList());
        return OfflineJson.write(json);
    }

    private static Map<String, Object> json(PreviewResult preview) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("logicalId", preview.logicalId());
        json.put("gatewayId", preview.gatewayId());
        json.put("toAssign", texts(preview.toAssign()));
        json.put("toRelease", texts(preview.toRelease()));
        json.put("kept", texts(preview.kept()));
        json.put("adopted", texts(preview.adopted()));
        json.put("foreign", preview.foreign());
        json.put("early", texts(preview.early()));
        json.put("room", preview.room());
        json.put("worstSeconds", preview.seconds());
        preview.refusal().ifPresent(reason -> json.put("refusal", reason));
        json.put("inTheWay", preview.inTheWay());
        json.put(
                "holders",
                preview.holders().stream().map(PreviewResult.Holder::toString).toList());
        return json;
    }
}

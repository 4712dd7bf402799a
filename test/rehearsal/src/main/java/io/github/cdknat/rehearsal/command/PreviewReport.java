package io.github.cdknat.rehearsal.command;

import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import io.github.cdknat.rehearsal.preview.PreviewResult;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.rehearsal.text.AddressRanges;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import java.util.Collection;
import java.util.List;

/** A preview, for a person or a machine. */
record PreviewReport(Terminal terminal) {
    private static final int MOST_HOLDERS = 20;

    void print(TemplateModel modelled, List<PreviewResult> previews) {
        terminal.print("", Tone.TITLE, "Preview of " + modelled.stackName() + "; nothing was changed");
        modelled.assumptions().assumed().forEach(note -> terminal.print("  assumed       ", Tone.ASIDE, note));
        modelled.assumptions().notModelled().forEach(note -> terminal.print("  not modelled  ", Tone.DRAIN, note));
        previews.forEach(this::print);
    }

    private void print(PreviewResult preview) {
        terminal.blank();
        terminal.print("", Tone.TITLE, preview.logicalId() + " on " + preview.gatewayId());
        line("to assign", Tone.GATEWAY, ranges(preview.toAssign()));
        line("to release", Tone.DRAIN, ranges(preview.toRelease()));
        line("kept", Tone.PLAIN, ranges(preview.kept()));
        line("adopted", Tone.PLAIN, ranges(preview.adopted()));
        line("foreign", Tone.PLAIN, preview.foreign().isEmpty() ? "none" : String.join(", ", preview.foreign()));
        line("room", Tone.PLAIN, "for " + DeploymentSummary.counted(preview.room(), "more address") + " now");
        if (!preview.early().isEmpty()) {
            line(
                    "early",
                    Tone.BAD,
                    ranges(preview.early())
                            + " would drain before the rest of the deployment has succeeded, because there is no room");
        }
        line(
                "at worst",
                Tone.PLAIN,
                preview.seconds() + " s (" + DeploymentSummary.clock(preview.seconds())
                        + ") for its requests, drains at full length");
        preview.inTheWay().forEach(one -> line("in the way", Tone.BAD, one));
        preview.refusal().ifPresent(reason -> line("refused", Tone.BAD, reason));
        line(
                "subnet",
                Tone.ASIDE,
                (DeploymentSummary.counted(preview.holders().size(), "other network interface")
                        + (preview.holders().size() == 1 ? " holds" : " hold") + " addresses there"));
        preview.holders().stream().limit(MOST_HOLDERS).forEach(one -> line("", Tone.ASIDE, one.toString()));
        if (preview.holders().size() > MOST_HOLDERS) {
            line("", Tone.ASIDE, "and " + (preview.holders().size() - MOST_HOLDERS) + " more");
        }
    }

    private void line(String name, Tone paint, String text) {
        terminal.print(String.format("  %-12s", name), paint, text);
    }

    private static String ranges(Collection<Ipv4> addresses) {
        return AddressRanges.of(addresses.stream().map(Ipv4::toString).toList());
    }
}

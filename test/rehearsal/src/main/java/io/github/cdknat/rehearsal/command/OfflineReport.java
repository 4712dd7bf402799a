package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.DeploymentSummary;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.rehearsal.text.AddressRanges;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import java.nio.file.Path;
import java.util.Optional;

/** A deployment, for a person at a terminal. */
record OfflineReport(Terminal terminal) {
    private static final int SUBJECT = 18;

    void print(boolean update, TemplateModel after, OfflineDeployment deployment, Optional<Path> picture) {
        terminal.print(
                "", Tone.TITLE, "Preview of " + after.stackName() + ": " + (update ? "an update" : "its creation"));
        int standIns = after.standIns().size();
        if (standIns > 0) {
            terminal.print(
                    "  stand-ins     ",
                    Tone.ASIDE,
                    DeploymentSummary.counted(standIns, "other resource") + ", inert: "
                            + String.join(", ", after.standInTypes()));
        }
        deployment.assumptions().assumed().forEach(note -> terminal.print("  assumed       ", Tone.ASIDE, note));
        deployment.assumptions().found().forEach(note -> terminal.print("  found         ", Tone.DRAIN, note));
        deployment.assumptions().notModelled().forEach(note -> terminal.print("  not modelled  ", Tone.DRAIN, note));
        deployment.recordings().forEach(this::print);
        picture.ifPresent(file -> {
            terminal.blank();
            terminal.print("", Tone.PLAIN, "Picture: " + file);
        });
    }

    private void print(DeploymentRecording recording) {
        terminal.blank();
        terminal.print(
                "",
                Tone.TITLE,
                recording.title() + ": " + recording.status() + " after "
                        + DeploymentSummary.clock(recording.seconds()));
        DeploymentSummary.events(recording).forEach(this::print);
        for (String line : DeploymentSummary.lines(recording)) {
            terminal.print("  = ", recording.isRolledBack() ? Tone.DRAIN : Tone.GOOD, line);
        }
        recording
                .brokenInvariants()
                .forEach(invariant -> terminal.print("  ! ", Tone.BAD, "Invariant broken: " + invariant + "."));
    }

    private void print(DeploymentRecording.Event event) {
        String head =
                String.format("  %6s  %-" + SUBJECT + "s ", DeploymentSummary.clock(event.at()), cut(event.subject()));
        terminal.print(head, paint(event), AddressRanges.shortened(event.text()));
    }

    private static String cut(String subject) {
        String plain = subject.replaceAll("(?<=[A-Za-z])[0-9A-F]{8}$", "");
        return plain.length() > SUBJECT ? plain.substring(0, SUBJECT - 3) + "..." : plain;
    }

    private static Tone paint(DeploymentRecording.Event event) {
        return switch (event.kind()) {
            case TROUBLE -> Tone.BAD;
            case GATEWAY -> event.text().contains("drain") ? Tone.DRAIN : Tone.GATEWAY;
            case HANDLER -> event.text().startsWith("answers SUCCESS") ? Tone.GOOD : Tone.ASIDE;
            case STACK -> Tone.PLAIN;
        };
    }
}

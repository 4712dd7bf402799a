package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.demo.AddressRanges;
import io.github.cdknat.rehearsal.demo.Paint;
import io.github.cdknat.rehearsal.demo.Screen;
import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.offline.RecordingSummary;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.nio.file.Path;
import java.util.Optional;

/** What was played, for a person at a terminal. */
final class OfflineReport {
    private static final int SUBJECT = 18;

    private final Screen screen;

    OfflineReport(Screen screen) {
        this.screen = screen;
    }

    void print(boolean update, TemplateModel after, OfflineDeployment play, Optional<Path> picture) {
        screen.print(
                "", Paint.TITLE, "Rehearsal of " + after.stackName() + ": " + (update ? "an update" : "its creation"));
        if (play.standIns() > 0) {
            screen.print(
                    "  stand-ins     ",
                    Paint.ASIDE,
                    play.standIns() + (play.standIns() == 1 ? " other resource, " : " other resources, ") + "inert: "
                            + String.join(", ", after.standInTypes()));
        }
        play.notes().assumed().forEach(note -> screen.print("  assumed       ", Paint.ASIDE, note));
        play.notes().notModelled().forEach(note -> screen.print("  not modelled  ", Paint.DRAIN, note));
        play.recordings().forEach(this::print);
        picture.ifPresent(file -> {
            screen.blank();
            screen.print("", Paint.PLAIN, "Picture: " + file);
        });
    }

    private void print(DeploymentRecording recording) {
        screen.blank();
        screen.print(
                "",
                Paint.TITLE,
                recording.title() + ": " + recording.status() + " after "
                        + RecordingSummary.clock(recording.seconds()));
        RecordingSummary.told(recording).forEach(this::print);
        for (String line : RecordingSummary.lines(recording)) {
            screen.print("  = ", recording.isRolledBack() ? Paint.DRAIN : Paint.GOOD, line);
        }
        recording.brokenLaws().forEach(invariant -> screen.print("  ! ", Paint.BAD, "Law broken: " + invariant + "."));
    }

    private void print(DeploymentRecording.Moment moment) {
        String head =
                String.format("  %6s  %-" + SUBJECT + "s ", RecordingSummary.clock(moment.at()), cut(moment.subject()));
        screen.print(head, paint(moment), AddressRanges.shortened(moment.text()));
    }

    private static String cut(String subject) {
        String plain = subject.replaceAll("(?<=[A-Za-z])[0-9A-F]{8}$", "");
        return plain.length() > SUBJECT ? plain.substring(0, SUBJECT - 3) + "..." : plain;
    }

    private static Paint paint(DeploymentRecording.Moment moment) {
        return switch (moment.kind()) {
            case TROUBLE -> Paint.BAD;
            case GATEWAY -> moment.text().contains("drain") ? Paint.DRAIN : Paint.GATEWAY;
            case REQUEST -> moment.text().startsWith("answers SUCCESS") ? Paint.GOOD : Paint.ASIDE;
            case STACK -> Paint.PLAIN;
        };
    }
}

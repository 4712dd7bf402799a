package io.github.cdknat.rehearsal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that cannot be understood, and options with values that cannot be used. */
class BadOptionsTest {
    @TempDir
    Path folder;

    private CommandRun command;

    @BeforeEach
    void folder() {
        command = new CommandRun(folder);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        command.refuses(
                "Cannot understand the command: missing required parameter: 'TEMPLATE'; see rehearse --help.", "play");
        command.refuses(
                "Cannot understand the command: unknown option: '--fast'; see rehearse --help.", "play", "a", "--fast");
        command.refuses(
                "Cannot understand the command: unmatched argument at index 0: 'dance'; see rehearse --help.", "dance");
    }

    @Test
    void refusesAParameterWithoutAValue() throws IOException {
        String file = command.template("new.json", 20);
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace("\"Parameters\":{", "\"Parameters\":{\"Vpc\":{\"Type\":\"String\"},"));
        command.refuses(
                "Cannot deploy " + file + ": its parameter Vpc has no default; give it with --parameter Vpc=VALUE.",
                "play",
                file);
    }

    @Test
    void refusesAPictureThatCannotBeWritten() {
        Path nowhere = folder.resolve("no/such/folder.html");
        command.refuses(
                "Cannot write the picture to " + nowhere + ": the file cannot be written; pass another.",
                "play",
                command.template("new.json", 20),
                "--picture",
                nowhere.toString());
    }
}

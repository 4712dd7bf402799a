package io.github.cdknat.rehearsal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that cannot be understood, and options with values that cannot be used. */
class BadOptionsTest {
    private final CommandRun command;

    BadOptionsTest(@TempDir Path folder) {
        command = new CommandRun(folder);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        command.refuses(
                "Cannot understand the command: missing required parameter: 'TEMPLATE'; see cdk-nat --help.",
                "preview");
        command.refuses(
                "Cannot understand the command: unknown option: '--fast'; see cdk-nat --help.",
                "preview",
                "a",
                "--fast");
        command.refuses(
                "Cannot understand the command: unmatched argument at index 0: 'dance'; see cdk-nat --help.", "dance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gateway", "--subnet", "--picture"})
    void refusesWhatIsOnlyForOfflineWithoutIt(String option) {
        command.refuses(
                "Cannot use " + option
                        + ": it is for previews from templates alone, and this one reads the account; add"
                        + " --offline, or leave it out.",
                "preview",
                command.template("new.json", 20),
                option,
                "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nat-gateway-id", "--region", "--profile", "--endpoint-url"})
    void refusesWhatIsOnlyForTheAccountWithOffline(String option) {
        command.refusesOffline(
                "Cannot use " + option + ": with --offline no account is read; leave one of the two out.",
                command.template("new.json", 20),
                option,
                "x");
    }

    @Test
    void refusesTwoTemplatesWithoutOffline() {
        command.refuses(
                "Cannot use two templates: without --offline what is deployed is read from the account; pass only what"
                        + " shall be deployed, or add --offline.",
                "preview",
                command.template("before.json", 20),
                command.template("after.json", 21));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "fast", "1.5", "100001"})
    void refusesAScaleThatIsNone(String scale) {
        command.refuses(
                "Invalid --scale: \"" + scale
                        + "\" (how many times faster than the wall's clock, a whole number from 1 to"
                        + " 100000); correct it.",
                "demo",
                "--scale=" + scale);
    }

    @Test
    void refusesAParameterWithoutAValue() throws IOException {
        String file = command.template("new.json", 20);
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace("\"Parameters\":{", "\"Parameters\":{\"Vpc\":{\"Type\":\"String\"},"));
        command.refusesOffline(
                "Cannot deploy " + file + ": its parameter Vpc has no default; give it with --parameter Vpc=VALUE.",
                file);
    }

    @Test
    void refusesAPictureThatCannotBeWritten() {
        Path nowhere = command.folder.resolve("no/such/folder.html");
        command.refusesOffline(
                "Cannot write the picture to " + nowhere + ": the file cannot be written; pass another.",
                command.template("new.json", 20),
                "--picture",
                nowhere.toString());
    }
}

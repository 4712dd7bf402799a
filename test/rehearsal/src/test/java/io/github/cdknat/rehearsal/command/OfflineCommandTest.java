package io.github.cdknat.rehearsal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command prints about deployments, and its exit status. */
class OfflineCommandTest {
    private final CommandRun command;

    OfflineCommandTest(@TempDir Path folder) {
        command = new CommandRun(folder);
    }

    @Test
    void playsAnUpdateAndTheSameOneFailing() {
        assertThat(succeeded(
                        command.template("before.json", 20, 21),
                        command.template("after.json", 21, 30),
                        "--stack",
                        "Egress",
                        "--gateway",
                        command.gateway(20, 21, 50)))
                .startsWith("Preview of Egress: an update stand-ins 1 other resource, inert: AWS::SSM::Parameter")
                .contains("As it is: UPDATE_COMPLETE after 6:")
                .contains("10.0.1.30 assigning")
                .contains("10.0.1.20 unassigning: drain begins, up to 350 s")
                .contains(
                        "10.0.1.4 primary; 10.0.1.21 kept; 10.0.1.30 added; 10.0.1.20 removed; 10.0.1.50 not this stack's;"
                                + " 4 serve before, 4 after, never fewer than 4 (220,000 connections to one destination)")
                .contains("If something fails at its end: UPDATE_ROLLBACK_COMPLETE after 6:")
                .contains("10.0.1.4 primary; 10.0.1.20-21 kept; 10.0.1.30 taken back; 10.0.1.50 not this stack's")
                .contains("It fails because of LastResource: the preview lets it fail");
    }

    @Test
    void printsJsonAndNothingElse() throws IOException {
        CommandRun.Result result = command.runOffline(command.template("new.json", 20), "--json");
        Map<String, Object> json = JSON.std.mapFrom(result.out());
        assertThat(json).containsEntry("stack", "new").containsEntry("standIns", 1);
        Map<?, ?> deployment = (Map<?, ?>) ((List<?>) json.get("deployments")).get(0);
        assertThat(deployment.get("status")).isEqualTo("CREATE_COMPLETE");
        assertThat(deployment.get("reason")).isNull();
        assertThat((List<?>) deployment.get("brokenInvariants")).isEmpty();
        assertThat(JSON.std.asString(deployment.get("gateways")))
                .startsWith("[{\"gatewayId\":\"" + CommandRun.GATEWAY + "\",\"lanes\":[{\"address\":\"10.0.1.4\",")
                .contains("\"state\":\"serves\"", "\"role\":\"primary\"", "\"limit\":8,\"lowestServing\":1,");
        assertThat((List<?>) json.get("deployments")).hasSize(2);
    }

    @Test
    void writesAPictureThatNeedsNothingElse() throws IOException {
        Path picture = command.folder.resolve("picture.html");
        CommandRun.Result result =
                command.runOffline(command.template("new.json", 20), "--picture", picture.toString());
        assertThat(result.out()).endsWith("Picture: " + picture + System.lineSeparator());
        assertThat(Files.readString(picture))
                .contains("<h1>Creating new</h1>")
                .doesNotContain("http:", "https:", "//cdn", "@import", "url(\"");
    }

    @Test
    void isPlainAndNoWiderThanAskedForWhereNobodySitsAtATerminal() {
        CommandRun.Result result =
                command.run(Map.of("COLUMNS", "80"), "preview", "--offline", command.template("new.json", 20));
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(result.out()).doesNotContain("\u001b").doesNotContain("\r");
    }

    @Test
    void printsItsHelp() {
        CommandRun.Result result = command.run("--help");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("Usage: cdk-nat [-hV] [COMMAND]")
                .contains("preview")
                .contains("  3   an invariant was broken; please report it");
        assertThat(command.run("preview", "--help").out()).startsWith("Usage: cdk-nat preview");
    }

    /** What a preview that goes well prints. */
    private String succeeded(String... arguments) {
        CommandRun.Result result = command.runOffline(arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return unwrapped(result.out());
    }

    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }
}

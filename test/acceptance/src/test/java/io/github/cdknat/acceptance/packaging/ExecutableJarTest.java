package io.github.cdknat.acceptance.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.simulation.ExampleTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in one file, as a release brings it: {@code -Pcli} makes it, and without that there is nothing to try. */
class ExecutableJarTest {
    private static final Path JAR = Path.of("..", "rehearsal", "target", "cdk-nat.jar");

    @TempDir
    Path folder;

    @Test
    void previewsWithoutACheckout() throws Exception {
        assumeTrue(Files.exists(JAR), "built without -Pcli");
        Path template = Files.writeString(
                folder.resolve("Egress.json"),
                Json.write(ExampleTemplates.of(
                        "Egress", ExampleStack.Parameters.example().on("nat-0123456789abcdef0"))));
        assertThat(printed("preview", "--offline", template.toString()))
                .startsWith("Preview of Egress: its creation")
                .contains("As it is: CREATE_COMPLETE after ");
        assertThat(printed("--help"))
                .startsWith("Usage: cdk-nat [-hV] [COMMAND]")
                .doesNotContain("demo  ");
    }

    private String printed(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command =
                new ProcessBuilder("java", "-jar", JAR.toAbsolutePath().toString());
        command.command().addAll(List.of(arguments));
        Process process =
                command.directory(folder.toFile()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}

package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.rehearsal.command.CdkNatCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in the documents have the options that they name; that no such file is here is another matter. */
class DocumentedCommandsTest {
    private static final String NAME = "test/cdk-nat ";

    static List<String> commands() {
        return Documents.commands().stream()
                .filter(command -> command.startsWith(NAME))
                .map(command -> command.replaceFirst("emulate$", "emulate --speed 0")) // which would not end
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theToolUnderstandsThem(String command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = CdkNatCommand.run(
                Map.of(),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                command.substring(NAME.length()).split(" +"));

        assertThat(status).isEqualTo(CdkNatCommand.BAD_INPUT);
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotStartWith("Cannot understand the command");
    }
}

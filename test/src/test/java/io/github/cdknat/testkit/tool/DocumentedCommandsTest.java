package io.github.cdknat.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.words.Documents;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in the documents have the options that they name; that no such file is here is another matter. */
class DocumentedCommandsTest {
    private static final String NAME = "test/rehearse ";

    @TempDir
    private Path folder;

    static List<String> commands() {
        return Documents.commands().stream()
                .filter(command -> command.startsWith(NAME))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theToolUnderstandsThem(String command) {
        Command.Result result =
                new Command(folder).run(command.substring(NAME.length()).split(" +"));

        assertThat(result.status()).isEqualTo(Rehearse.BAD_INPUT);
        assertThat(result.err()).doesNotStartWith("Cannot understand the command");
    }
}

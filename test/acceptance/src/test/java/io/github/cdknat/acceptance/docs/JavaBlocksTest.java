package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.cdknat.acceptance.docs.Documents.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block compiles, runs, and prints what it says that it prints. */
class JavaBlocksTest {
    private static final Pattern PRINTS = Pattern.compile("System\\.out\\.println\\(.*\\); // (.*)");

    @TempDir
    private static Path folder;

    private static String complaints;

    static List<Block> blocks() {
        return Documents.blocks("java");
    }

    @BeforeAll
    static void compile() {
        complaints =
                Snippet.compile(blocks().stream().map(JavaBlocksTest::snippet).toList(), folder);
    }

    @Test
    void allCompile() {
        assertThat(blocks()).isNotEmpty();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void eachRunsAndPrintsWhatItSays(Block block) throws Exception {
        assumeThat(complaints).isEmpty();
        List<String> promised = PRINTS.matcher(block.text())
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(snippet(block).run(folder).lines().toList()).isEqualTo(promised);
    }

    private static Snippet snippet(Block block) {
        return new Snippet(block.place(), block.text());
    }
}

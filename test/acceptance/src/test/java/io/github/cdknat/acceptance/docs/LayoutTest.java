package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents are as long as people read, their tables are whole, and what only we say is explained in few words. */
class LayoutTest {
    private static final int README_LINES = 200;
    private static final int WORDS = 15_000;
    private static final int GLOSSARY_WORDS = 15;

    static List<Path> documents() {
        return Documents.all();
    }

    @Test
    void theReadmeIsReadToItsEnd() {
        assertThat(Documents.text(Documents.ROOT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(README_LINES);
    }

    /** Decisions and facts are looked up, not read. */
    @Test
    void allPagesTogetherAreReadInAnHour() {
        Stream<String> words = documents().stream()
                .map(Documents.ROOT::relativize)
                .filter(page -> page.equals(Path.of("README.md"))
                        || page.startsWith("docs") && page.getNameCount() == 2 && !page.endsWith("facts.md"))
                .flatMap(page -> Stream.of(
                        Documents.text(Documents.ROOT.resolve(page)).strip().split("\\s+")));
        assertThat(words.count()).isLessThanOrEqualTo(WORDS);
    }

    @Test
    void theGlossaryHasOnlyWordsThatAreOurs() {
        String design = Documents.text(Documents.ROOT.resolve("docs/design.md"));
        String glossary = design.split("## Glossary")[1].split("\n## ")[0];
        assertThat(glossary.lines().filter(line -> line.startsWith("| ")).skip(2))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(GLOSSARY_WORDS);
    }

    /** A blank line in a table ends it, and so does a row with another number of cells in a reader's eyes. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyTableIsWhole(Path document) {
        List<String> broken = new ArrayList<>();
        List<String> lines = Documents.text(document)
                .replaceAll("(?ms)^```.*?^```$", "")
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("|")) {
                continue;
            }
            boolean begins = i == 0 || !lines.get(i - 1).startsWith("|");
            boolean afterBlank =
                    i > 1 && lines.get(i - 1).isBlank() && lines.get(i - 2).startsWith("|");
            boolean hasHead = begins && i + 1 < lines.size() && lines.get(i + 1).matches("\\|( *:?-+:? *\\|)+");
            if (begins && (afterBlank || !hasHead) || !begins && cells(line) != cells(lines.get(i - 1))) {
                broken.add((i + 1) + ": " + line);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static long cells(String row) {
        return row.replaceAll("`[^`]*`", "")
                .replace("\\|", "")
                .chars()
                .filter(c -> c == '|')
                .count();
    }
}

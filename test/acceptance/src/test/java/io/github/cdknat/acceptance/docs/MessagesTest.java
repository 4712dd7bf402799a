package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No sentence without a test that spells it out: every piece of text in the handler's compiled classes has to stand in a string
 * constant of the tests. A new message, or a changed word, fails here until a test says it in full.
 */
class MessagesTest {
    private static final String PACKAGE = "io/github/cdknat";

    /** Why an exception that every Java platform rules out is not swallowed. */
    private static final String UNREACHABLE = "every Java platform has SHA-256";

    @Test
    void everyMessageOfTheHandlerIsSpelledOutInATest() throws Exception {
        String said = Stream.of(
                        texts(MessagesTest.class), texts(Path.of("..", "..", "lambda", "target", "test-classes")))
                .flatMap(texts -> texts.values().stream())
                .flatMap(Set::stream)
                .collect(Collectors.joining("\n"));
        Map<String, Set<String>> unsaid = texts(Json.class);
        assertThat(unsaid).hasSizeGreaterThan(50);
        unsaid.values().forEach(texts -> texts.removeIf(text -> said.contains(text) || text.equals(UNREACHABLE)));
        unsaid.values().removeIf(Set::isEmpty);
        assertThat(unsaid).isEmpty();
    }

    /** What the classes can say that were compiled into the same folder or jar. */
    private static Map<String, Set<String>> texts(Class<?> neighbour) throws IOException, URISyntaxException {
        Path place = Path.of(
                neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return texts(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return texts(jar.getPath("/"));
        }
    }

    private static Map<String, Set<String>> texts(Path folder) throws IOException {
        Map<String, Set<String>> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(PACKAGE))) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            for (Path file : classes) {
                try (InputStream in = Files.newInputStream(file)) {
                    texts.put(file.getFileName().toString(), languageOf(ConstantPool.texts(in)));
                }
            }
        }
        return texts;
    }

    private static Set<String> languageOf(Set<String> texts) {
        return texts.stream().filter(MessagesTest::isLanguage).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names, codes and patterns have no spaces beside their letters. */
    private static boolean isLanguage(String text) {
        return text.length() >= 4 && text.matches("(?s).*([a-z,;:)] | [a-z(]).*");
    }
}

package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.acceptance.synthesis.FreshJvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people copy gives the same templates, byte for byte, in every JVM: {@code Map.of}, for one, has another order in each. */
class SameTemplatesTest {
    private static final Path CONSUMER =
            Documents.ROOT.resolve("test/consumer/egress/src/main/java/example/Egress.java");
    private static final int JVMS = 3;

    @TempDir
    private Path folder;

    @Test
    void theExampleTheConsumerAndEveryBlockAreTheSameInThreeJvms() throws Exception {
        List<Snippet> snippets = Documents.blocks("java").stream()
                .map(block -> new Snippet(block.place(), block.text()))
                .toList();
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertThat(Snippet.compile(snippets, classes)).isEmpty();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), "-proc:none", CONSUMER.toString()))
                .isZero();

        List<TreeMap<String, String>> runs = new ArrayList<>();
        for (int i = 0; i < JVMS; i++) {
            runs.add(templates(folder.resolve("jvm" + i), classes, snippets));
        }

        assertThat(runs.get(0)).hasSizeGreaterThan(snippets.size());
        assertThat(runs).allMatch(runs.get(0)::equals);
    }

    private static TreeMap<String, String> templates(Path place, Path classes, List<Snippet> snippets)
            throws Exception {
        Path templates = Files.createDirectories(place.resolve("templates"));
        List<String> arguments = new ArrayList<>(List.of(templates.toString()));
        snippets.forEach(snippet -> arguments.add(snippet.name()));
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
        FreshJvm.Run run = FreshJvm.synthesize(
                SameTemplatesApp.class, classPath, place.resolve("out"), arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.output()).isZero();
        TreeMap<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(templates)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> found.put(templates.relativize(file).toString(), Documents.text(file)));
        }
        return found;
    }
}

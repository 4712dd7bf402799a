package io.github.cdknat.scenario;

import io.github.cdknat.testkit.lambda.JvmHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JDK that runs the tests and, where there is one, a JDK 25: the functions' runtime. */
final class Jdks {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdks() {}

    static Stream<Path> all() {
        return Stream.concat(Stream.of(JvmHost.currentJdk()), jdk25().stream().limit(1));
    }

    private static List<Path> jdk25() {
        String named = System.getProperty("jdk25");
        if (named != null) {
            return List.of(Path.of(named));
        }
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(INSTALLED)) {
            return found.filter(path -> path.getFileName().toString().contains("-25-")
                            && Files.isExecutable(path.resolve("bin/java")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JDK that runs the tests and, where there is one, a JDK 25: the functions' runtime. */
final class InstalledJdks {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private InstalledJdks() {}

    static Stream<Path> all() {
        return Stream.concat(
                Stream.of(JvmFunctionHost.currentJdk()), jdk25().stream().limit(1));
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

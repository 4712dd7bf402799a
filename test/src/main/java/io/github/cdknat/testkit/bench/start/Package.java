package io.github.cdknat.testkit.bench.start;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function's code as Lambda unpacks it, in a folder of its own.
 *
 * @param handler the class that takes the events
 */
record Package(String name, Path root, String handler) {
    private static final String HANDLERS = "io/github/cdknat/testkit/bench/start/";

    /** The packaged, shrunk jar of the handler. */
    static Package ours() {
        Path lib = folder("lib");
        try (InputStream jar = Package.class.getResourceAsStream("/io/github/cdknat/handler.jar")) {
            if (jar == null) {
                throw new IllegalStateException(
                        "Cannot find io/github/cdknat/handler.jar on the class path; run mvn package first");
            }
            Files.copy(jar, lib.resolve("handler.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Package("this handler", lib.getParent(), "io.github.cdknat.handler.Converge::handleRequest");
    }

    /** The SDK's jars as they are. */
    static Package naive() {
        Path lib = folder("lib");
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(
                        path -> path.toString()
                                .matches(
                                        ".*(/software/amazon/awssdk/|/reactive-streams/|/slf4j/|/aws-lambda-java-core/).*\\.jar"))
                .forEach(path -> copy(path, lib.resolve(path.getFileName())));
        return own("naive handler", lib.getParent(), NaiveHandler.class);
    }

    /** A class of a few lines. */
    static Package idle() {
        return own("no SDK call", folder("lib").getParent(), IdleHandler.class);
    }

    private static Package own(String name, Path root, Class<?> handler) {
        String file = HANDLERS + handler.getSimpleName() + ".class";
        try (InputStream code = handler.getClassLoader().getResourceAsStream(file)) {
            Files.createDirectories(root.resolve(HANDLERS));
            Files.copy(code, root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Package(name, root, handler.getName() + "::handleRequest");
    }

    /** Bytes of all its files. */
    long size() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.sorted((one, other) -> other.compareTo(one)).toList();
            for (Path path : all) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectory(
                    Files.createTempDirectory("cdk-nat-start").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

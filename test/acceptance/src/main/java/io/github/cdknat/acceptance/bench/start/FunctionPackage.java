package io.github.cdknat.acceptance.bench.start;

import io.github.cdknat.emulator.lambda.TaskRoot;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A function's code as Lambda unpacks it.
 *
 * @param handler the class that takes the events
 * @param options for the JVM, as the function's JAVA_TOOL_OPTIONS has them
 */
record FunctionPackage(String name, TaskRoot root, String handler, Optional<String> options) {
    private static final String HANDLERS = "io/github/cdknat/acceptance/bench/start/";

    /** What Lambda's runtimes have by themselves ("Customize Java runtime startup behavior", Lambda Developer Guide). */
    private static final String LAMBDA_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /** The packaged, shrunk jar of the handler, with the options that the construct gives it. */
    static FunctionPackage ours() {
        return new FunctionPackage(
                "this handler",
                TaskRoot.ofHandler(),
                "io.github.cdknat.handler.Converge::handleRequest",
                Optional.empty());
    }

    /** The SDK's jars as they are. */
    static FunctionPackage naive() {
        TaskRoot root = TaskRoot.empty();
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.matches(
                        ".*(/software/amazon/awssdk/|/reactive-streams/|/slf4j/|/aws-lambda-java-core/).*\\.jar"))
                .map(Path::of)
                .toList();
        try {
            Path lib = Files.createDirectory(root.folder().resolve("lib"));
            for (Path jar : jars) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own("naive handler", root, NaiveHandler.class);
    }

    /** A class of a few lines. */
    static FunctionPackage idle() {
        return own("no SDK call", TaskRoot.empty(), IdleHandler.class);
    }

    private static FunctionPackage own(String name, TaskRoot root, Class<?> handler) {
        String file = HANDLERS + handler.getSimpleName() + ".class";
        try (InputStream code = handler.getClassLoader().getResourceAsStream(file)) {
            Files.createDirectories(root.folder().resolve(HANDLERS));
            Files.copy(code, root.folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FunctionPackage(name, root, handler.getName() + "::handleRequest", Optional.of(LAMBDA_OPTIONS));
    }
}

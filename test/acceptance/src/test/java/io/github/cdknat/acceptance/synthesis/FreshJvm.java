package io.github.cdknat.acceptance.synthesis;

import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import io.github.cdknat.example.ExampleApp;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs an app in a JVM of its own. */
public final class FreshJvm {
    private static final long PATIENCE_SECONDS = 240;

    private FreshJvm() {}

    /** What the JVM left. */
    public record Run(int exitCode, String output, Path folder) {
        byte[] template() {
            return read(AllVariantsApp.STACK + ".template.json");
        }

        byte[] read(String name) {
            try {
                return Files.readAllBytes(folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(output, e);
            }
        }
    }

    /** On the class path of the tests. */
    static Run run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(System.getProperty("java.class.path"), folder, arguments);
    }

    /** On the class path of the tests, with other versions of CDK instead. */
    static Run runWith(Path jars, Path folder, String... arguments) throws IOException, InterruptedException {
        try (Stream<Path> found = Files.list(jars)) {
            List<String> inFront = found.map(Path::toString).sorted().toList();
            return run(
                    String.join(File.pathSeparator, inFront)
                            + File.pathSeparator
                            + Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                    .filter(entry -> !entry.matches(".*/software/(amazon/(awscdk|jsii)|constructs)/.*"))
                                    .collect(Collectors.joining(File.pathSeparator)),
                    folder,
                    arguments);
        }
    }

    /** The app of cdk.json, as CDK's command line interface runs it. */
    static Run runExample(Path folder) throws IOException, InterruptedException {
        return run(ExampleApp.class, System.getProperty("java.class.path"), "true", folder);
    }

    private static Run run(String classPath, Path folder, String... arguments)
            throws IOException, InterruptedException {
        return run(AllVariantsApp.class, classPath, "true", folder, arguments);
    }

    /** Without CDK's validation, which takes seconds. The app's first argument, and where it writes to, is the folder. */
    public static Run synthesize(Class<?> app, String classPath, Path folder, String... arguments)
            throws IOException, InterruptedException {
        return run(app, classPath, "false", folder, arguments);
    }

    private static Run run(Class<?> app, String classPath, String validation, Path folder, String... arguments)
            throws IOException, InterruptedException {
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        JvmFunctionHost.currentJdk().resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        classPath,
                        app.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("CDK_VALIDATION", validation);
        builder.environment().put("CDK_OUTDIR", folder.toString());
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end within " + PATIENCE_SECONDS + " s: " + Files.readString(log));
        }
        return new Run(process.exitValue(), Files.readString(log), folder);
    }
}

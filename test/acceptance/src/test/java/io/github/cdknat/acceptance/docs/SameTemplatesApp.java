package io.github.cdknat.acceptance.docs;

import io.github.cdknat.example.ExampleApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Synthesizes, in a JVM of its own, the example app, the consumer and every Java block of the documents, one after the other.
 *
 * <p>Arguments: where apps write to, the folder for the templates, then the names of the blocks' classes.
 */
final class SameTemplatesApp {
    private SameTemplatesApp() {}

    public static void main(String[] arguments) throws Exception {
        Path templates = Path.of(arguments[1]);
        ExampleApp.main(new String[0]);
        collect(arguments[0], templates.resolve("example"));
        Class.forName("example.Egress").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        collect(arguments[0], templates.resolve("consumer"));
        for (String name : List.of(arguments).subList(2, arguments.length)) {
            Object snippet = Class.forName(name).getConstructor().newInstance();
            snippet.getClass().getMethod("run").invoke(snippet);
            snippet.getClass().getMethod("synthesize").invoke(snippet);
            collect(arguments[0], templates.resolve(name));
        }
    }

    private static void collect(String from, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> written = Files.list(Path.of(from))) {
            for (Path file : written.filter(found -> found.toString().endsWith(".template.json"))
                    .toList()) {
                Files.move(file, folder.resolve(file.getFileName()));
            }
        }
    }
}

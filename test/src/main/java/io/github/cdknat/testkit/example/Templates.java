package io.github.cdknat.testkit.example;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;

/** Synthesizes the example and hands out its template as CloudFormation would get it. */
public final class Templates {
    private Templates() {}

    public static Map<String, Object> of(String stackName, ExampleStack.Parameters parameters) {
        App app = new App();
        new ExampleStack(app, stackName, parameters);
        Path file = Path.of(app.synth().getStackByName(stackName).getTemplateFullPath());
        try {
            return JSON.std.mapFrom(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.cdknat.simulation;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.example.OwnGatewayStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.App;

/** Synthesizes the example and hands out its template as CloudFormation would get it. */
public final class ExampleTemplates {
    private ExampleTemplates() {}

    private record Key(String stackName, ExampleStack.Parameters parameters) {}

    private static final Map<Key, Template> PARSED = new HashMap<>();

    /** The parsed template; synthesized once for the same name and parameters. */
    public static Template parsed(String stackName, ExampleStack.Parameters parameters) {
        return PARSED.computeIfAbsent(
                new Key(stackName, parameters), key -> Template.of(of(key.stackName(), key.parameters())));
    }

    /** The parsed template of a stack with a gateway of its own. */
    public static Template own(String stackName, OwnGatewayStack.Parameters parameters) {
        App app = new App();
        new OwnGatewayStack(app, stackName, parameters);
        return of(app, stackName);
    }

    /** The parsed template of any app's stack. */
    public static Template of(App app, String stackName) {
        return Template.of(read(app, stackName));
    }

    /** The template as JSON. */
    public static Map<String, Object> of(String stackName, ExampleStack.Parameters parameters) {
        App app = new App();
        new ExampleStack(app, stackName, parameters);
        return read(app, stackName);
    }

    private static Map<String, Object> read(App app, String stackName) {
        Path file = Path.of(app.synth().getStackByName(stackName).getTemplateFullPath());
        try {
            return JSON.std.mapFrom(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

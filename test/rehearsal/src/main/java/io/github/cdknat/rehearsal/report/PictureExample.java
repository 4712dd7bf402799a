package io.github.cdknat.rehearsal.report;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.simulation.ExampleTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the deployment that the README's picture shows: two templates, and the gateway's state. */
public final class PictureExample {
    private static final String GATEWAY = "nat-0123456789abcdef0";

    private PictureExample() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(folder, "deployed.json", template(List.of("10.0.1.20", "10.0.1.21", "10.0.1.22")));
        write(folder, "next.json", template(List.of("10.0.1.22", "10.0.1.30", "10.0.1.31")));
        write(
                folder,
                "gateway.json",
                Map.of(
                        GATEWAY,
                        Map.of(
                                "subnet",
                                "10.0.1.0/24",
                                "addresses",
                                List.of("10.0.1.4", "10.0.1.20", "10.0.1.21", "10.0.1.22", "10.0.1.50"))));
    }

    private static Map<String, Object> template(List<String> addresses) {
        ExampleStack.Parameters parameters =
                ExampleStack.Parameters.example().on(GATEWAY).with(addresses).noting(String.join(",", addresses));
        return ExampleTemplates.of("Egress", parameters);
    }

    private static void write(Path folder, String name, Map<String, Object> json) throws IOException {
        Files.writeString(folder.resolve(name), JSON.std.asString(json));
    }
}

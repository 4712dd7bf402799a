package io.github.cdknat.rehearsal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.rehearsal.template.LenientJson;
import io.github.cdknat.simulation.ExampleTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs as people have them, each a folder below {@code inputs}: the command, its arguments a line each with ~ for the folder, the
 * files that it reads, and all that it prints with its exit status, but for the events and the seconds: those are the handler's.
 * {@code -Dapprove} accepts what it prints now. In templates
 * {@code "@provider"} stands for what the construct adds once to a stack; a folder without a next.json has the one beside it.
 */
class InputsTest {
    private static final Path INPUTS =
            Path.of("src", "test", "resources", "io", "github", "cdknat", "rehearsal", "command", "inputs");
    /** A line of an event, with what it goes on with. */
    private static final Pattern EVENT = Pattern.compile("(?m)^ +\\d+:\\d\\d  .*\\R( {29}.*\\R)*");

    private static final Map<String, Object> PROVIDER = LenientJson.object(
            ExampleTemplates.of("Egress", ExampleStack.Parameters.example().on(CommandRun.GATEWAY))
                    .get("Resources"));

    @TempDir
    Path folder;

    static List<String> inputs() throws IOException {
        try (Stream<Path> found = Files.list(INPUTS)) {
            return found.filter(Files::isDirectory)
                    .map(input -> input.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void foretellsOrSaysWhy(String name) throws IOException {
        Path input = INPUTS.resolve(name);
        copy(INPUTS.resolve("next.json"), "next.json");
        try (Stream<Path> files = Files.walk(input)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, input.relativize(file).toString());
            }
        }
        String[] arguments = Files.readAllLines(input.resolve("command")).stream()
                .map(argument -> argument.replaceFirst("^~", folder.toString()))
                .toArray(String[]::new);
        CommandRun.Result result = new CommandRun(folder).run(arguments);
        String printed =
                (result.out() + result.err()).replace(folder + "/", "") + "exit status " + result.status() + "\n";
        String found = EVENT.matcher(printed).replaceAll("").replaceAll("( after \\d+):\\d\\d", "$1 min");
        Path expected = input.resolve("expected.txt");
        if (System.getProperty("approve") != null) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
    }

    private void copy(Path file, String name) throws IOException {
        String between = name.endsWith(".yaml") ? "\n  " : ",\n    ";
        String provider = PROVIDER.entrySet().stream()
                .filter(one -> one.getKey().startsWith("NatGatewaySecondaryAddresses"))
                .map(one -> Json.write(one.getKey()) + ": " + Json.write(one.getValue()))
                .collect(Collectors.joining(between));
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), Files.readString(file).replace("\"@provider\": {}", provider));
    }
}

package io.github.cdknat.rehearsal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.simulation.ExampleTemplates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The command as somebody types it, in a folder of its own. */
final class CommandRun {
    static final String GATEWAY = "nat-0123456789abcdef0";

    /** What came of it. */
    record Result(int status, String out, String err) {
        /** Bad input: one sentence on standard error, nothing on standard output, exit status 2. */
        void assertRefused(String sentence) {
            assertThat(err).isEqualTo(sentence + System.lineSeparator());
            assertThat(out).isEmpty();
            assertThat(status).isEqualTo(2);
        }
    }

    final Path folder;

    CommandRun(Path folder) {
        this.folder = folder;
    }

    Result run(String... arguments) {
        return run(Map.of("COLUMNS", "100"), arguments);
    }

    /** {@code preview --offline}, and these. */
    Result runOffline(String... arguments) {
        return run(offline(arguments));
    }

    private static String[] offline(String... arguments) {
        return Stream.concat(Stream.of("preview", "--offline"), Stream.of(arguments))
                .toArray(String[]::new);
    }

    Result run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = CdkNatCommand.run(environment, stream(out), stream(err), arguments);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    void refuses(String sentence, String... arguments) {
        run(arguments).assertRefused(sentence);
    }

    void refusesOffline(String sentence, String... arguments) {
        refuses(sentence, offline(arguments));
    }

    /** A file with the example's template, on an existing gateway, that declares these addresses by their last octets. */
    String template(String name, int... lastOctets) {
        List<String> addresses = new ArrayList<>();
        for (int octet : lastOctets) {
            addresses.add("10.0.1." + octet);
        }
        return template(name, p -> p.with(addresses).noting(addresses.toString()));
    }

    String template(String name, UnaryOperator<ExampleStack.Parameters> change) {
        ExampleStack.Parameters parameters =
                change.apply(ExampleStack.Parameters.example().on(GATEWAY));
        return json(name, ExampleTemplates.of("Egress", parameters));
    }

    String json(String name, Object content) {
        return file(name, Json.write(content));
    }

    String file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with the gateway's state: its primary address 10.0.1.4, and these. */
    String gateway(int... lastOctets) {
        List<String> addresses = new ArrayList<>(List.of("10.0.1.4"));
        for (int octet : lastOctets) {
            addresses.add("10.0.1." + octet);
        }
        return json("gateway.json", Map.of(GATEWAY, Map.of("subnet", "10.0.1.0/24", "addresses", addresses)));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}

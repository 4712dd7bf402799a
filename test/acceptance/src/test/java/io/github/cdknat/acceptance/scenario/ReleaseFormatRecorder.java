package io.github.cdknat.acceptance.scenario;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.simulation.InProcessAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what this handler starts, keeps and returns, for releases to come: run it for each release, and never change what it
 * wrote. Its argument is a folder, {@code lambda/src/test/resources/formats/<number>/<date>}.
 */
final class ReleaseFormatRecorder {
    private static final List<String> STORIES = List.of(
            "create, replace one, delete",
            "an update cancelled while it waits undoes itself",
            "a swap at the limit that rolls back restores the old addresses",
            "a lost reply to an assign is looked up, not repeated",
            "an adopted address survives a failed create",
            "a count that rolls back gets the addresses back that it had, not others",
            "an address that is grabbed after the choice is replaced by another",
            "a drain of 4000 s is handed from stage to stage");

    private final Map<String, Map<String, Object>> executions = new LinkedHashMap<>();

    private ReleaseFormatRecorder() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (String scenario : STORIES) {
            ReleaseFormatRecorder recorder = new ReleaseFormatRecorder();
            try (EmbeddedAws aws = InProcessAws.start(7)) {
                aws.changeFunction(
                        HandlerRelease.CONVERGE,
                        code -> (function, payload) -> recorder.note(payload, code.apply(function, payload)));
                ScenarioCatalog.of(scenario).accept(new Scenario(aws));
            }
            Files.writeString(
                    folder.resolve(scenario.replaceAll("[^a-z0-9]+", "-") + ".json"),
                    JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(List.copyOf(recorder.executions.values()))
                            + "\n");
        }
    }

    @SuppressWarnings("unchecked")
    private String note(String input, String output) {
        Map<String, Object> called = Json.object(input);
        if (called.get("execution") instanceof Map<?, ?> self) {
            String name = String.valueOf(self.get("name"));
            Map<String, Object> execution = executions.computeIfAbsent(
                    name,
                    key -> new LinkedHashMap<>(Map.of(
                            "name",
                            name,
                            "input",
                            Map.of("event", called.get("event"), "journal", called.get("journal")),
                            "journals",
                            new ArrayList<>())));
            add((List<Map<String, Object>>) execution.get("journals"), Json.object(output));
        }
        return output;
    }

    /** Only what differs in more than the time that has gone by. */
    private static void add(List<Map<String, Object>> journals, Map<String, Object> journal) {
        if (journals.stream().noneMatch(known -> withoutTime(known).equals(withoutTime(journal)))) {
            journals.add(journal);
        }
    }

    private static Map<String, Object> withoutTime(Map<String, Object> journal) {
        Map<String, Object> rest = new LinkedHashMap<>(journal);
        rest.remove("passes");
        rest.remove("wait");
        return rest;
    }
}

package io.github.cdknat.testkit.stepfunctions;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A parsed state machine definition; a field or state type that the interpreter does not know is an error. */
final class Definition {
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Task",
            Set.of("Type", "Resource", "Parameters", "ResultPath", "TimeoutSeconds", "Retry", "Catch", "Next", "End"),
            "Choice",
            Set.of("Type", "Choices", "Default"),
            "Wait",
            Set.of("Type", "Seconds", "SecondsPath", "Next", "End"),
            "Pass",
            Set.of("Type", "Result", "ResultPath", "Next", "End"),
            "Succeed",
            Set.of("Type"),
            "Fail",
            Set.of("Type", "Error", "Cause"));

    private static final Map<String, Definition> PARSED = new ConcurrentHashMap<>();

    private final String startAt;
    private final Map<String, Map<String, Object>> states;

    @SuppressWarnings("unchecked")
    private Definition(Map<String, Object> json) {
        startAt = (String) json.get("StartAt");
        states = (Map<String, Map<String, Object>>) json.get("States");
        states.forEach(Definition::check);
    }

    /** Reads a definition, once for the same text: simulations read it by the thousand. */
    static Definition parse(String text) {
        return PARSED.computeIfAbsent(text, Definition::read);
    }

    private static Definition read(String text) {
        try {
            return new Definition(JSON.std.mapFrom(text));
        } catch (IOException e) {
            throw new IllegalArgumentException("Invalid state machine definition: " + e.getMessage(), e);
        }
    }

    private static void check(String name, Map<String, Object> state) {
        Set<String> known = FIELDS.get(String.valueOf(state.get("Type")));
        if (known == null || !known.containsAll(state.keySet())) {
            throw new IllegalArgumentException(
                    "The embedded Step Functions does not know all of state " + name + ": " + state.keySet());
        }
    }

    String startAt() {
        return startAt;
    }

    Map<String, Object> state(String name) {
        return states.get(name);
    }
}

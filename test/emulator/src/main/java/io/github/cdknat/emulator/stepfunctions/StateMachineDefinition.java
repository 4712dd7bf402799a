package io.github.cdknat.emulator.stepfunctions;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A parsed state machine definition; a field or state type that the interpreter does not know is an error. */
final class StateMachineDefinition {
    private static final Set<String> TASK =
            Set.of("Type", "Resource", "Parameters", "ResultPath", "TimeoutSeconds", "Retry", "Catch", "Next", "End");

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Task", TASK,
            "Choice", Set.of("Type", "Choices", "Default"),
            "Wait", Set.of("Type", "Seconds", "SecondsPath", "Next", "End"),
            "Pass", Set.of("Type", "Parameters", "Result", "ResultPath", "Next", "End"),
            "Succeed", Set.of("Type"),
            "Fail", Set.of("Type", "Error", "Cause"));

    private static final Map<String, StateMachineDefinition> PARSED = new ConcurrentHashMap<>();

    private static final Set<String> RETRIER =
            Set.of("ErrorEquals", "IntervalSeconds", "BackoffRate", "MaxAttempts", "MaxDelaySeconds", "JitterStrategy");
    private static final Set<String> CATCHER = Set.of("ErrorEquals", "ResultPath", "Next");

    private final String startAt;
    private final Map<String, Map<String, Object>> states;

    @SuppressWarnings("unchecked")
    private StateMachineDefinition(Map<String, Object> json) {
        startAt = (String) json.get("StartAt");
        states = (Map<String, Map<String, Object>>) json.get("States");
        require(states.containsKey(startAt), "StartAt", "has no state " + startAt);
        states.forEach(this::check);
    }

    /** Reads a definition, once for the same text: simulations read it by the thousand. */
    static StateMachineDefinition parse(String text) {
        return PARSED.computeIfAbsent(text, StateMachineDefinition::read);
    }

    private static StateMachineDefinition read(String text) {
        try {
            return new StateMachineDefinition(JSON.std.mapFrom(text));
        } catch (IOException e) {
            throw new IllegalArgumentException("Invalid state machine definition: " + e.getMessage(), e);
        }
    }

    private void check(String name, Map<String, Object> state) {
        Set<String> known = FIELDS.get(String.valueOf(state.get("Type")));
        Set<String> fields = new HashSet<>(state.keySet());
        fields.remove("Comment");
        require(known != null && known.containsAll(fields), name, "does not know all of " + state.keySet());
        targets(state).forEach(target -> require(states.containsKey(target), name, "has no state " + target));
        for (Object item : list(state.get("Retry"))) {
            rule(name, (Map<?, ?>) item, RETRIER);
        }
        for (Object item : list(state.get("Catch"))) {
            rule(name, (Map<?, ?>) item, CATCHER);
        }
        require(isAlone(state, "Retry") && isAlone(state, "Catch"), name, "has States.ALL neither alone nor last");
    }

    private static void rule(String name, Map<?, ?> rule, Set<String> known) {
        Set<?> fields = rule.keySet();
        require(known.containsAll(fields), name, "does not know all of " + fields);
    }

    /** "States.ALL must appear alone in the ErrorEquals array and must be in the last retrier" or catcher (specification). */
    private static boolean isAlone(Map<String, Object> state, String rules) {
        List<?> all = list(state.get(rules));
        for (int i = 0; i < all.size(); i++) {
            List<?> names = list(((Map<?, ?>) all.get(i)).get("ErrorEquals"));
            if (names.contains("States.ALL") && (names.size() > 1 || i < all.size() - 1)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> targets(Map<String, Object> state) {
        Stream<?> rules = Stream.of("Choices", "Catch").flatMap(field -> list(state.get(field)).stream());
        return Stream.concat(
                        Stream.of(state.get("Next"), state.get("Default")),
                        rules.map(rule -> ((Map<?, ?>) rule).get("Next")))
                .filter(Objects::nonNull)
                .map(String.class::cast)
                .toList();
    }

    private static void require(boolean holds, String state, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("Invalid state " + state + ": the embedded Step Functions " + problem);
        }
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    String startAt() {
        return startAt;
    }

    Map<String, Object> state(String name) {
        return states.get(name);
    }
}

package io.github.cdknat.emulator.stepfunctions;

import java.util.List;
import java.util.Map;

/** Choice rules; a comparison of something that is missing fails the execution, as States.Runtime does. */
final class ChoiceState {
    private ChoiceState() {}

    static String next(Map<String, Object> state, StateMachineExecution execution) {
        for (Object rule : (List<?>) state.get("Choices")) {
            if (holds((Map<?, ?>) rule, execution)) {
                return (String) ((Map<?, ?>) rule).get("Next");
            }
        }
        return (String) state.get("Default");
    }

    private static boolean holds(Map<?, ?> rule, StateMachineExecution execution) {
        if (rule.get("And") instanceof List<?> all) {
            return all.stream().allMatch(part -> holds((Map<?, ?>) part, execution));
        }
        Object value = JsonPath.read((String) rule.get("Variable"), execution);
        if (rule.containsKey("IsPresent")) {
            return rule.get("IsPresent").equals(value != JsonPath.MISSING);
        }
        if (value == JsonPath.MISSING) {
            throw new StatesRuntimeException("Invalid path '" + rule.get("Variable") + "'");
        }
        if (rule.containsKey("IsNumeric")) {
            return rule.get("IsNumeric").equals(value instanceof Number);
        }
        if (rule.containsKey("StringEquals")) {
            return rule.get("StringEquals").equals(value);
        }
        if (rule.containsKey("NumericGreaterThan")) {
            return ((Number) value).doubleValue() > ((Number) rule.get("NumericGreaterThan")).doubleValue();
        }
        throw new IllegalArgumentException("The embedded Step Functions does not know the rule " + rule);
    }
}

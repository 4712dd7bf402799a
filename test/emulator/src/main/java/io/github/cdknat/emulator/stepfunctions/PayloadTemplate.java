package io.github.cdknat.emulator.stepfunctions;

import io.github.cdknat.emulator.core.SeededRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters: a name that ends in ".$" takes its value from the input, the context object, or an intrinsic function. */
final class PayloadTemplate {
    private static final Pattern MATH = Pattern.compile("States\\.Math(Random|Add)\\(([^,]+), *([^,)]+)\\)");

    private PayloadTemplate() {}

    static Object resolve(Object template, StateMachineExecution execution, SeededRandom random) {
        if (!(template instanceof Map<?, ?> map)) {
            return template == null ? execution.data : template;
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = key.toString();
            if (name.endsWith(".$")) {
                resolved.put(name.substring(0, name.length() - 2), evaluate(name, (String) value, execution, random));
            } else {
                resolved.put(name, value instanceof Map ? resolve(value, execution, random) : value);
            }
        });
        return resolved;
    }

    /** "Intrinsic functions for JSONPath states" (Step Functions Developer Guide): MathRandom leaves its end out. */
    private static Object evaluate(String name, String text, StateMachineExecution execution, SeededRandom random) {
        Matcher math = MATH.matcher(text);
        if (!math.matches()) {
            return read(name, text, execution);
        }
        long first = number(name, math.group(2), execution);
        long second = number(name, math.group(3), execution);
        return math.group(1).equals("Add") ? first + second : random.between((int) first, (int) second - 1);
    }

    private static long number(String name, String text, StateMachineExecution execution) {
        return text.startsWith("$") ? ((Number) read(name, text, execution)).longValue() : Long.parseLong(text);
    }

    private static Object read(String name, String path, StateMachineExecution execution) {
        Object found = JsonPath.read(path, execution);
        if (found == JsonPath.MISSING) {
            throw new StatesRuntimeException("The JSONPath '" + path + "' specified for the field '" + name
                    + "' could not be found in the input");
        }
        return found;
    }
}

package io.github.cdknat.emulator.stepfunctions;

import java.util.LinkedHashMap;
import java.util.Map;

/** The reference paths of the Amazon States Language that we use: {@code $}, {@code $.a.b}, {@code $$.a.b}. */
final class JsonPath {
    /** What is not there; null is a value. */
    static final Object MISSING = new Object();

    private JsonPath() {}

    static Object read(String path, StateMachineExecution execution) {
        boolean ofContext = path.startsWith("$$");
        Object value = ofContext ? execution.context() : execution.data;
        String rest = path.substring(ofContext ? 2 : 1);
        if (rest.isEmpty()) {
            return value;
        }
        if (!rest.startsWith(".")) {
            throw new IllegalArgumentException("The embedded Step Functions does not know the path " + path);
        }
        for (String name : rest.substring(1).split("\\.")) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
                return MISSING;
            }
            value = map.get(name);
        }
        return value;
    }

    /** The input with the result at that path; the input itself stays as it is. */
    @SuppressWarnings("unchecked")
    static Object write(String path, Object input, Object result) {
        if (path.equals("$")) {
            return result;
        }
        if (!(input instanceof Map)) {
            throw new StatesRuntimeException("Unable to apply step \"" + path.substring(2) + "\" to input");
        }
        Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) input);
        String name = path.substring(2);
        int dot = name.indexOf('.');
        if (dot < 0) {
            copy.put(name, result);
        } else {
            String first = name.substring(0, dot);
            copy.put(first, write("$" + name.substring(dot), copy.getOrDefault(first, Map.of()), result));
        }
        return copy;
    }
}

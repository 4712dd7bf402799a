package io.github.cdknat.rehearsal.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts of a parsed JSON document, absent ones as empty ones. */
public final class LenientJson {
    private LenientJson() {}

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    public static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    /** The argument of that intrinsic function, if the value is one. */
    static Optional<Object> call(Object value, String function) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(function)
                ? Optional.ofNullable(map.get(function))
                : Optional.empty();
    }

    /** Logical id and attribute name of a Fn::GetAtt, if the value is one. */
    static Optional<List<String>> attribute(Object value) {
        return call(value, "Fn::GetAtt")
                .map(argument -> argument instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(argument.toString().split("\\.", 2)))
                .filter(path -> path.size() == 2);
    }

    /** The logical id that a reference or an attribute is of, if the value is one. */
    static Optional<String> target(Object value) {
        return attribute(value)
                .map(path -> path.get(0))
                .or(() -> call(value, "Ref").map(String::valueOf));
    }
}

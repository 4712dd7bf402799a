package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON line a decision. Never the ResponseURL. */
@FunctionalInterface
public interface Log {
    /** A line that is longer has its longest texts cut. */
    int MOST_BYTES = 16_000;

    void line(Map<String, Object> fields);

    /** The line, with so much of each text as lets it stay under {@link #MOST_BYTES}. */
    static String text(Map<String, Object> fields) {
        String line = Json.write(fields);
        for (int most = 4_096; most > 16 && line.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES; most /= 2) {
            line = Json.write(cut(fields, most));
        }
        return line;
    }

    private static Object cut(Object value, int most) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> cut = new LinkedHashMap<>();
            map.forEach((name, item) -> cut.put(String.valueOf(name), cut(item, most)));
            return cut;
        }
        if (value instanceof List<?> list) {
            return list.stream().limit(most).map(item -> cut(item, most)).toList();
        }
        return value instanceof String text && text.length() > most ? text.substring(0, most) + " ... (cut)" : value;
    }
}

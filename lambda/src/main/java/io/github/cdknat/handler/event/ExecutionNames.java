package io.github.cdknat.handler.event;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.model.ExecutionName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Names an execution after its event: the same event, the same name. */
public final class ExecutionNames {
    private ExecutionNames() {}

    /** Hashes are of JSON with sorted keys, so the order in which an event was written does not matter. */
    public static ExecutionName of(CloudFormationEvent parsed, Map<String, Object> event) {
        Map<String, Object> withoutUrl = new TreeMap<>(event);
        withoutUrl.remove("ResponseURL");
        return new ExecutionName(
                resource(parsed.stackId(), parsed.logicalResourceId()),
                parsed.requestType().toLowerCase(Locale.ROOT),
                ExecutionName.physicalId(parsed.physicalResourceId().orElse("")),
                ExecutionName.hash(Json.write(sorted(withoutUrl)), 12),
                ExecutionName.hash(Json.write(sorted(event)), 16));
    }

    /** The part of an execution's name that says whose it is. */
    public static String resource(String stackId, String logicalId) {
        return ExecutionName.hash(stackId + "\n" + logicalId, 20);
    }

    /** A short name for what these properties say, in whatever order. */
    static String digest(Map<String, Object> properties) {
        return ExecutionName.hash(Json.write(sorted(properties)), 12);
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new TreeMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), sorted(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ExecutionNames::sorted).toList();
        }
        return value;
    }
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How an event writes ResourceProperties (F109). */
public enum EventProperties {
    /** As the custom resource gets them: in the template's order, all scalars as text (F55). */
    AS_SENT,
    /** With the members in another order, also those of members. */
    OTHER_ORDER,
    /** With what looks like a number or a truth value as one. */
    TYPED,
    /** Not at all. */
    LEFT_OUT;

    /** The member's text; null if it is left out. */
    String written(Map<String, Object> properties) {
        return properties.isEmpty() || this == LEFT_OUT ? null : Json.write(shaped(CustomResources.asText(properties)));
    }

    private Object shaped(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::shaped).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> shaped =
                    this == OTHER_ORDER ? new TreeMap<>(Collections.reverseOrder()) : new LinkedHashMap<>();
            map.forEach((name, member) -> shaped.put(name, shaped(member)));
            return shaped;
        }
        return this == TYPED && value.toString().matches("true|false|-?(0|[1-9][0-9]{0,8})")
                ? Json.read(value.toString())
                : value;
    }
}

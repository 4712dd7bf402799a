package io.github.cdknat.emulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decodes a query protocol's form: {@code Name.N} becomes a list, {@code Name.N.Member} a list of maps. */
final class QueryParameters {
    private static final int MOST_PARTS = 8;

    private QueryParameters() {}

    static Map<String, Object> decode(String form) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(tree, decodeText(pair.substring(0, equals)), decodeText(pair.substring(equals + 1)));
            }
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        tree.forEach((name, value) -> parameters.put(name, lists(value)));
        return parameters;
    }

    /** A query string's parameters as they are; those without a value have an empty one. */
    static Map<String, String> flat(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    decodeText(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decodeText(pair.substring(equals + 1)));
        }
        return parameters;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String name, String value) {
        String[] parts = name.split("\\.", -1);
        if (parts.length > MOST_PARTS || List.of(parts).contains("")) {
            throw new IllegalArgumentException("Invalid parameter: " + name);
        }
        Map<String, Object> node = tree;
        for (int i = 0; i < parts.length - 1; i++) {
            Object child = node.computeIfAbsent(parts[i], part -> new LinkedHashMap<String, Object>());
            if (!(child instanceof Map)) {
                throw new IllegalArgumentException("Invalid parameter: " + name);
            }
            node = (Map<String, Object>) child;
        }
        if (node.put(parts[parts.length - 1], value) != null) {
            throw new IllegalArgumentException("Invalid parameter: " + name + " is given twice");
        }
    }

    private static Object lists(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        boolean numbered = map.keySet().stream().allMatch(key -> key.toString().matches("[1-9][0-9]{0,5}"));
        if (!numbered) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key.toString(), lists(item)));
            return copy;
        }
        Map<Integer, Object> ordered = new TreeMap<>();
        map.forEach((key, item) -> ordered.put(Integer.valueOf(key.toString()), lists(item)));
        return ordered.values().stream().toList();
    }

    private static String decodeText(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

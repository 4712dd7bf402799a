package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Filter.N of a describe call: filters are joined with AND, the values of one with OR; "*" stands for any characters, "?" for one,
 * a backslash takes away their meaning; values are case-sensitive ("Filter" in the API; "List and filter your resources", Amazon EC2
 * User Guide). A filter that an action does not have is refused.
 */
final class Filters {
    private Filters() {}

    /**
     * Whether a resource passes.
     *
     * @param facts what the action's own filters look at, by filter name
     * @param tags the resource's tags, for tag:KEY and tag-key; null if the action has no such filters
     */
    static boolean pass(ApiCall call, Map<String, List<String>> facts, Map<String, String> tags) {
        boolean passes = true;
        for (Object item : call.list("Filter")) {
            Map<?, ?> filter = (Map<?, ?>) item;
            List<String> actual = actual(String.valueOf(filter.get("Name")), facts, tags);
            List<?> wanted = filter.get("Value") instanceof List<?> values ? values : List.of();
            passes &= wanted.stream()
                    .map(value -> pattern(value.toString()))
                    .anyMatch(pattern -> actual.stream()
                            .anyMatch(value -> pattern.matcher(value).matches()));
        }
        return passes;
    }

    /** What EC2 shows of one resource, as the facts that its filters look at. */
    static Map<String, List<String>> facts(Object... namesAndValues) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            facts.put(
                    (String) namesAndValues[i],
                    value instanceof List<?> list
                            ? list.stream().map(Object::toString).toList()
                            : List.of(value.toString()));
        }
        return facts;
    }

    private static List<String> actual(String name, Map<String, List<String>> facts, Map<String, String> tags) {
        if (tags != null && name.equals("tag-key")) {
            return List.copyOf(tags.keySet());
        }
        if (tags != null && name.startsWith("tag:")) {
            String value = tags.get(name.substring("tag:".length()));
            return value == null ? List.of() : List.of(value);
        }
        List<String> actual = facts.get(name);
        if (actual == null) {
            throw ParameterValidation.invalid("The filter '" + name + "' is invalid");
        }
        return actual;
    }

    private static Pattern pattern(String value) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                regex.append(Pattern.quote(String.valueOf(value.charAt(++i))));
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}

package io.github.cdknat.rehearsal.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What real resources ask of stand-ins. */
public final class StubProperties {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}.]+)\\.([^}]+)}");

    private StubProperties() {}

    /** The names of the attributes that the template asks for, by logical id. */
    public static Map<String, Set<String>> attributes(Map<String, Object> template) {
        Map<String, Set<String>> found = new TreeMap<>();
        collect(template, found);
        return found;
    }

    private static void collect(Object value, Map<String, Set<String>> found) {
        if (value instanceof Iterable<?> items) {
            items.forEach(item -> collect(item, found));
        } else if (value instanceof Map<?, ?> map) {
            LenientJson.attribute(value).ifPresent(path -> note(path.get(0), path.get(1), found));
            LenientJson.call(value, "Fn::Sub")
                    .ifPresent(argument -> VARIABLE.matcher(
                                    String.valueOf(LenientJson.list(argument).get(0)))
                            .results()
                            .forEach(match -> note(match.group(1), match.group(2), found)));
            map.values().forEach(item -> collect(item, found));
        }
    }

    private static void note(String logicalId, String attribute, Map<String, Set<String>> found) {
        found.computeIfAbsent(logicalId, any -> new TreeSet<>()).add(attribute);
    }
}

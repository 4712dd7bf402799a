package io.github.cdknat.rehearsal.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that only CloudFormation knows: imports, other stacks' outputs, dynamic references, what a stand-in's attribute would be.
 * An unknown is the text {@code {{its name}}}, so that it goes through joins and substitutions and stays recognizable; a caller may
 * have said its value.
 */
final class UnknownValues {
    private static final Pattern UNKNOWN = Pattern.compile("\\{\\{([^{}]+)}}");

    private final Map<String, String> given;
    private final StackTemplate template;
    private final Map<String, String> bound = new LinkedHashMap<>();
    private final Set<String> used = new TreeSet<>();

    /**
     * Begins with what is known.
     *
     * @param given values by the names of unknowns; of an import its export's name is enough
     * @param template what other templates of its assembly say in plain words is known too
     */
    UnknownValues(Map<String, String> given, StackTemplate template) {
        this.given = given;
        this.template = template;
    }

    /** The value that was said for that name, a list if there are commas in it; otherwise the unknown. */
    Object unknown(String words) {
        String name = words.replaceAll("[{}]", "");
        String key = given.containsKey(name) ? name : name.replaceFirst("^Fn::ImportValue ", "");
        if (!given.containsKey(key)) {
            return template.origin(name)
                    .map(StackTemplate.Located::value)
                    .filter(String.class::isInstance)
                    .orElse("{{" + name + "}}");
        }
        used.add(key);
        String value = given.get(key);
        return value.contains(",") ? Arrays.asList(value.strip().split("\\s*,\\s*")) : value;
    }

    /** The text with the values of its dynamic references that were said. */
    Object known(String text) {
        return text.contains("{{")
                ? UNKNOWN.matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(
                                unknown(match.group(1)).toString().replaceAll("^\\[|]$", "")))
                : text;
    }

    /** The first unknown in a value, as it is written; empty if all is known. */
    static Optional<String> in(Object value) {
        Matcher matcher = UNKNOWN.matcher(String.valueOf(value));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** The name of an unknown. */
    static String bare(String unknown) {
        return unknown.replaceAll("^\\{\\{|}}$", "");
    }

    /** From now on this unknown has a value. */
    void bind(String unknown, String value) {
        bound.put(unknown, value);
    }

    /** The value with what was bound since, wherever it stands. */
    Object bound(Object value) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(bound(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> items = new LinkedHashMap<>();
            map.forEach((key, item) -> items.put(String.valueOf(key), bound(item)));
            return items;
        }
        String text = value instanceof String found ? found : "";
        for (Map.Entry<String, String> one : bound.entrySet()) {
            text = text.replace(one.getKey(), one.getValue());
        }
        return value instanceof String ? text : value;
    }

    /** The names of which a value was asked for. */
    Set<String> used() {
        return used;
    }
}

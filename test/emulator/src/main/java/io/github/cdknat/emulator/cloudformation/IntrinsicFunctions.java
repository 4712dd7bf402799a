package io.github.cdknat.emulator.cloudformation;

import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Works out what a template says ("Intrinsic function reference", AWS CloudFormation User Guide). A reference that its scope
 * leaves as it is stays, and so does what is made of it.
 */
public record IntrinsicFunctions(Scope scope) {
    /** The value of a property that shall not be there. */
    public static final Object NO_VALUE = new Object();

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    /** Where references lead. */
    public interface Scope {
        /** A value, {@link #NO_VALUE}, or the reference itself. */
        Object ref(String name);

        Object attribute(String logicalId, String name);

        /** What only CloudFormation knows: the value of a function that is not worked out here. */
        Object elsewhere(String function, Object argument);

        /** An entry of the sections Conditions or Mappings; null if there is none. */
        default Object entry(String section, Object name) {
            return null;
        }

        /** A text with its dynamic references. */
        default Object text(String text) {
            return text;
        }

        /** What a condition is that no function decides. */
        default boolean undecided(String what, String function) {
            throw new IllegalArgumentException("The embedded CloudFormation does not know " + what);
        }

        /** Hears what conditions compare. */
        default void compared(Object one, Object other, String what) {}
    }

    /** Whether a resource or an output is there. */
    public boolean isThere(Object declared) {
        Object condition = declared instanceof Map<?, ?> map ? map.get("Condition") : null;
        return condition == null || holds(String.valueOf(condition));
    }

    private boolean holds(String condition) {
        return evaluated(scope.entry("Conditions", condition), "the condition " + condition);
    }

    private boolean evaluated(Object value, String what) {
        Map<?, ?> map = value instanceof Map<?, ?> found ? found : Map.of();
        String name = map.size() == 1 ? String.valueOf(map.keySet().iterator().next()) : "";
        List<?> arguments = list(map.get(name));
        return switch (name) {
            case "Condition" -> holds(String.valueOf(map.get(name)));
            case "Fn::Not" -> !evaluated(arguments.get(0), what);
            case "Fn::And" -> arguments.stream().allMatch(item -> evaluated(item, what));
            case "Fn::Or" -> arguments.stream().anyMatch(item -> evaluated(item, what));
            case "Fn::Equals" -> equal(of(arguments.get(0)), of(arguments.get(1)), what);
            default -> scope.undecided(what, name);
        };
    }

    private boolean equal(Object one, Object other, String what) {
        scope.compared(one, other, what);
        return String.valueOf(one).equals(String.valueOf(other));
    }

    /** The same value with everything worked out that its scope knows. */
    public Object of(Object value) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.stream().map(this::of).filter(item -> item != NO_VALUE).forEach(items::add);
            return items;
        }
        if (value instanceof String text) {
            return scope.text(text);
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        String name = map.size() == 1 ? String.valueOf(map.keySet().iterator().next()) : "";
        if (name.equals("Ref")) {
            return scope.ref(String.valueOf(map.get("Ref")));
        }
        return name.startsWith("Fn::") && !isMacro(name) ? function(name, map.get(name)) : all(map);
    }

    private static boolean isMacro(String key) {
        return key.startsWith("Fn::ForEach::") || key.equals("Fn::Transform");
    }

    private Object all(Map<?, ?> map) {
        if (map.keySet().equals(Set.of("Fn::Transform"))) {
            return scope.elsewhere("Fn::Transform", map.get("Fn::Transform"));
        }
        Map<String, Object> items = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            String name = String.valueOf(key);
            Object evaluated = isMacro(name) ? scope.elsewhere(name, NO_VALUE) : of(item);
            if (evaluated != NO_VALUE) {
                items.put(name, evaluated);
            }
        });
        return items;
    }

    private Object function(String name, Object argument) {
        List<?> arguments = list(argument);
        return switch (name) {
            case "Fn::If" -> of(arguments.get(holds(String.valueOf(arguments.get(0))) ? 1 : 2));
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Join" -> joined(of(argument));
            case "Fn::Sub" -> substituted(arguments);
            case "Fn::Select" -> selected(list(of(argument)));
            case "Fn::Split" -> split(list(of(argument)));
            case "Fn::FindInMap" -> found(arguments);
            case "Fn::Length" -> of(argument) instanceof List<?> list ? list.size() : scope.elsewhere(name, NO_VALUE);
            case "Fn::Cidr" -> blocks(list(of(argument)));
            default -> scope.elsewhere(name, of(argument));
        };
    }

    private Object attribute(Object argument) {
        List<String> path = path(argument);
        return path.size() < 2 ? Map.of("Fn::GetAtt", argument) : scope.attribute(path.get(0), path.get(1));
    }

    private static Object joined(Object argument) {
        List<?> parts = list(argument);
        if (parts.get(1) instanceof List<?> items && items.stream().noneMatch(Map.class::isInstance)) {
            return String.join(
                    String.valueOf(parts.get(0)),
                    items.stream().map(String::valueOf).toList());
        }
        return parts.get(1) instanceof String unknown ? unknown : Map.of("Fn::Join", argument);
    }

    private Object substituted(List<?> arguments) {
        Map<?, ?> variables = arguments.size() > 1 ? (Map<?, ?>) of(arguments.get(1)) : Map.of();
        Map<String, Object> left = new LinkedHashMap<>();
        boolean[] isText = {true};
        String text = VARIABLE.matcher(String.valueOf(scope.text(String.valueOf(arguments.get(0)))))
                .replaceAll(match -> {
                    String name = match.group(1);
                    Object value = variables.containsKey(name)
                            ? variables.get(name)
                            : name.contains(".") ? attribute(name) : scope.ref(name);
                    if (value instanceof Map) {
                        isText[0] = false;
                        left.put(name, value);
                    }
                    return Matcher.quoteReplacement(value instanceof Map ? match.group() : String.valueOf(value));
                });
        left.keySet().retainAll(variables.keySet());
        return isText[0] ? text.replace("${!", "${") : Map.of("Fn::Sub", List.of(text, left));
    }

    private Object selected(List<?> parts) {
        if (parts.get(1) instanceof String) {
            return scope.elsewhere("Fn::Select", parts);
        }
        String index = String.valueOf(parts.get(0));
        return parts.get(1) instanceof List<?> list
                        && index.matches("[0-9]{1,4}")
                        && Integer.parseInt(index) < list.size()
                ? list.get(Integer.parseInt(index))
                : Map.of("Fn::Select", parts);
    }

    /** A list that only CloudFormation knows is the unknown itself. */
    private static Object split(List<?> parts) {
        if (parts.get(1) instanceof String text) {
            return text.contains("{{") ? text : List.of(text.split(Pattern.quote(String.valueOf(parts.get(0))), -1));
        }
        return Map.of("Fn::Split", parts);
    }

    private Object found(List<?> path) {
        Object value = scope.entry("Mappings", of(path.get(0)));
        for (Object key : path.subList(1, Math.min(3, path.size()))) {
            value = value instanceof Map<?, ?> map ? map.get(String.valueOf(of(key))) : null;
        }
        if (value == null && path.size() > 3) {
            return of(((Map<?, ?>) path.get(3)).get("DefaultValue"));
        }
        return value == null ? scope.elsewhere("Fn::FindInMap", of(path)) : value;
    }

    /** The blocks of {@code Fn::Cidr}: so many, each with so many host bits. */
    private Object blocks(List<?> arguments) {
        Optional<Long> base = Optional.of(new IPAddressString(String.valueOf(arguments.get(0))))
                .filter(text -> text.isIPv4() && text.isPrefixed())
                .map(text -> text.getAddress().getLower().getValue().longValue());
        if (base.isEmpty() || arguments.size() < 3) {
            return scope.elsewhere("Fn::Cidr", arguments);
        }
        int bits = Integer.parseInt(String.valueOf(arguments.get(2)));
        return LongStream.range(0, Integer.parseInt(String.valueOf(arguments.get(1))))
                .map(number -> base.get() + (number << bits))
                .mapToObj(block -> (block >> 24) + "." + (block >> 16 & 255) + "." + (block >> 8 & 255) + "."
                        + (block & 255) + "/" + (32 - bits))
                .toList();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    private static List<String> path(Object argument) {
        return argument instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(argument.toString().split("\\.", 2));
    }

    /** Adds every logical id that the value refers to. */
    static void references(Object value, Set<String> found) {
        if (value instanceof List<?> list) {
            list.forEach(item -> references(item, found));
        } else if (value instanceof Map<?, ?> map) {
            if (map.containsKey("Ref")) {
                found.add(String.valueOf(map.get("Ref")));
            } else if (map.containsKey("Fn::GetAtt")) {
                found.add(path(map.get("Fn::GetAtt")).get(0));
            } else if (map.containsKey("Fn::Sub")) {
                VARIABLE.matcher(String.valueOf(list(map.get("Fn::Sub")).get(0)))
                        .results()
                        .forEach(match -> found.add(match.group(1).split("\\.")[0]));
            }
            map.values().forEach(item -> references(item, found));
        }
    }
}

package io.github.cdknat.emulator.cloudformation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intrinsic functions; one that is not known is an error. */
final class IntrinsicFunctions {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    /** Where references lead. */
    interface Scope {
        Object ref(String logicalId);

        Object attribute(String logicalId, String name);
    }

    private IntrinsicFunctions() {}

    static Object resolve(Object value, Scope scope) {
        if (value instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>();
            list.forEach(item -> resolved.add(resolve(item, scope)));
            return resolved;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.size() == 1) {
            String name = String.valueOf(map.keySet().iterator().next());
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                return function(name, map.get(name), scope);
            }
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, item) -> resolved.put(key.toString(), resolve(item, scope)));
        return resolved;
    }

    private static Object function(String name, Object argument, Scope scope) {
        switch (name) {
            case "Ref":
                return scope.ref((String) argument);
            case "Fn::GetAtt":
                List<String> path = path(argument);
                return scope.attribute(path.get(0), path.get(1));
            case "Fn::Join":
                List<?> join = (List<?>) argument;
                return String.join(
                        (String) join.get(0),
                        ((List<?>) resolve(join.get(1), scope))
                                .stream().map(String::valueOf).toList());
            case "Fn::Select":
                List<?> select = (List<?>) argument;
                return ((List<?>) resolve(select.get(1), scope))
                        .get(Integer.parseInt(select.get(0).toString()));
            case "Fn::Split":
                List<?> split = (List<?>) argument;
                return List.of(
                        String.valueOf(resolve(split.get(1), scope)).split(Pattern.quote((String) split.get(0)), -1));
            case "Fn::Sub":
                return substitute(argument, scope);
            default:
                throw new IllegalArgumentException("The embedded CloudFormation does not know " + name);
        }
    }

    private static String substitute(Object argument, Scope scope) {
        boolean hasVariables = argument instanceof List;
        String text = (String) (hasVariables ? ((List<?>) argument).get(0) : argument);
        Map<String, Object> variables = hasVariables ? Template.object(((List<?>) argument).get(1)) : Map.of();
        UnaryOperator<String> lookup = name -> {
            if (variables.containsKey(name)) {
                return String.valueOf(resolve(variables.get(name), scope));
            }
            int dot = name.indexOf('.');
            Object value = dot < 0 ? scope.ref(name) : scope.attribute(name.substring(0, dot), name.substring(dot + 1));
            return String.valueOf(value);
        };
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(lookup.apply(match.group(1))))
                .replace("${!", "${");
    }

    private static List<String> path(Object argument) {
        return argument instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : Arrays.asList(argument.toString().split("\\.", 2));
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
                Object argument = map.get("Fn::Sub");
                String text = String.valueOf(argument instanceof List<?> list ? list.get(0) : argument);
                VARIABLE.matcher(text)
                        .results()
                        .forEach(match -> found.add(match.group(1).split("\\.")[0]));
            }
            map.values().forEach(item -> references(item, found));
        }
    }
}

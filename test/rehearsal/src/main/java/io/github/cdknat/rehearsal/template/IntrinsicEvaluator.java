package io.github.cdknat.rehearsal.template;

import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Ipv4;
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
 * Works out what a template says without asking any resource: parameters, conditions, mappings, imports ("Intrinsic function
 * reference", AWS CloudFormation User Guide). What leads to resources that are played stays as it is. What only CloudFormation
 * knows becomes an {@link UnknownValues unknown}, the same one wherever it occurs.
 */
record IntrinsicEvaluator(
        Map<String, Object> parameters,
        Map<String, Object> conditions,
        Map<String, Object> mappings,
        UnknownValues unknowns,
        DeploymentEnvironment environment,
        Assumptions assumptions,
        Set<String> standIns) {
    /** The value of a property that shall not be there. */
    private static final Object NO_VALUE = new Object();

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    static IntrinsicEvaluator of(
            Map<String, Object> template,
            Map<String, Object> parameters,
            UnknownValues unknowns,
            DeploymentEnvironment environment,
            Assumptions assumptions) {
        return new IntrinsicEvaluator(
                parameters,
                LenientJson.object(template.get("Conditions")),
                LenientJson.object(template.get("Mappings")),
                unknowns,
                environment,
                assumptions,
                Set.of());
    }

    /** The same, which leaves no reference to these resources either: they are not played. */
    IntrinsicEvaluator without(Set<String> resources) {
        return new IntrinsicEvaluator(parameters, conditions, mappings, unknowns, environment, assumptions, resources);
    }

    /** Whether a resource or an output is there. */
    boolean isThere(Object declared) {
        Object condition = LenientJson.object(declared).get("Condition");
        return condition == null || holds(String.valueOf(condition));
    }

    /** Whether that condition holds; one that cannot be worked out does not, and is noted. */
    private boolean holds(String condition) {
        return evaluated(conditions.get(condition), "the condition " + condition);
    }

    private boolean evaluated(Object value, String what) {
        Map<String, Object> map = LenientJson.object(value);
        String name = map.size() == 1 ? map.keySet().iterator().next() : "";
        List<?> arguments = LenientJson.list(map.get(name));
        return switch (name) {
            case "Condition" -> holds(String.valueOf(map.get(name)));
            case "Fn::Not" -> !evaluated(arguments.get(0), what);
            case "Fn::And" -> arguments.stream().allMatch(item -> evaluated(item, what));
            case "Fn::Or" -> arguments.stream().anyMatch(item -> evaluated(item, what));
            case "Fn::Equals" -> equal(of(arguments.get(0)), of(arguments.get(1)), what);
            default -> {
                assumptions.notModelled(
                        what + " (" + (name.isEmpty() ? "not an intrinsic function" : name) + "), taken as false");
                yield false;
            }
        };
    }

    private boolean equal(Object one, Object other, String what) {
        UnknownValues.in(List.of(one, other))
                .ifPresent(unknown -> assumptions.assumed(what + " is about " + unknown
                        + ", which only CloudFormation knows: taken as not equal (say it with --value)"));
        return String.valueOf(one).equals(String.valueOf(other));
    }

    /** The same value with everything worked out that needs no resource. */
    Object of(Object value) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.stream().map(this::of).filter(item -> item != NO_VALUE).forEach(items::add);
            return items;
        }
        if (value instanceof String text) {
            return unknowns.known(text);
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        String name = map.size() == 1 ? String.valueOf(map.keySet().iterator().next()) : "";
        if (name.equals("Ref")) {
            return reference(String.valueOf(map.get("Ref")));
        }
        return name.startsWith("Fn::") && !isMacro(name) ? function(name, map.get(name)) : all(map);
    }

    private static boolean isMacro(String key) {
        return key.startsWith("Fn::ForEach::") || key.equals("Fn::Transform");
    }

    private Object all(Map<?, ?> map) {
        if (map.keySet().equals(Set.of("Fn::Transform"))) {
            return unknowns.unknown("Fn::Transform "
                    + LenientJson.object(map.get("Fn::Transform")).get("Name"));
        }
        Map<String, Object> items = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            Object evaluated = isMacro(String.valueOf(key)) ? NO_VALUE : of(item);
            if (isMacro(String.valueOf(key))) {
                assumptions.notModelled(key + ", which is not read");
            } else if (evaluated != NO_VALUE) {
                items.put(String.valueOf(key), evaluated);
            }
        });
        return items;
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue") || name.equals("AWS::NotificationARNs")) {
            return NO_VALUE;
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (standIns.contains(name)) {
            return unknowns.unknown(name);
        }
        return environment.pseudo(name).<Object>map(text -> text).orElseGet(() -> Map.of("Ref", name));
    }

    private Object function(String name, Object argument) {
        List<?> arguments = LenientJson.list(argument);
        return switch (name) {
            case "Fn::If" -> of(arguments.get(holds(String.valueOf(arguments.get(0))) ? 1 : 2));
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Join" -> joined(of(argument));
            case "Fn::Sub" -> substituted(arguments);
            case "Fn::Select" -> selected(of(argument));
            case "Fn::Split" -> split(of(argument));
            case "Fn::FindInMap" -> found(arguments);
            case "Fn::Length" -> of(argument) instanceof List<?> list ? list.size() : unknowns.unknown(name);
            case "Fn::Cidr" -> blocks(arguments);
            case "Fn::ImportValue" -> unknowns.unknown(name + " " + of(argument));
            case "Fn::GetStackOutput" -> {
                Map<String, Object> output = LenientJson.object(of(argument));
                yield unknowns.unknown(name + " " + output.get("StackName") + " " + output.get("OutputName"));
            }
            default -> unknowns.unknown(name);
        };
    }

    private Object attribute(Object argument) {
        Map<String, Object> call = Map.of("Fn::GetAtt", argument);
        List<String> path = LenientJson.attribute(call).orElse(List.of("", ""));
        if (!standIns.contains(path.get(0))) {
            return call;
        }
        boolean isItsId = path.get(1).equals("NatGatewayId");
        return unknowns.unknown(isItsId ? path.get(0) : path.get(0) + "." + path.get(1));
    }

    private static Object joined(Object argument) {
        List<?> parts = LenientJson.list(argument);
        boolean isText = parts.get(1) instanceof List<?> list && list.stream().noneMatch(Map.class::isInstance);
        return isText
                ? String.join(
                        String.valueOf(parts.get(0)),
                        LenientJson.list(parts.get(1)).stream()
                                .map(String::valueOf)
                                .toList())
                : parts.get(1) instanceof String unknown ? unknown : Map.of("Fn::Join", argument);
    }

    private Object substituted(List<?> arguments) {
        Map<String, Object> variables = LenientJson.object(arguments.size() > 1 ? of(arguments.get(1)) : null);
        Map<String, Object> left = new LinkedHashMap<>();
        boolean[] isText = {true};
        String text = VARIABLE.matcher(String.valueOf(unknowns.known(String.valueOf(arguments.get(0)))))
                .replaceAll(match -> {
                    String name = match.group(1);
                    Object value = variables.containsKey(name)
                            ? variables.get(name)
                            : name.contains(".") ? attribute(name) : reference(name);
                    if (value instanceof Map) {
                        isText[0] = false;
                        left.put(name, value);
                    }
                    return Matcher.quoteReplacement(value instanceof Map ? match.group() : String.valueOf(value));
                });
        left.keySet().retainAll(variables.keySet());
        return isText[0] ? text.replace("${!", "${") : Map.of("Fn::Sub", List.of(text, left));
    }

    private Object selected(Object argument) {
        List<?> parts = LenientJson.list(argument);
        if (parts.get(1) instanceof String unknown) {
            return unknowns.unknown("Fn::Select " + parts.get(0) + " " + UnknownValues.bare(unknown));
        }
        String index = String.valueOf(parts.get(0));
        return parts.get(1) instanceof List<?> list
                        && index.matches("[0-9]{1,4}")
                        && Integer.parseInt(index) < list.size()
                ? list.get(Integer.parseInt(index))
                : Map.of("Fn::Select", argument);
    }

    /** A list that only CloudFormation knows is the unknown itself. */
    private static Object split(Object argument) {
        List<?> parts = LenientJson.list(argument);
        if (parts.get(1) instanceof String text) {
            return UnknownValues.in(text).isPresent()
                    ? text
                    : List.of(text.split(Pattern.quote(String.valueOf(parts.get(0))), -1));
        }
        return Map.of("Fn::Split", argument);
    }

    private Object found(List<?> path) {
        Object value = mappings;
        for (Object key : path.subList(0, Math.min(3, path.size()))) {
            value = LenientJson.object(value).get(String.valueOf(of(key)));
        }
        if (value == null && path.size() > 3) {
            return of(LenientJson.object(path.get(3)).get("DefaultValue"));
        }
        return value == null ? unknowns.unknown("Fn::FindInMap " + of(path)) : value;
    }

    /** The blocks of {@code Fn::Cidr}: so many, each with so many host bits. */
    private Object blocks(List<?> arguments) {
        Optional<Cidr> range = Cidr.parse(String.valueOf(of(arguments.get(0))));
        if (range.isEmpty() || arguments.size() < 3) {
            return unknowns.unknown("Fn::Cidr " + of(arguments));
        }
        int bits = Integer.parseInt(String.valueOf(of(arguments.get(2))));
        int count = Integer.parseInt(String.valueOf(of(arguments.get(1))));
        return LongStream.range(0, count)
                .mapToObj(i -> new Ipv4((int) (range.get().base().bits() + (i << bits))) + "/" + (32 - bits))
                .toList();
    }
}

package io.github.cdknat.rehearsal.template;

import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Ipv4;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Works out what a template says without asking any resource: parameters, conditions, mappings, imports ("Intrinsic function
 * reference", AWS CloudFormation User Guide). What leads to resources stays as it is; what cannot be worked out is noted.
 */
final class IntrinsicEvaluator {
    /** The value of a property that shall not be there. */
    static final Object NO_VALUE = new Object();

    private static final String UNKNOWN = "not-modelled";
    private static final Set<String> LEFT_ALONE =
            Set.of("Fn::GetAtt", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::Sub");

    private final Map<String, Object> parameters;
    private final Map<String, Object> conditions;
    private final Map<String, Object> mappings;
    private final Map<String, String> imports;
    private final DeploymentEnvironment environment;
    private final Assumptions assumptions;

    IntrinsicEvaluator(
            Map<String, Object> template,
            Map<String, Object> parameters,
            Map<String, String> imports,
            DeploymentEnvironment environment,
            Assumptions assumptions) {
        this.parameters = parameters;
        this.conditions = LenientJson.object(template.get("Conditions"));
        this.mappings = LenientJson.object(template.get("Mappings"));
        this.imports = imports;
        this.environment = environment;
        this.assumptions = assumptions;
    }

    /** Whether that condition holds; one that cannot be worked out does not, and is noted. */
    boolean holds(String condition) {
        return evaluated(conditions.get(condition), "the condition " + condition);
    }

    private boolean evaluated(Object value, String what) {
        Map<String, Object> map = LenientJson.object(value);
        String name = map.size() == 1 ? map.keySet().iterator().next() : "";
        List<?> arguments = LenientJson.list(map.get(name));
        switch (name) {
            case "Condition":
                return holds(String.valueOf(map.get(name)));
            case "Fn::Not":
                return !evaluated(arguments.get(0), what);
            case "Fn::And":
                return arguments.stream().allMatch(item -> evaluated(item, what));
            case "Fn::Or":
                return arguments.stream().anyMatch(item -> evaluated(item, what));
            case "Fn::Equals":
                return String.valueOf(known(arguments.get(0))).equals(String.valueOf(known(arguments.get(1))));
            default:
                assumptions.notModelled(
                        what + " (" + (name.isEmpty() ? "not an intrinsic function" : name) + "), taken as false");
                return false;
        }
    }

    /** The same value with everything worked out that needs no resource. */
    Object of(Object value) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.stream().map(this::of).filter(item -> item != NO_VALUE).forEach(items::add);
            return items;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        String name = map.size() == 1 ? String.valueOf(map.keySet().iterator().next()) : "";
        if (name.equals("Ref")) {
            return reference(String.valueOf(map.get("Ref")), value);
        }
        return name.startsWith("Fn::") ? function(name, map.get(name)) : all(map);
    }

    private Object all(Map<?, ?> map) {
        Map<String, Object> items = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            Object evaluated = of(item);
            if (evaluated != NO_VALUE) {
                items.put(String.valueOf(key), evaluated);
            }
        });
        return items;
    }

    private Object reference(String name, Object otherwise) {
        return switch (name) {
            case "AWS::NoValue" -> NO_VALUE;
            case "AWS::NotificationARNs" -> List.of();
            default -> parameters.getOrDefault(name, otherwise);
        };
    }

    private Object function(String name, Object argument) {
        return switch (name) {
            case "Fn::If" -> {
                List<?> branches = LenientJson.list(argument);
                yield of(branches.get(holds(String.valueOf(branches.get(0))) ? 1 : 2));
            }
            case "Fn::FindInMap" -> found(LenientJson.list(argument));
            case "Fn::ImportValue" -> imported(String.valueOf(known(argument)));
            case "Fn::GetAZs" ->
                List.of(environment.region() + "a", environment.region() + "b", environment.region() + "c");
            case "Fn::Base64" ->
                Base64.getEncoder()
                        .encodeToString(String.valueOf(known(argument)).getBytes(StandardCharsets.UTF_8));
            case "Fn::Cidr" -> blocks(LenientJson.list(argument));
            default -> {
                if (LEFT_ALONE.contains(name)) {
                    yield Map.of(name, of(argument));
                }
                assumptions.notModelled(name);
                yield UNKNOWN;
            }
        };
    }

    private Object found(List<?> path) {
        Object value = mappings;
        for (Object key : path.subList(0, Math.min(3, path.size()))) {
            value = LenientJson.object(value).get(String.valueOf(known(key)));
        }
        if (value == null) {
            assumptions.notModelled("Fn::FindInMap " + path + ", which finds nothing");
            return UNKNOWN;
        }
        return value;
    }

    private Object imported(String export) {
        if (!imports.containsKey(export)) {
            assumptions.assumed("the import " + export + " is \"" + UNKNOWN + "\" (say it with --import)");
            return UNKNOWN;
        }
        return imports.get(export);
    }

    /** The blocks of {@code Fn::Cidr}: so many, each with so many host bits. */
    private Object blocks(List<?> arguments) {
        Optional<Cidr> range = Cidr.parse(String.valueOf(known(arguments.get(0))));
        if (range.isEmpty() || arguments.size() < 3) {
            assumptions.notModelled("Fn::Cidr of a range that only a resource knows");
            return List.of();
        }
        int bits = Integer.parseInt(String.valueOf(known(arguments.get(2))));
        int count = Integer.parseInt(String.valueOf(known(arguments.get(1))));
        return LongStream.range(0, count)
                .mapToObj(i -> new Ipv4((int) (range.get().base().bits() + (i << bits))) + "/" + (32 - bits))
                .toList();
    }

    /** The value as text where pseudo parameters have their values too. */
    private Object known(Object value) {
        Object evaluated = of(value);
        return LenientJson.call(evaluated, "Ref")
                .<Object>map(name -> environment.pseudo(String.valueOf(name)))
                .or(() -> LenientJson.call(evaluated, "Fn::Join").map(this::joined))
                .or(() -> LenientJson.call(evaluated, "Fn::Sub").map(this::substituted))
                .orElse(evaluated);
    }

    private Object joined(Object argument) {
        List<?> parts = LenientJson.list(argument);
        return String.join(
                String.valueOf(parts.get(0)),
                LenientJson.list(parts.get(1)).stream()
                        .map(item -> String.valueOf(known(item)))
                        .toList());
    }

    private Object substituted(Object argument) {
        String[] text = {String.valueOf(LenientJson.list(argument).get(0))};
        parameters.forEach((name, value) -> text[0] = text[0].replace("${" + name + "}", String.valueOf(value)));
        DeploymentEnvironment.PSEUDO.forEach(
                name -> text[0] = text[0].replace("${" + name + "}", environment.pseudo(name)));
        return text[0];
    }
}

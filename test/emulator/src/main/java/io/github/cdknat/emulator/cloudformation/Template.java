package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.cloudformation.IntrinsicFunctions.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A parsed template: resources with their dependencies, and outputs, as far as its parameters and conditions leave them. */
public final class Template {
    private static final Set<String> SECTIONS = Set.of(
            "Resources",
            "Outputs",
            "Parameters",
            "Conditions",
            "Mappings",
            "Rules",
            "Description",
            "AWSTemplateFormatVersion",
            "Metadata");

    /** One resource as the template has it. */
    record Resource(
            String logicalId,
            String type,
            Map<String, Object> properties,
            Map<String, Object> metadata,
            Set<String> dependencies,
            String deletionPolicy,
            String updateReplacePolicy) {
        boolean isCustom() {
            return type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource");
        }
    }

    /** Parameters, conditions and mappings; what leads to resources stays. */
    private record Sections(Map<String, Object> json, Map<String, Object> values) implements Scope {
        @Override
        public Object ref(String name) {
            return name.equals("AWS::NoValue")
                    ? IntrinsicFunctions.NO_VALUE
                    : values.getOrDefault(name, Map.of("Ref", name));
        }

        @Override
        public Object attribute(String logicalId, String name) {
            return Map.of("Fn::GetAtt", List.of(logicalId, name));
        }

        @Override
        public Object elsewhere(String function, Object argument) {
            return Map.of(function, argument);
        }

        @Override
        public Object entry(String section, Object name) {
            return object(json.get(section)).get(name);
        }
    }

    private final Map<String, Object> json;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Object> outputs = new LinkedHashMap<>();

    private Template(Map<String, Object> json, Map<String, ?> given, Map<String, Object> pseudo) {
        this.json = json;
        object(json.get("Parameters"))
                .forEach((name, declared) -> parameters.put(name, parameter(object(declared), given.get(name))));
        Map<String, Object> values = new LinkedHashMap<>(pseudo);
        values.putAll(parameters);
        IntrinsicFunctions evaluation = new IntrinsicFunctions(new Sections(json, values));
        Map<String, Object> declared = new LinkedHashMap<>(object(json.get("Resources")));
        declared.values().removeIf(value -> !evaluation.isThere(value));
        declared.forEach((id, value) -> resources.put(id, resource(id, object(value), declared.keySet(), evaluation)));
        object(json.get("Outputs")).forEach((name, value) -> {
            if (evaluation.isThere(value)) {
                outputs.put(name, evaluation.of(value));
            }
        });
    }

    /** Reads a template; sections that are not known are an error. */
    public static Template of(Map<String, Object> json) {
        return of(json, Map.of(), Map.of());
    }

    /**
     * The same with what is known of the stack.
     *
     * @param given values of parameters; others have their defaults
     * @param pseudo values of pseudo parameters
     */
    public static Template of(Map<String, Object> json, Map<String, ?> given, Map<String, Object> pseudo) {
        json.keySet().stream()
                .filter(key -> !SECTIONS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("The embedded CloudFormation does not know the section " + key);
                });
        return new Template(json, given, pseudo);
    }

    Map<String, Object> json() {
        return json;
    }

    /** The parameters' values; null for one that has none. */
    Map<String, Object> parameters() {
        return parameters;
    }

    Map<String, Resource> resources() {
        return resources;
    }

    Map<String, Object> outputs() {
        return outputs;
    }

    private static Object parameter(Map<String, Object> declared, Object given) {
        Object value = given == null ? declared.get("Default") : given;
        String type = String.valueOf(declared.get("Type"));
        boolean isList = type.contains("List<") || type.equals("CommaDelimitedList");
        return isList && value instanceof String text
                ? Arrays.asList(text.strip().split("\\s*,\\s*"))
                : value;
    }

    private static Resource resource(
            String id, Map<String, Object> json, Set<String> all, IntrinsicFunctions evaluation) {
        Map<String, Object> properties = object(evaluation.of(object(json.get("Properties"))));
        Set<String> dependencies = new LinkedHashSet<>();
        Object dependsOn = json.get("DependsOn");
        (dependsOn instanceof List<?> list ? list : dependsOn == null ? List.of() : List.of(dependsOn))
                .forEach(item -> dependencies.add(item.toString()));
        IntrinsicFunctions.references(properties, dependencies);
        dependencies.retainAll(all);
        return new Resource(
                id,
                (String) json.get("Type"),
                properties,
                object(json.get("Metadata")),
                dependencies,
                (String) json.getOrDefault("DeletionPolicy", "Delete"),
                (String) json.getOrDefault("UpdateReplacePolicy", "Delete"));
    }

    /** Adds everything that the value refers to: logical ids, parameters, pseudo parameters. */
    public static void references(Object value, Set<String> found) {
        IntrinsicFunctions.references(value, found);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}

package io.github.cdknat.emulator.cloudformation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A parsed template: resources with their dependencies, and outputs. Conditions and mappings are not among what CDK needs here. */
public final class Template {
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

    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Object> outputs;
    private final Map<String, Object> parameters;

    private Template(Map<String, Object> json) {
        Map<String, Object> declared = object(json.get("Resources"));
        declared.forEach((id, value) -> resources.put(id, resource(id, object(value), declared.keySet())));
        outputs = object(json.get("Outputs"));
        parameters = object(json.get("Parameters"));
    }

    /** Reads a template; sections that are not known are an error. */
    public static Template of(Map<String, Object> json) {
        Set<String> known = Set.of(
                "Resources", "Outputs", "Parameters", "Rules", "Description", "AWSTemplateFormatVersion", "Metadata");
        json.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("The embedded CloudFormation does not know the section " + key);
        });
        return new Template(json);
    }

    Map<String, Resource> resources() {
        return resources;
    }

    Map<String, Object> outputs() {
        return outputs;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private static Resource resource(String id, Map<String, Object> json, Set<String> all) {
        Set<String> dependencies = new LinkedHashSet<>();
        Object dependsOn = json.get("DependsOn");
        (dependsOn instanceof List<?> list ? list : dependsOn == null ? List.of() : List.of(dependsOn))
                .forEach(item -> dependencies.add(item.toString()));
        IntrinsicFunctions.references(json.get("Properties"), dependencies);
        dependencies.retainAll(all);
        return new Resource(
                id,
                (String) json.get("Type"),
                object(json.get("Properties")),
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

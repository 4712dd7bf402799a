package io.github.cdknat.rehearsal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template as it was synthesized.
 *
 * @param source the file it was read from, as messages name it
 * @param stackName the stack's name
 * @param json the template's sections
 * @param given what a nested stack's parent gives to its parameters, as the parent's template has it
 * @param others the other stacks of the same assembly, a nested stack's parent first
 */
public record StackTemplate(
        String source,
        String stackName,
        Map<String, Object> json,
        Map<String, Object> given,
        List<StackTemplate> others) {
    static final String NESTED = "AWS::CloudFormation::Stack";

    /** A template on its own. */
    public StackTemplate(String source, String stackName, Map<String, Object> json) {
        this(source, stackName, json, Map.of(), List.of());
    }

    public StackTemplate named(String name) {
        return new StackTemplate(source, name, json, given, others);
    }

    /** The same as one of these. */
    StackTemplate among(List<StackTemplate> stacks) {
        List<StackTemplate> all = new ArrayList<>(others);
        stacks.stream().filter(one -> one != this && !all.contains(one)).forEach(all::add);
        return new StackTemplate(source, stackName, json, given, all);
    }

    public boolean declares() {
        return !AddressDeclaration.in(json).isEmpty();
    }

    /** Whether it has that parameter. */
    public boolean has(String parameter) {
        return section("Parameters").containsKey(parameter);
    }

    Map<String, Object> section(String name) {
        return LenientJson.object(json.get(name));
    }

    Map<String, Object> resource(String logicalId) {
        return LenientJson.object(section("Resources").get(logicalId));
    }

    /** A value that a template has, and the template. */
    record Located(StackTemplate template, Object value) {}

    /** What an {@link UnknownValues unknown} is in the template of the stack that knows it. */
    Optional<Located> origin(String name) {
        String[] words = name.split(" ");
        if (given.containsKey(name)) {
            return Optional.of(new Located(others.get(0), given.get(name)));
        }
        for (StackTemplate other : others) {
            for (Map.Entry<String, Object> output : other.section("Outputs").entrySet()) {
                Map<String, Object> declared = LenientJson.object(output.getValue());
                Object export = LenientJson.object(declared.get("Export")).get("Name");
                if (name.equals("Fn::ImportValue " + export)
                        || words.length == 3
                                && words[0].equals("Fn::GetStackOutput")
                                && words[1].equals(other.stackName())
                                && words[2].equals(output.getKey())) {
                    return Optional.of(new Located(other, declared.get("Value")));
                }
            }
        }
        return section("Resources").containsKey(name)
                ? Optional.of(new Located(this, Map.of("Ref", name)))
                : Optional.empty();
    }
}

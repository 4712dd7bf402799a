package io.github.cdknat.rehearsal.template;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a template's parameters: as given, or their defaults. */
final class ParameterValues {
    /** CDK's own, which no resource uses. */
    private static final String BOOTSTRAP_VERSION = "BootstrapVersion";

    private ParameterValues() {}

    /**
     * Works them out.
     *
     * @throws BadInputException if one has neither a value nor a default, or a value was given for none of them
     */
    static Map<String, Object> of(StackTemplate template, Map<String, String> given, Assumptions assumptions) {
        Map<String, Object> declared = LenientJson.object(template.json().get("Parameters"));
        Map<String, Object> values = new LinkedHashMap<>();
        declared.forEach((name, value) -> {
            Map<String, Object> parameter = LenientJson.object(value);
            String type = String.valueOf(parameter.getOrDefault("Type", "String"));
            Object found = given.containsKey(name) ? given.get(name) : parameter.get("Default");
            if (found == null) {
                throw new BadInputException("Cannot deploy " + template.source() + ": its parameter " + name
                        + " has no default; give it with --parameter " + name + "=VALUE.");
            }
            if (type.startsWith("AWS::SSM::Parameter") && !given.containsKey(name) && !name.equals(BOOTSTRAP_VERSION)) {
                assumptions.assumed("the Systems Manager parameter " + found + " has the value \"" + found
                        + "\" (say it with --parameter " + name + "=VALUE)");
            }
            boolean isList = type.contains("List<") || type.equals("CommaDelimitedList");
            values.put(name, isList ? Arrays.asList(found.toString().split(",")) : found.toString());
        });
        return values;
    }
}

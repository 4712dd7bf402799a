package io.github.cdknat.rehearsal.template;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a template's parameters: as given, or their defaults. */
final class ParameterValues {
    private ParameterValues() {}

    /**
     * Works them out, as CloudFormation reads them: blanks around a list's items do not count.
     *
     * @throws BadInputException if one has neither a value nor a default
     */
    static Map<String, Object> of(StackTemplate template, Map<String, String> given, UnknownValues unknowns) {
        Map<String, Object> values = new LinkedHashMap<>();
        template.section("Parameters").forEach((name, value) -> {
            Map<String, Object> parameter = LenientJson.object(value);
            String type = String.valueOf(parameter.getOrDefault("Type", "String"));
            Object found = given.containsKey(name)
                    ? given.get(name)
                    : template.given().getOrDefault(name, parameter.get("Default"));
            if (found == null) {
                throw new BadInputException("Cannot deploy " + template.source() + ": its parameter " + name
                        + " has no default; give it with --parameter " + name + "=VALUE.");
            }
            boolean isKnown = given.containsKey(name)
                    || !type.startsWith("AWS::SSM::Parameter::Value") && !(found instanceof Map);
            boolean isList = type.contains("List<") || type.equals("CommaDelimitedList");
            values.put(
                    name,
                    !isKnown
                            ? unknowns.unknown(name)
                            : isList && !(found instanceof List)
                                    ? Arrays.asList(found.toString().strip().split("\\s*,\\s*"))
                                    : isList ? found : found.toString());
        });
        return values;
    }
}

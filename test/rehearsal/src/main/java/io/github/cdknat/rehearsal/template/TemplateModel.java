package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.handler.cloudformation.CloudFormation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A template as the emulated CloudFormation deploys it: our constructs, what they consist of and the gateways that the stack makes
 * for them are real; every other resource is an inert stand-in that takes its time.
 *
 * @param template for the emulated CloudFormation
 * @param declared our constructs, with parameters, conditions and imports worked out
 * @param gatewayIds the ids of the gateways that somebody else made
 * @param standInTypes the types of the stand-ins, as the template has them
 * @param standIns how many they are
 */
public record TemplateModel(
        String stackName,
        DeploymentEnvironment environment,
        Map<String, Object> template,
        List<AddressDeclaration> declared,
        Set<String> gatewayIds,
        Map<String, String> gatewaysOfStandIns,
        Set<String> standInTypes,
        int standIns,
        Assumptions assumptions) {
    /** Before the type of a stand-in. */
    public static final String STAND_IN = "StandIn::";

    private static final String PROVIDER_PREFIX = "NatGatewaySecondaryAddresses";
    private static final Set<String> SECTIONS = Set.of(
            "Resources",
            "Outputs",
            "Parameters",
            "Rules",
            "Conditions",
            "Mappings",
            "Description",
            "AWSTemplateFormatVersion",
            "Metadata");

    /**
     * Makes a template ready.
     *
     * @throws BadInputException if parameters have no values, or a gateway's id cannot be one
     */
    public static TemplateModel of(StackTemplate source, DeployParameters values) {
        Assumptions assumptions = new Assumptions();
        source.json().keySet().stream()
                .filter(section -> !SECTIONS.contains(section))
                .forEach(section -> assumptions.notModelled("the template's section " + section));
        DeploymentEnvironment environment = DeploymentEnvironment.of(source);
        IntrinsicEvaluator evaluation = new IntrinsicEvaluator(
                source.json(),
                ParameterValues.of(source, values.parameters(), assumptions),
                values.imports(),
                environment,
                assumptions);
        Map<String, Object> resources = new LinkedHashMap<>();
        LenientJson.object(source.json().get("Resources")).forEach((id, value) -> {
            Object condition = LenientJson.object(value).get("Condition");
            if (condition == null || evaluation.holds(String.valueOf(condition))) {
                resources.put(id, evaluation.of(value));
            }
        });
        return new Builder(source, environment, resources, evaluation, values, assumptions).build();
    }

    /** The template, parsed. */
    public Template parsed() {
        return Template.of(template);
    }

    /** The logical ids of the stand-ins. */
    public Set<String> logicalIdsOfStandIns() {
        Set<String> found = new TreeSet<>();
        LenientJson.object(template.get("Resources")).forEach((id, value) -> {
            if (String.valueOf(LenientJson.object(value).get("Type")).startsWith(STAND_IN)) {
                found.add(id);
            }
        });
        return found;
    }

    /** The same with one resource more, which comes after all others. */
    public Template withLast(String logicalId) {
        Map<String, Object> resources = new LinkedHashMap<>(LenientJson.object(template.get("Resources")));
        resources.put(
                logicalId,
                Map.of("Type", STAND_IN + "Preview::LastResource", "DependsOn", List.copyOf(resources.keySet())));
        Map<String, Object> longer = new LinkedHashMap<>(template);
        longer.put("Resources", resources);
        return Template.of(longer);
    }

    /** Carries {@link TemplateModel#of} out. */
    private record Builder(
            StackTemplate source,
            DeploymentEnvironment environment,
            Map<String, Object> resources,
            IntrinsicEvaluator evaluation,
            DeployParameters values,
            Assumptions assumptions) {
        TemplateModel build() {
            List<AddressDeclaration> declared = AddressDeclaration.in(Map.of("Resources", resources));
            GatewayResolver gateways = new GatewayResolver(resources);
            Set<String> gatewayIds = new TreeSet<>();
            declared.forEach(one -> gateways.resolve(one.gatewayId(), values, one.logicalId(), assumptions)
                    .ifPresent(id -> {
                        gatewayIds.add(id);
                        if (one.gatewayId() instanceof String text && !text.equals(id)) {
                            replaced(text, id);
                        }
                    }));
            Map<String, Object> model = new LinkedHashMap<>();
            Set<String> types = new TreeSet<>();
            int[] standIns = {0};
            resources.forEach((id, value) -> {
                Map<String, Object> resource = LenientJson.object(value);
                if (isReal(id, resource, gateways.made())) {
                    model.put(id, resource);
                } else {
                    model.put(id, standIn(resource));
                    types.add(String.valueOf(resource.get("Type")));
                    standIns[0]++;
                }
            });
            noteTypes(types);
            Map<String, Object> template = new LinkedHashMap<>();
            template.put("Resources", model);
            template.put("Outputs", outputs());
            return new TemplateModel(
                    source.stackName(),
                    environment,
                    template,
                    AddressDeclaration.in(template),
                    gatewayIds,
                    gateways.elsewhere(),
                    types,
                    standIns[0],
                    assumptions);
        }

        /** A text that should have been a gateway's id becomes one wherever it stands, in the rights too. */
        private void replaced(String text, String id) {
            resources.replaceAll((logicalId, value) -> replaced(value, text, id));
        }

        private static Object replaced(Object value, String text, String id) {
            if (value instanceof List<?> list) {
                return list.stream().map(item -> replaced(item, text, id)).toList();
            }
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> items = new LinkedHashMap<>();
                map.forEach((key, item) -> items.put(String.valueOf(key), replaced(item, text, id)));
                return items;
            }
            return text.equals(value) ? id : value;
        }

        private boolean isReal(String id, Map<String, Object> resource, Set<String> network) {
            String type = String.valueOf(resource.get("Type"));
            return type.equals(CloudFormation.RESOURCE_TYPE)
                    || network.contains(id)
                    || id.startsWith(PROVIDER_PREFIX)
                    || type.equals("AWS::IAM::RolePolicy") && isOfProviderRole(resource);
        }

        private static boolean isOfProviderRole(Map<String, Object> resource) {
            Object role = LenientJson.object(resource.get("Properties")).get("RoleName");
            return LenientJson.call(role, "Ref")
                    .filter(id -> id.toString().startsWith(PROVIDER_PREFIX))
                    .isPresent();
        }

        /** The properties as text, so that a change is a change and nothing in them has to be worked out. */
        private Map<String, Object> standIn(Map<String, Object> resource) {
            Map<String, Object> standIn = new LinkedHashMap<>(resource);
            standIn.put("Type", STAND_IN + resource.get("Type"));
            standIn.put("Properties", Map.of("Declared", Json.write(LenientJson.object(resource.get("Properties")))));
            standIn.put("DependsOn", dependencies(resource));
            return standIn;
        }

        private List<String> dependencies(Map<String, Object> resource) {
            Set<String> found = new LinkedHashSet<>();
            LenientJson.list(resource.get("DependsOn")).forEach(item -> found.add(String.valueOf(item)));
            Template.references(resource.get("Properties"), found);
            found.retainAll(resources.keySet());
            return List.copyOf(found);
        }

        private void noteTypes(Set<String> types) {
            if (types.contains("AWS::CloudFormation::Stack")) {
                assumptions.notModelled("what is inside nested stacks (AWS::CloudFormation::Stack)");
            }
            types.stream()
                    .filter(type -> type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource"))
                    .forEach(type -> assumptions.notModelled("the functions behind " + type));
        }

        /** Outputs that only a stand-in could know are left out. */
        private Map<String, Object> outputs() {
            Map<String, Object> outputs = new LinkedHashMap<>();
            LenientJson.object(source.json().get("Outputs")).forEach((name, value) -> {
                Object condition = LenientJson.object(value).get("Condition");
                boolean wanted = condition == null || evaluation.holds(String.valueOf(condition));
                Object output = evaluation.of(LenientJson.object(value).get("Value"));
                Set<String> references = new LinkedHashSet<>();
                Template.references(output, references);
                references.removeIf(id -> id.startsWith("AWS::")
                        || CloudFormation.RESOURCE_TYPE.equals(
                                LenientJson.object(resources.get(id)).get("Type")));
                if (wanted && references.isEmpty()) {
                    outputs.put(name, Map.of("Value", output));
                }
            });
            return outputs;
        }
    }
}

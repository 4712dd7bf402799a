package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.cloudformation.IntrinsicFunctions;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.shared.Contract;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a template ready for the emulated CloudFormation. */
final class TemplateModelBuilder {
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

    private final StackTemplate source;
    private final DeployParameters values;
    private final Assumptions assumptions = new Assumptions();
    private final DeploymentEnvironment environment;
    private final UnknownValues unknowns;
    private final PreviewScope scope;
    private final Map<String, Object> resources = new LinkedHashMap<>();

    TemplateModelBuilder(StackTemplate source, DeployParameters values) {
        this.source = source;
        this.values = values;
        this.environment = DeploymentEnvironment.of(source);
        this.unknowns = new UnknownValues(values.values(), source);
        this.scope = new PreviewScope(
                source,
                ParameterValues.of(source, values.parameters(), unknowns),
                unknowns,
                environment,
                assumptions,
                Set.of());
    }

    TemplateModel build() {
        noteSections();
        IntrinsicFunctions evaluation = scope.evaluation();
        source.section("Resources").forEach((id, value) -> {
            if (id.startsWith("Fn::")) {
                assumptions.notModelled(id + " in the template's resources, which is not read");
            } else if (evaluation.isThere(value)) {
                resources.put(id, evaluation.of(value));
            }
        });
        GatewayResolver resolver = new GatewayResolver(source, resources);
        Set<String> made = values.ownGateways() == DeployParameters.OwnGateways.EXISTING
                ? Set.of()
                : resolver.made(AddressDeclaration.in(Map.of("Resources", resources)));
        Map<String, String> standIns = new TreeMap<>();
        resources.forEach((id, value) -> {
            Map<String, Object> resource = LenientJson.object(value);
            if (!made.contains(id) && !isReal(id, resource)) {
                standIns.put(id, String.valueOf(resource.get("Type")));
            }
        });
        noteTypes(standIns);
        IntrinsicFunctions last = scope.without(standIns.keySet()).evaluation();
        Map<String, Object> model = new LinkedHashMap<>();
        resources.forEach((id, value) ->
                model.put(id, standIns.containsKey(id) ? standIn(value) : real(LenientJson.object(value), last)));
        Map<String, GatewayFacts> gateways =
                resolver.elsewhere(AddressDeclaration.in(Map.of("Resources", model)), values.onlyGateway(), unknowns);
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("Resources", unknowns.bound(model));
        List<AddressDeclaration> declared = AddressDeclaration.in(template);
        declared.forEach(this::refuseUnknown);
        return new TemplateModel(
                source.stackName(), environment, template, declared, gateways, standIns, unknowns.used(), assumptions);
    }

    private void noteSections() {
        source.json().forEach((section, value) -> {
            if (section.equals("Transform")) {
                List<String> names = LenientJson.list(value).stream()
                        .map(one -> LenientJson.object(one)
                                .getOrDefault("Name", one)
                                .toString())
                        .toList();
                assumptions.notModelled(
                        "what " + String.join(", ", names) + " would make of the template: no transform is read");
            } else if (!SECTIONS.contains(section)) {
                assumptions.notModelled("the template's section " + section);
            }
        });
    }

    private void refuseUnknown(AddressDeclaration one) {
        one.properties()
                .forEach((name, value) -> UnknownValues.in(value).ifPresent(unknown -> {
                    throw new BadInputException("Cannot preview " + source.stackName() + ": " + name + " of "
                            + one.logicalId() + " is " + unknown
                            + ", which only CloudFormation knows; say it with --value '"
                            + UnknownValues.bare(unknown) + "=VALUE'.");
                }));
    }

    private static boolean isReal(String id, Map<String, Object> resource) {
        String type = String.valueOf(resource.get("Type"));
        return type.equals(Contract.RESOURCE_TYPE)
                || id.startsWith(TemplateModel.PROVIDER_PREFIX)
                || type.equals(TemplateModel.ROLE_POLICY) && isOfProviderRole(resource);
    }

    private static boolean isOfProviderRole(Map<String, Object> resource) {
        Object role = LenientJson.object(resource.get("Properties")).get("RoleName");
        return LenientJson.call(role, "Ref")
                .filter(id -> id.toString().startsWith(TemplateModel.PROVIDER_PREFIX))
                .isPresent();
    }

    /** It refers to no stand-in any more, and waits for those that it referred to. */
    private Object real(Map<String, Object> resource, IntrinsicFunctions last) {
        Map<String, Object> real = new LinkedHashMap<>(resource);
        real.put("Properties", last.of(resource.get("Properties")));
        real.put("DependsOn", dependencies(resource));
        return real;
    }

    /** The properties as text, so that a change is a change and nothing in them has to be worked out. */
    private Map<String, Object> standIn(Object value) {
        Map<String, Object> standIn = new LinkedHashMap<>(LenientJson.object(value));
        Object properties = standIn.get("Properties");
        standIn.put("DependsOn", dependencies(standIn));
        standIn.put("Type", TemplateModel.STAND_IN + standIn.get("Type"));
        standIn.put("Properties", Map.of("Declared", Json.write(LenientJson.object(properties))));
        return standIn;
    }

    private List<String> dependencies(Map<String, Object> resource) {
        Set<String> found = new LinkedHashSet<>();
        LenientJson.list(resource.get("DependsOn")).forEach(item -> found.add(String.valueOf(item)));
        Template.references(resource.get("Properties"), found);
        found.retainAll(resources.keySet());
        return List.copyOf(found);
    }

    private void noteTypes(Map<String, String> standIns) {
        standIns.forEach((id, type) -> {
            if (type.equals(StackTemplate.NESTED)) {
                boolean declares = source.others().stream()
                        .anyMatch(one -> one.declares() && one.stackName().equals(source.stackName() + "-" + id));
                assumptions.notModelled("what is inside the nested stack " + id
                        + (declares
                                ? ", which has a NatGatewaySecondaryAddresses: preview it with --stack "
                                        + source.stackName() + "-" + id
                                : ""));
            } else if (type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource")) {
                assumptions.notModelled("the functions behind " + type);
            }
        });
    }
}

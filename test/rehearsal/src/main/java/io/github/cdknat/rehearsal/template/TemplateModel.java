package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.handler.cloudformation.CloudFormation;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Ipv4;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A template as the emulated CloudFormation deploys it: our constructs, what they consist of and the gateways that the stack makes
 * for them are real; every other resource is an inert stand-in that takes its time.
 *
 * @param template for the emulated CloudFormation
 * @param declared our constructs, with parameters, conditions and imports worked out
 * @param gateways what templates say of the gateways that are not made for real, by their ids
 * @param standIns the types of the stand-ins by their logical ids, as the template has them
 * @param used which of the values were asked for that a caller said
 */
public record TemplateModel(
        String stackName,
        DeploymentEnvironment environment,
        Map<String, Object> template,
        List<AddressDeclaration> declared,
        Map<String, GatewayFacts> gateways,
        Map<String, String> standIns,
        Set<String> used,
        Assumptions assumptions) {
    private static final String STAND_IN = "StandIn::";
    private static final String ROLE_POLICY = "AWS::IAM::RolePolicy";
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
     * @throws BadInputException if parameters have no values, a gateway's id cannot be one, or a declaration has values that only
     *     CloudFormation knows
     */
    public static TemplateModel of(StackTemplate source, DeployParameters values) {
        return new Builder(source, values).build();
    }

    /** The types of the stand-ins. */
    public Set<String> standInTypes() {
        return new TreeSet<>(standIns.values());
    }

    /** The template, parsed. */
    public Template parsed() {
        return Template.of(template);
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

    /** The stack as its records say that it is deployed: what they list is declared on their gateways, and nothing else. */
    public TemplateModel deployed(Map<String, AddressRecord> records) {
        Map<String, Object> now = LenientJson.object(template.get("Resources"));
        Map<String, Object> resources = new LinkedHashMap<>(now);
        resources
                .values()
                .removeIf(value -> CloudFormation.RESOURCE_TYPE.equals(
                        LenientJson.object(value).get("Type")));
        Map<String, GatewayFacts> all = new TreeMap<>(gateways);
        records.forEach((id, record) -> {
            Map<String, Object> resource = new LinkedHashMap<>(LenientJson.object(
                    now.getOrDefault(id, now.get(declared.get(0).logicalId()))));
            Map<String, Object> properties = new LinkedHashMap<>(LenientJson.object(resource.get("Properties")));
            properties.keySet().removeIf(name -> name.startsWith("SecondaryPrivateIpAddress"));
            properties.put("NatGatewayId", record.gatewayId());
            properties.put(
                    "SecondaryPrivateIpAddresses",
                    record.order().stream().map(Ipv4::toString).toList());
            resource.put("Properties", properties);
            resources.put(id, resource);
            all.putIfAbsent(record.gatewayId(), GatewayFacts.NONE);
        });
        return with(resources, all);
    }

    /** The same with rights on these gateways too, which the stack has because it deployed to them before. */
    public TemplateModel withRightsOn(Set<String> gatewayIds) {
        if (gateways.keySet().containsAll(gatewayIds)) {
            return this;
        }
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put(
                "PreviewRights",
                Map.of(
                        "Type",
                        ROLE_POLICY,
                        "Properties",
                        Map.of(
                                "RoleName", Map.of("Ref", PROVIDER_PREFIX + "ConvergeRole"),
                                "PolicyName", "PreviewRights",
                                "PolicyDocument",
                                        Map.of(
                                                "Version",
                                                "2012-10-17",
                                                "Statement",
                                                List.of(Map.of(
                                                        "Effect", "Allow", "Action", "ec2:*", "Resource", "*"))))));
        resources.putAll(LenientJson.object(template.get("Resources")));
        return with(resources, gateways);
    }

    private TemplateModel with(Map<String, Object> resources, Map<String, GatewayFacts> all) {
        Map<String, Object> changed = Map.of("Resources", resources);
        return new TemplateModel(
                stackName, environment, changed, AddressDeclaration.in(changed), all, standIns, used, assumptions);
    }

    /** Carries {@link TemplateModel#of} out. */
    private static final class Builder {
        private final StackTemplate source;
        private final DeployParameters values;
        private final Assumptions assumptions = new Assumptions();
        private final DeploymentEnvironment environment;
        private final UnknownValues unknowns;
        private final IntrinsicEvaluator evaluation;
        private final Map<String, Object> resources = new LinkedHashMap<>();

        Builder(StackTemplate source, DeployParameters values) {
            this.source = source;
            this.values = values;
            this.environment = DeploymentEnvironment.of(source);
            this.unknowns = new UnknownValues(values.values(), source);
            this.evaluation = IntrinsicEvaluator.of(
                    source.json(),
                    ParameterValues.of(source, values.parameters(), unknowns),
                    unknowns,
                    environment,
                    assumptions);
        }

        TemplateModel build() {
            noteSections();
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
            IntrinsicEvaluator last = evaluation.without(standIns.keySet());
            Map<String, Object> model = new LinkedHashMap<>();
            resources.forEach((id, value) ->
                    model.put(id, standIns.containsKey(id) ? standIn(value) : real(LenientJson.object(value), last)));
            Map<String, GatewayFacts> gateways = resolver.elsewhere(
                    AddressDeclaration.in(Map.of("Resources", model)), values.onlyGateway(), unknowns);
            Map<String, Object> template = new LinkedHashMap<>();
            template.put("Resources", unknowns.bound(model));
            List<AddressDeclaration> declared = AddressDeclaration.in(template);
            declared.forEach(this::refuseUnknown);
            return new TemplateModel(
                    source.stackName(),
                    environment,
                    template,
                    declared,
                    gateways,
                    standIns,
                    unknowns.used(),
                    assumptions);
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
            return type.equals(CloudFormation.RESOURCE_TYPE)
                    || id.startsWith(PROVIDER_PREFIX)
                    || type.equals(ROLE_POLICY) && isOfProviderRole(resource);
        }

        private static boolean isOfProviderRole(Map<String, Object> resource) {
            Object role = LenientJson.object(resource.get("Properties")).get("RoleName");
            return LenientJson.call(role, "Ref")
                    .filter(id -> id.toString().startsWith(PROVIDER_PREFIX))
                    .isPresent();
        }

        /** It refers to no stand-in any more, and waits for those that it referred to. */
        private Object real(Map<String, Object> resource, IntrinsicEvaluator last) {
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
            standIn.put("Type", STAND_IN + standIn.get("Type"));
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
}

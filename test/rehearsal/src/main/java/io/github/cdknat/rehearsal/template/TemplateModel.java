package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.cloudformation.Template;
import java.util.LinkedHashMap;
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
    static final String STAND_IN = "StandIn::";
    static final String ROLE_POLICY = "AWS::IAM::RolePolicy";
    static final String PROVIDER_PREFIX = "NatGatewaySecondaryAddresses";

    /**
     * Makes a template ready.
     *
     * @throws BadInputException if parameters have no values, a gateway's id cannot be one, or a declaration has values that only
     *     CloudFormation knows
     */
    public static TemplateModel of(StackTemplate source, DeployParameters values) {
        return new TemplateModelBuilder(source, values).build();
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

    /** The same with other resources, on these gateways. */
    TemplateModel with(Map<String, Object> resources, Map<String, GatewayFacts> all) {
        Map<String, Object> changed = Map.of("Resources", resources);
        return new TemplateModel(
                stackName, environment, changed, AddressDeclaration.in(changed), all, standIns, used, assumptions);
    }
}

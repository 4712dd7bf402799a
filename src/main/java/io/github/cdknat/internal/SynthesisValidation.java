package io.github.cdknat.internal;

import io.github.cdknat.internal.DeclarationRegistry.Registered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.IValidation;

/**
 * What the declarations of one stack have come to when the tree is synthesized: their gateways may have been changed since, and what
 * depends on what is known only then.
 */
record SynthesisValidation(Stack stack, DeclarationRegistry registry) implements IValidation {
    @Override
    public List<String> validate() {
        Map<Stack, Optional<RenderedTemplate>> templates = new HashMap<>();
        Map<CfnNatGateway, Optional<RenderedGateway>> gateways = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Registered one : registry.all()) {
            CfnNatGateway gateway = one.declaration().gateway().resource().orElse(null);
            if (gateway != null) {
                follow(one, gateway);
                Optional<RenderedTemplate> template =
                        templates.computeIfAbsent(gateway.getStack(), RenderedTemplate::of);
                gateways.computeIfAbsent(gateway, known -> template.map(read -> RenderedGateway.of(read, known)))
                        .ifPresent(rendered -> problems.addAll(rendered.problems(one.declaration())));
            }
        }
        if (registry.mayBeCircular()) {
            templates
                    .computeIfAbsent(stack, RenderedTemplate::of)
                    .flatMap(template -> circular(template.cycle()))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** What belongs to a gateway of the stack stands under its condition: else it would refer to nothing. */
    private static void follow(Registered one, CfnNatGateway gateway) {
        CfnCondition condition = gateway.getCfnOptions().getCondition();
        if (condition != null && one.declaration().gateway().isOfStack()) {
            one.resources().owner().getNode().getScope().getNode().getChildren().stream()
                    .filter(CfnResource.class::isInstance)
                    .map(resource -> ((CfnResource) resource).getCfnOptions())
                    .filter(options -> options.getCondition() == null)
                    .forEach(options -> options.setCondition(condition));
        }
    }

    /** CloudFormation would only speak of a circular dependency. */
    private Optional<String> circular(List<String> cycle) {
        List<ConstructPath> members = registry.all().stream()
                .filter(member -> member.resources().all().stream()
                        .map(RenderedTemplate::logicalId)
                        .anyMatch(cycle::contains))
                .map(member -> member.declaration().path())
                .toList();
        return members.stream()
                .findFirst()
                .map(first -> first.message(
                        "dependency",
                        members.size() == 1
                                ? "it comes after what comes after it, " + String.join(" -> ", cycle)
                                        + " (addresses of a count are known when they are assigned); allow the pool's CIDR,"
                                        + " or pass to allowedBy no rule that uses them."
                                : "it depends on " + members.get(1)
                                        + " (declarations on one gateway go one after the other, in the order in which they are made); declare "
                                        + members.get(1)
                                        + " before it, or remove the dependency."));
    }
}

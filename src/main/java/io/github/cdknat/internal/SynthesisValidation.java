package io.github.cdknat.internal;

import io.github.cdknat.internal.DeclarationRegistry.Registered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.constructs.IValidation;

/**
 * What the declarations of one stack have come to when the tree is synthesized: their gateways may have been changed since, and what
 * depends on what is known only then.
 */
record SynthesisValidation(Stack stack, DeclarationRegistry registry) implements IValidation {
    @Override
    public List<String> validate() {
        Map<Stack, Optional<RenderedTemplate>> templates = new HashMap<>();
        Stream<String> unfit = registry.all().stream()
                .map(Registered::declaration)
                .flatMap(declaration -> declaration.gateway().resource().stream()
                        .flatMap(gateway -> templates.computeIfAbsent(gateway.getStack(), RenderedTemplate::of).stream()
                                .flatMap(template ->
                                        RenderedGateway.of(template, gateway).problems(declaration))));
        Stream<String> circular = Stream.of(stack)
                .filter(own -> registry.mayBeCircular())
                .flatMap(own -> templates.computeIfAbsent(own, RenderedTemplate::of).stream())
                .flatMap(template -> circular(template.cycle()).stream());
        return Stream.concat(unfit, circular).toList();
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
                                        + " (declarations on one gateway go one after the other, in the order in which they"
                                        + " are made); declare " + members.get(1)
                                        + " before it, or remove the dependency."));
    }
}

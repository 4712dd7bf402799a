package io.github.cdknat.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;

/** The declarations of one stack in the order in which they were made; refuses what cannot be beside the earlier ones. */
final class DeclarationRegistry {
    private static final int MOST = GatewayPolicies.INLINE + GatewayPolicies.MANAGED * GatewayPolicies.SHARED;

    private final Declaration first;
    private final Map<Object, List<Registered>> byGateway = new LinkedHashMap<>();
    private int count;

    private record Registered(Declaration declaration, CfnResource resource) {}

    DeclarationRegistry(Declaration first) {
        this.first = first;
    }

    /** Takes the declaration in; returns the resource of the last earlier one on the same gateway, which it has to follow. */
    Optional<CfnResource> register(Declaration declaration, CfnResource resource) {
        declaration.handler().refuseUnlessLike(first.handler(), declaration.path(), first.path());
        count++;
        refuseTooMany(declaration);
        List<Registered> neighbours =
                byGateway.computeIfAbsent(declaration.gateway().identity(), gateway -> new ArrayList<>());
        neighbours.forEach(neighbour -> declaration.refuseBeside(neighbour.declaration()));
        neighbours.add(new Registered(declaration, resource));
        refuseOverfull(declaration, neighbours);
        if (neighbours.size() == 1) {
            return Optional.empty();
        }
        Registered before = neighbours.get(neighbours.size() - 2);
        before.resource()
                .getNode()
                .addValidation(
                        new DependencyOrderValidation(before.declaration(), before.resource(), declaration, resource));
        return Optional.of(before.resource());
    }

    private void refuseTooMany(Declaration declaration) {
        if (count > MOST) {
            throw declaration
                    .path()
                    .invalid(
                            "stack",
                            "it has " + count + " declarations (at most " + MOST
                                    + " in one stack, because IAM limits a role's policies); move some of them to"
                                    + " another stack.");
        }
    }

    private static void refuseOverfull(Declaration declaration, List<Registered> all) {
        int limit = all.stream()
                .mapToInt(registered -> registered.declaration().addressLimit())
                .max()
                .orElseThrow();
        int addresses = all.stream()
                .mapToInt(registered -> registered.declaration().size())
                .sum();
        AddressList.refuseTooMany(
                declaration.path(),
                addresses,
                limit,
                "with it this stack declares " + addresses + " addresses on the same gateway");
    }
}

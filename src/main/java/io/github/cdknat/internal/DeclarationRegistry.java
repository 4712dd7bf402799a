package io.github.cdknat.internal;

import io.github.cdknat.shared.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IStableListProducer;
import software.amazon.awscdk.Lazy;
import software.constructs.IValidation;

/** The declarations of one stack in the order in which they were made; refuses what cannot be beside the earlier ones. */
final class DeclarationRegistry {
    private static final int MOST = GatewayPolicies.INLINE + GatewayPolicies.MANAGED * GatewayPolicies.SHARED;

    private final Declaration first;
    private final Map<Object, List<Registered>> byGateway = new LinkedHashMap<>();
    private int count;

    record Registered(Declaration declaration, ResourceSequence resources) {}

    /**
     * Refuses a dependency of a declaration on a later one of the same gateway, which has to follow it: CloudFormation would only
     * speak of a circular dependency. Looks at dependencies that were added; what a reference makes depend is CDK's linter's to find.
     */
    record DependencyOrder(Registered earlier, Registered later) implements IValidation {
        @Override
        public List<String> validate() {
            if (!leads(earlier.resources.last(), path(later.resources.last()), new HashSet<>())) {
                return List.of();
            }
            ConstructPath follower = later.declaration.path();
            return List.of(earlier.declaration
                    .path()
                    .message(
                            "dependency",
                            "it depends on " + follower
                                    + " (declarations on one gateway go one after the other, in the order in which they"
                                    + " are made); declare "
                                    + follower + " before it, or remove the dependency."));
        }

        private static boolean leads(CfnResource from, String goal, Set<String> seen) {
            return from.obtainDependencies().stream()
                    .filter(CfnResource.class::isInstance)
                    .map(CfnResource.class::cast)
                    .filter(needed -> seen.add(path(needed)))
                    .anyMatch(needed -> path(needed).equals(goal) || leads(needed, goal, seen));
        }

        private static String path(CfnResource resource) {
            return resource.getNode().getPath();
        }
    }

    DeclarationRegistry(Declaration first) {
        this.first = first;
    }

    /** Takes the declaration in; returns the resource of the last earlier one on the same gateway, which it has to follow. */
    Optional<CfnResource> register(Declaration declaration, ResourceSequence resources) {
        declaration.handler().refuseUnlessLike(first.handler(), declaration.path(), first.path());
        count++;
        if (count > MOST) {
            throw declaration
                    .path()
                    .invalid(
                            "stack",
                            "it has " + count + " declarations (at most " + MOST
                                    + " in one stack, because IAM limits a role's policies); move some of them to"
                                    + " another stack.");
        }
        List<Registered> neighbours =
                byGateway.computeIfAbsent(declaration.gateway().identity(), gateway -> new ArrayList<>());
        neighbours.forEach(neighbour -> declaration.refuseBeside(neighbour.declaration()));
        Registered added = new Registered(declaration, resources);
        neighbours.add(added);
        refuseOverfull(declaration, neighbours);
        if (neighbours.size() == 1) {
            return Optional.empty();
        }
        Registered before = neighbours.get(neighbours.size() - 2);
        nameListedLater(before, neighbours);
        before.resources().last().getNode().addValidation(new DependencyOrder(before, added));
        return Optional.of(before.resources().last());
    }

    /**
     * Writes into the earlier one's owner what all later ones list. It is asked at synthesis, when these are known; and only where
     * there is a later one, so that most apps pay nothing for it.
     */
    private static void nameListedLater(Registered earlier, List<Registered> neighbours) {
        int place = neighbours.size() - 1;
        IStableListProducer listedLater = () -> {
            List<String> listed = neighbours.stream()
                    .skip(place)
                    .flatMap(later -> later.declaration().addresses().literals().stream())
                    .distinct()
                    .sorted(AddressList.NUMERICALLY)
                    .toList();
            return listed.isEmpty() ? null : listed;
        };
        earlier.resources()
                .owner()
                .addPropertyOverride(Contract.LATER_SECONDARY_PRIVATE_IP_ADDRESSES, Lazy.list(listedLater));
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

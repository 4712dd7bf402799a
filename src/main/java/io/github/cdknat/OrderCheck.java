package io.github.cdknat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.CfnResource;
import software.constructs.IValidation;

/**
 * Refuses a dependency of a declaration on a later one of the same gateway, which has to follow it: CloudFormation would only
 * speak of a circular dependency. Looks at dependencies that were added; what a reference makes depend is CDK's linter's to find.
 */
record OrderCheck(Declaration earlier, CfnResource resource, Declaration later, CfnResource follower)
        implements IValidation {
    @Override
    public List<String> validate() {
        return leads() ? List.of(message()) : List.of();
    }

    private boolean leads() {
        String goal = path(follower);
        Set<String> seen = new HashSet<>();
        Deque<CfnResource> left = new ArrayDeque<>(List.of(resource));
        while (!left.isEmpty()) {
            for (Object next : left.pop().obtainDependencies()) {
                Optional<CfnResource> needed = Optional.of(next)
                        .filter(CfnResource.class::isInstance)
                        .map(CfnResource.class::cast)
                        .filter(found -> seen.add(path(found)));
                if (needed.filter(found -> path(found).equals(goal)).isPresent()) {
                    return true;
                }
                needed.ifPresent(left::push);
            }
        }
        return false;
    }

    private String message() {
        return new InvalidPropertyException(
                        "dependency",
                        earlier.path(),
                        "it depends on " + later.path(),
                        "declarations on one gateway go one after the other, in the order in which they are made",
                        "declare " + later.path() + " before it, or remove the dependency")
                .getMessage();
    }

    private static String path(CfnResource resource) {
        return resource.getNode().getPath();
    }
}

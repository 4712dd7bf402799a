package io.github.cdknat.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.CfnResource;
import software.constructs.IValidation;

/**
 * Refuses a dependency of a declaration on a later one of the same gateway, which has to follow it: CloudFormation would only
 * speak of a circular dependency. Looks at dependencies that were added; what a reference makes depend is CDK's linter's to find.
 */
record DependencyOrderValidation(Declaration earlier, CfnResource resource, Declaration later, CfnResource follower)
        implements IValidation {
    @Override
    public List<String> validate() {
        return leads(resource, path(follower), new HashSet<>()) ? List.of(message()) : List.of();
    }

    private static boolean leads(CfnResource from, String goal, Set<String> seen) {
        return from.obtainDependencies().stream()
                .filter(CfnResource.class::isInstance)
                .map(CfnResource.class::cast)
                .filter(needed -> seen.add(path(needed)))
                .anyMatch(needed -> path(needed).equals(goal) || leads(needed, goal, seen));
    }

    private String message() {
        return earlier.path()
                .message(
                        "dependency",
                        "it depends on " + later.path()
                                + " (declarations on one gateway go one after the other, in the order in which they"
                                + " are made); declare "
                                + later.path() + " before it, or remove the dependency.");
    }

    private static String path(CfnResource resource) {
        return resource.getNode().getPath();
    }
}

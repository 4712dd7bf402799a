package io.github.cdknat.simulation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The resources that somebody left out of a rollback. ContinueUpdateRollback's ResourcesToSkip: "After the rollback is complete, the
 * state of the skipped resources will be inconsistent with the state of the resources in the stack template." The next SUCCESS ends that.
 */
final class SkippedResources {
    private final Set<String> skipped = new HashSet<>();

    /** A resource was left out, or a drain waiter of it. */
    void skipped(String stack, String owner) {
        skipped.add(stack + "/" + owner);
    }

    /** What the resource's record lists is serving. */
    void held(String stack, String owner) {
        skipped.remove(stack + "/" + owner);
    }

    /** Whether the resource's record tells what nobody has brought about. */
    boolean has(String stack, String owner) {
        return skipped.contains(stack + "/" + owner);
    }

    /** Whose addresses a request is about: those of the resource, or of the owner of the drain waiter. */
    static String owner(Map<String, Object> event) {
        Map<?, ?> properties = (Map<?, ?>) event.get("ResourceProperties");
        Object owner = properties.get("DrainWaiter") instanceof Map<?, ?> gate
                ? gate.get("Owner")
                : event.get("LogicalResourceId");
        return String.valueOf(owner);
    }
}

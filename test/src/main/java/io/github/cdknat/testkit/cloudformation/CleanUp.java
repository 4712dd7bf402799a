package io.github.cdknat.testkit.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The clean-up phase of an update or its rollback: old physical resources go, after everything else has succeeded. A failing delete is
 * tried three times and then abandoned; it does not fail the update (seen).
 */
final class CleanUp {
    private static final int TRIES = 3;

    /** How a physical resource came to be superfluous, and so which policy decides on it. */
    private enum Why {
        REPLACED,
        REMOVED,
        CREATED_IN_VAIN
    }

    private record Leftover(StackResource resource, Why why) {
        /** Whether the stack still lists it under its logical id, which nothing else has taken. */
        boolean isListed() {
            return why != Why.REPLACED;
        }

        /** "RetainExceptOnCreate": deleted if the operation that created it is rolled back ("DeletionPolicy attribute"). */
        boolean isKept() {
            String policy = why == Why.REPLACED ? resource.spec.updateReplacePolicy() : resource.spec.deletionPolicy();
            return policy.equals("Retain") || policy.equals("RetainExceptOnCreate") && why != Why.CREATED_IN_VAIN;
        }

        String id() {
            return resource.spec.logicalId();
        }
    }

    private final Engine engine;
    private final Stack stack;
    private final Course course;
    private final List<Leftover> leftovers = new ArrayList<>();

    CleanUp(Engine engine, Stack stack) {
        this.engine = engine;
        this.stack = stack;
        this.course = new Course(engine);
    }

    /** Another physical resource has taken its place. */
    void replaced(StackResource resource) {
        leftovers.add(new Leftover(resource, Why.REPLACED));
    }

    /** It is no longer in the template. */
    void removed(StackResource resource) {
        leftovers.add(new Leftover(resource, Why.REMOVED));
    }

    /** The update that made it is rolled back. */
    void created(StackResource resource) {
        leftovers.add(new Leftover(resource, Why.CREATED_IN_VAIN));
    }

    /** A physical resource that was to go is needed after all. */
    void keep(String physicalId) {
        leftovers.removeIf(left -> left.resource().physicalId.equals(physicalId));
    }

    /** What an earlier operation, which was preserved when it failed, has left to clean up; that this one does it is assumed. */
    void inherit(CleanUp earlier) {
        leftovers.addAll(earlier.leftovers);
    }

    void begin(String thenStatus) {
        begin(() -> engine.status(stack, thenStatus));
    }

    /** Several physical resources may have had one logical id, if failed updates were preserved. */
    void begin(Runnable then) {
        Map<String, Leftover> items = new LinkedHashMap<>();
        for (Leftover left : leftovers) {
            if (!left.isKept()) {
                items.put(items.containsKey(left.id()) ? left.resource().physicalId : left.id(), left);
            } else if (left.isListed()) {
                engine.record(stack, left.resource().with("DELETE_SKIPPED", ""));
                stack.resources.remove(left.id());
            }
        }
        course.begin(
                dependencies(items),
                CloudFormationSwitches.Order.DEPENDENCIES_LAST,
                key -> delete(key, items.get(key), 1),
                then);
    }

    private Map<String, Set<String>> dependencies(Map<String, Leftover> items) {
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        items.forEach((id, left) -> {
            Set<String> needed = left.resource().spec.dependencies();
            boolean atOnce = engine.switches().cleanUpDeletesCustomResourcesAtOnce && isCustom(left);
            dependencies.put(
                    id,
                    atOnce
                            ? needed.stream()
                                    .filter(other -> !isCustom(items.get(other)))
                                    .collect(Collectors.toSet())
                            : needed);
        });
        return dependencies;
    }

    private static boolean isCustom(Leftover left) {
        return left != null && left.resource().spec.isCustom();
    }

    private void delete(String key, Leftover left, int attempt) {
        StackResource resource = left.resource();
        if (left.isListed()) {
            engine.record(stack, resource.with("DELETE_IN_PROGRESS", ""));
        } else {
            engine.event(stack, resource, "DELETE_IN_PROGRESS", "");
        }
        engine.delete(
                stack,
                resource,
                course.completion(
                        made -> gone(key, left, "DELETE_COMPLETE", ""),
                        (reason, physicalId) -> failed(key, left, attempt, reason)));
    }

    private void failed(String key, Leftover left, int attempt, String reason) {
        if (attempt < TRIES) {
            engine.event(stack, left.resource(), "DELETE_FAILED", reason);
            engine.after(engine.switches().deleteRetry, () -> delete(key, left, attempt + 1));
        } else {
            gone(key, left, "DELETE_FAILED", reason);
        }
    }

    /** Deleted, or abandoned: the stack does not know it any more. */
    private void gone(String key, Leftover left, String status, String reason) {
        if (left.isListed()) {
            stack.resources.remove(left.id());
        }
        engine.event(stack, left.resource(), status, reason);
        stack.turned(engine.now());
        course.done(key);
    }
}

package io.github.cdknat.emulator.cloudformation;

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
final class CleanupPhase {
    private static final int TRIES = 3;

    /** How a physical resource came to be superfluous, and so which policy decides on it. */
    enum Why {
        /** Another physical resource has taken its place. */
        REPLACED,
        /** It is no longer in the template. */
        REMOVED,
        /** The update that made it is rolled back. */
        CREATED_IN_VAIN
    }

    private record Leftover(StackResource resource, Why why) {
        /** Whether the stack still lists it under its logical id, which nothing else has taken. */
        boolean isListed() {
            return why != Why.REPLACED;
        }

        /** "RetainExceptOnCreate": deleted if the operation that created it is rolled back ("DeletionPolicy attribute"). */
        boolean isKept() {
            String policy = why == Why.REPLACED
                    ? resource.spec().updateReplacePolicy()
                    : resource.spec().deletionPolicy();
            return policy.equals("Retain") || policy.equals("RetainExceptOnCreate") && why != Why.CREATED_IN_VAIN;
        }

        String id() {
            return resource.spec().logicalId();
        }
    }

    private final DeploymentEngine engine;
    private final Stack stack;
    private final OperationPhase course;
    private final List<Leftover> leftovers = new ArrayList<>();
    private final Map<String, Leftover> items = new LinkedHashMap<>();

    CleanupPhase(DeploymentEngine engine, Stack stack) {
        this(engine, stack, new OperationPhase(engine));
    }

    /** A clean-up that is part of a course with other items. */
    CleanupPhase(DeploymentEngine engine, Stack stack, OperationPhase course) {
        this.engine = engine;
        this.stack = stack;
        this.course = course;
    }

    void add(StackResource resource, Why why) {
        leftovers.add(new Leftover(resource, why));
    }

    /** A physical resource that was to go is needed after all. */
    void keep(String physicalId) {
        leftovers.removeIf(left -> left.resource().physicalId().equals(physicalId));
    }

    /** What an earlier operation, which was preserved when it failed, has left to clean up; that this one does it is assumed. */
    void inherit(CleanupPhase earlier) {
        leftovers.addAll(earlier.leftovers);
    }

    void begin(String thenStatus) {
        course.begin(
                prepared(Set.of()),
                CloudFormationOptions.Order.DEPENDENCIES_LAST,
                this::start,
                () -> engine.status(stack, thenStatus));
    }

    /**
     * What is to be deleted, by keys that are not taken, with the logical ids that each depends on. Several physical resources may have
     * had one logical id, if failed updates were preserved.
     */
    Map<String, Set<String>> prepared(Set<String> taken) {
        for (Leftover left : leftovers) {
            if (!left.isKept()) {
                boolean unique = !taken.contains(left.id()) && !items.containsKey(left.id());
                items.put(unique ? left.id() : left.resource().physicalId(), left);
            } else if (left.isListed()) {
                engine.record(stack, left.resource().with("DELETE_SKIPPED", ""));
                stack.resources.remove(left.id());
            } else {
                engine.event(stack, left.resource(), "DELETE_SKIPPED", "");
            }
        }
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        items.forEach((key, left) -> dependencies.put(key, needed(left)));
        return dependencies;
    }

    boolean has(String key) {
        return items.containsKey(key);
    }

    String logicalId(String key) {
        return items.get(key).id();
    }

    void start(String key) {
        delete(key, items.get(key), 1);
    }

    private Set<String> needed(Leftover left) {
        Set<String> needed = left.resource().spec().dependencies();
        boolean atOnce = engine.options().cleanUpDeletesCustomResourcesAtOnce && isCustom(left);
        return atOnce
                ? needed.stream().filter(other -> !isCustom(items.get(other))).collect(Collectors.toSet())
                : needed;
    }

    private static boolean isCustom(Leftover left) {
        return left != null && left.resource().spec().isCustom();
    }

    private void delete(String key, Leftover left, int attempt) {
        StackResource resource = left.resource();
        if (left.isListed()) {
            engine.record(stack, resource.with("DELETE_IN_PROGRESS", ""));
        } else {
            if (engine.options().rowShowsWhatIsDeleted && resource.spec().isCustom()) {
                stack.shownInstead.put(
                        left.id(), resource.with("DELETE_IN_PROGRESS", "").recorded(engine.now()));
                stack.turned(engine.now());
            }
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
            engine.after(engine.options().deleteRetry, () -> delete(key, left, attempt + 1));
        } else {
            gone(key, left, "DELETE_FAILED", reason);
        }
    }

    /** Deleted, or abandoned: the stack does not know it any more. */
    private void gone(String key, Leftover left, String status, String reason) {
        if (left.isListed()) {
            stack.resources.remove(left.id());
        }
        stack.shownInstead.remove(left.id());
        engine.event(stack, left.resource(), status, reason);
        stack.turned(engine.now());
        course.done(key);
    }
}

package io.github.cdknat.emulator.cloudformation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes a stack, or what a failed create of one has made; what fails stays, and what depends on nothing failed goes on. */
final class DeleteOperation {
    private final DeploymentEngine engine;
    private final Stack stack;
    private final OperationPhase course;
    private final CleanupPhase replaced;
    private final boolean failedCreate;
    private final Set<String> retained;

    private DeleteOperation(DeploymentEngine engine, Stack stack, boolean failedCreate, Set<String> retained) {
        this.engine = engine;
        this.stack = stack;
        this.course = new OperationPhase(engine);
        this.replaced = new CleanupPhase(engine, stack, course);
        this.failedCreate = failedCreate;
        this.retained = retained;
        boolean failedRollback = stack.isFailed() && !stack.isPreserved();
        if (stack.isPreserved() || failedRollback && engine.options().deleteCleansUpFailedRollback) {
            replaced.inherit(stack.operation.cleanUp);
        }
    }

    /**
     * What a preserved update has replaced goes too, in the same order of dependencies as all the rest (assumed): the update may have
     * failed at a resource that needs the old one.
     */
    static void ofStack(DeploymentEngine engine, Stack stack, Set<String> retained) {
        new DeleteOperation(engine, stack, false, retained).begin("DELETE_STACK", "DELETE");
    }

    static void ofFailedCreate(DeploymentEngine engine, Stack stack) {
        new DeleteOperation(engine, stack, true, Set.of()).begin("ROLLBACK", "ROLLBACK");
    }

    private void begin(String type, String operation) {
        stack.begins(type);
        engine.status(stack, operation + "_IN_PROGRESS");
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        stack.resources.values().stream()
                .filter(resource -> !resource.status().equals("DELETE_COMPLETE"))
                .forEach(resource -> dependencies.put(
                        resource.spec().logicalId(), resource.spec().dependencies()));
        dependencies.putAll(replaced.prepared(Set.copyOf(dependencies.keySet())));
        course.begin(
                onEvery(dependencies),
                CloudFormationOptions.Order.DEPENDENCIES_LAST,
                key -> start(key, operation + "_FAILED"),
                () -> engine.status(stack, operation + "_COMPLETE"));
    }

    /** Who depends on a logical id depends on every physical resource that has or had it. */
    private Map<String, Set<String>> onEvery(Map<String, Set<String>> dependencies) {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        dependencies.forEach((key, needed) -> all.put(
                key,
                dependencies.keySet().stream()
                        .filter(other -> needed.contains(replaced.has(other) ? replaced.logicalId(other) : other))
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
        dependencies.keySet().stream()
                .filter(replaced::has)
                .forEach(old -> all.get(old).removeIf(needed -> needs(all, needed, old)));
        return all;
    }

    /** Two templates may have had an order each, one the other's reverse: then the newer one's counts (assumed). */
    private static boolean needs(Map<String, Set<String>> dependencies, String key, String other) {
        Set<String> reached = new LinkedHashSet<>(List.of(key));
        Deque<String> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            dependencies.get(next.remove()).stream().filter(reached::add).forEach(next::add);
        }
        return reached.contains(other);
    }

    private void start(String key, String otherwise) {
        if (replaced.has(key)) {
            replaced.start(key);
        } else {
            delete(key, otherwise);
        }
    }

    private void delete(String id, String otherwise) {
        StackResource resource = stack.resources.get(id);
        String policy = resource.spec().deletionPolicy();
        if (retained.contains(id)
                || policy.equals("Retain")
                || policy.equals("RetainExceptOnCreate") && !failedCreate) {
            engine.record(stack, resource.with("DELETE_SKIPPED", ""));
            course.done(id);
            return;
        }
        StackResource deleting = resource.with("DELETE_IN_PROGRESS", "");
        engine.record(stack, deleting);
        engine.delete(
                stack,
                deleting,
                course.completion(
                        made -> {
                            engine.record(stack, deleting.with("DELETE_COMPLETE", ""));
                            course.done(id);
                        },
                        (reason, physicalId) -> {
                            engine.record(stack, deleting.with("DELETE_FAILED", reason));
                            course.failed(id, () -> engine.status(stack, otherwise));
                        }));
    }
}

package io.github.cdknat.testkit.cloudformation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Deletes a stack, or what a failed create of one has made; what fails stays, and what depends on nothing failed goes on. */
final class Deletion {
    private final Engine engine;
    private final Stack stack;
    private final Course course;
    private final boolean failedCreate;

    private Deletion(Engine engine, Stack stack, boolean failedCreate) {
        this.engine = engine;
        this.stack = stack;
        this.course = new Course(engine);
        this.failedCreate = failedCreate;
    }

    /** What a preserved update has replaced goes too (assumed), and first, because its successor may depend on the same things. */
    static void ofStack(Engine engine, Stack stack) {
        CleanUp replaced = new CleanUp(engine, stack);
        if (stack.isPreserved()) {
            replaced.inherit(stack.operation.cleanUp);
        }
        engine.status(stack, "DELETE_IN_PROGRESS");
        replaced.begin(() -> new Deletion(engine, stack, false).begin("DELETE"));
    }

    static void ofFailedCreate(Engine engine, Stack stack) {
        engine.status(stack, "ROLLBACK_IN_PROGRESS");
        new Deletion(engine, stack, true).begin("ROLLBACK");
    }

    private void begin(String operation) {
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        stack.resources.values().stream()
                .filter(resource -> !resource.status.equals("DELETE_COMPLETE"))
                .forEach(resource -> dependencies.put(resource.spec.logicalId(), resource.spec.dependencies()));
        course.begin(
                dependencies,
                CloudFormationSwitches.Order.DEPENDENCIES_LAST,
                id -> delete(id, operation + "_FAILED"),
                () -> engine.status(stack, operation + "_COMPLETE"));
    }

    private void delete(String id, String otherwise) {
        StackResource resource = stack.resources.get(id);
        String policy = resource.spec.deletionPolicy();
        if (policy.equals("Retain") || policy.equals("RetainExceptOnCreate") && !failedCreate) {
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

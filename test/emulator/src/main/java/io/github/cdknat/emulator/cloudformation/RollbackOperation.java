package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.cloudformation.CleanupPhase.Why;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Takes an update back: touched resources get the previous template's properties again, then what is new is cleaned up. */
final class RollbackOperation {
    private final DeploymentEngine engine;
    private final DeployOperation operation;
    private final Stack stack;
    private final Set<String> reverted = new LinkedHashSet<>();
    private OperationPhase course;

    RollbackOperation(DeploymentEngine engine, DeployOperation operation) {
        this.engine = engine;
        this.operation = operation;
        this.stack = operation.stack;
    }

    /** Begins, or begins again with what has not been rolled back yet. */
    void begin(String type) {
        if (engine.options().rollbackChangesLastUpdated) {
            stack.updated = engine.now();
        }
        stack.template = operation.before;
        stack.begins(type);
        engine.status(stack, "UPDATE_ROLLBACK_IN_PROGRESS");
        Map<String, Template.Resource> before = operation.before.resources();
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        operation.touched.stream()
                .filter(id -> before.containsKey(id) && !reverted.contains(id))
                .forEach(id -> dependencies.put(id, before.get(id).dependencies()));
        course = new OperationPhase(engine);
        course.begin(dependencies, engine.options().rollbackOrder, this::revert, this::succeeded);
    }

    /** Resources that failed to roll back, and shall stay as they are ("ResourcesToSkip" of ContinueUpdateRollback). */
    void skip(Set<String> ids) {
        for (String id : ids) {
            StackResource now = stack.resources.get(id);
            StackResource old = operation.oldResources.get(id);
            if (old != null && now.status().equals("UPDATE_FAILED")) {
                reverted.add(id);
                engine.record(
                        stack,
                        old.made(new Made(now.physicalId(), now.attributes())).with("UPDATE_COMPLETE", ""));
            }
        }
    }

    private void revert(String id) {
        StackResource now = stack.resources.get(id);
        StackResource old = operation.oldResources.get(id);
        boolean replaced = !now.physicalId().equals(old.physicalId());
        boolean sendsUpdate = old.spec().isCustom() && (!replaced || engine.options().rollbackUpdatesReplaced);
        if (replaced && !sendsUpdate) {
            reverted(now, old, new Made(old.physicalId(), old.attributes()));
            return;
        }
        engine.asks(stack, now.as(old.spec()).with("UPDATE_IN_PROGRESS", ""), old.properties());
        Completion completion = course.completion(
                made -> reverted(now, old, made), (reason, physicalId) -> revertFailed(now, old, reason));
        engine.update(stack, now, old.spec(), old.properties(), completion);
    }

    private void reverted(StackResource now, StackResource old, Made made) {
        operation.cleanUp.keep(made.physicalId());
        if (!engine.options().rollbackDeletesOriginal) {
            operation.cleanUp.keep(old.physicalId());
        }
        if (!made.physicalId().equals(now.physicalId())) {
            operation.cleanUp.add(now, Why.REPLACED);
        }
        String id = old.spec().logicalId();
        reverted.add(id);
        engine.record(stack, old.made(made).with("UPDATE_COMPLETE", ""));
        course.done(id);
    }

    private void revertFailed(StackResource now, StackResource old, String reason) {
        Set<String> running = course.running();
        course.abandon();
        running.forEach(id -> engine.forget(stack, id));
        engine.record(stack, now.as(old.spec()).with("UPDATE_FAILED", reason));
        engine.status(stack, "UPDATE_ROLLBACK_FAILED");
    }

    private void succeeded() {
        engine.status(stack, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");
        for (String id : operation.touched) {
            if (!operation.before.resources().containsKey(id)) {
                operation.cleanUp.add(stack.resources.get(id), Why.CREATED_IN_VAIN);
            }
        }
        operation.cleanUp.begin("UPDATE_ROLLBACK_COMPLETE");
    }
}

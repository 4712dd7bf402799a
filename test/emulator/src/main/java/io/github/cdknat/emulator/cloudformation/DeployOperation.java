package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.cloudformation.CleanupPhase.Why;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One create or update of a stack: forward through the template, then clean-up; or a failure, then rollback. */
final class DeployOperation {
    final Stack stack;
    /** The template and the resources of the last stable state; the template is null if there was none. */
    final Template before;

    final Map<String, StackResource> oldResources;
    /** Everything that has been begun to be created or changed since then. */
    final Set<String> touched = new LinkedHashSet<>();

    final CleanupPhase cleanUp;
    private final List<StackResource> atBegin;
    private boolean takenBack;
    private final DeploymentEngine engine;
    private final Template target;
    private final boolean create;
    private final boolean rollbackDisabled;
    private final OperationPhase course;
    private final RollbackOperation rollback;

    DeployOperation(DeploymentEngine engine, Stack stack, Template target, boolean rollbackDisabled) {
        this.engine = engine;
        this.stack = stack;
        boolean goesOn = stack.isPreserved();
        this.before = goesOn ? stack.operation.before : stack.template;
        this.target = target;
        this.create = stack.template == null;
        this.rollbackDisabled = rollbackDisabled;
        this.oldResources = goesOn ? stack.operation.oldResources : new LinkedHashMap<>(stack.resources);
        this.atBegin = List.copyOf(stack.resources.values());
        this.course = new OperationPhase(engine);
        this.cleanUp = new CleanupPhase(engine, stack);
        if (goesOn) {
            touched.addAll(stack.operation.touched);
            cleanUp.inherit(stack.operation.cleanUp);
        }
        this.rollback = new RollbackOperation(engine, this);
        stack.operation = this;
    }

    void begin() {
        stack.template = target;
        stack.begins(create ? "CREATE_STACK" : "UPDATE_STACK");
        engine.status(stack, create ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS");
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        target.resources().forEach((id, spec) -> dependencies.put(id, spec.dependencies()));
        course.begin(dependencies, CloudFormationOptions.Order.DEPENDENCIES_FIRST, this::apply, this::succeeded);
    }

    RollbackOperation rollback() {
        return rollback;
    }

    private void apply(String id) {
        Template.Resource spec = target.resources().get(id);
        StackResource old = stack.resources.get(id);
        Map<String, Object> properties;
        try {
            properties = engine.properties(stack, spec);
        } catch (IllegalStateException | IllegalArgumentException e) {
            touched.add(id);
            StackResource none = new StackResource(spec, "", Map.of(), Map.of(), "CREATE_IN_PROGRESS", "", null);
            engine.asks(stack, old == null ? none : old.as(spec).with("UPDATE_IN_PROGRESS", ""), Map.of());
            resourceFailed(spec, old, e.getMessage(), "");
            return;
        }
        if (old == null || old.status().startsWith("DELETE_")) {
            touched.add(id);
            make(spec, properties, "CREATE", null);
        } else if (old.status().equals("CREATE_FAILED")) {
            touched.add(id);
            makeAgain(spec, properties, old);
        } else if (!old.spec().type().equals(spec.type())) {
            touched.add(id);
            cleanUp.add(old, Why.REPLACED);
            make(spec, properties, "UPDATE", null);
        } else if (old.properties().equals(properties) && !old.status().equals("UPDATE_FAILED")) {
            stack.resources.put(id, old.as(spec));
            course.done(id);
        } else {
            touched.add(id);
            change(spec, properties, old);
        }
    }

    private void change(Template.Resource spec, Map<String, Object> properties, StackResource old) {
        if (engine.replaces(spec, old.properties(), properties)) {
            make(spec, properties, "UPDATE", old);
            return;
        }
        engine.asks(stack, old.as(spec).with("UPDATE_IN_PROGRESS", ""), properties);
        Consumer<Made> then = made -> {
            if (!made.physicalId().equals(old.physicalId())) {
                cleanUp.add(old, Why.REPLACED);
            }
            done(spec, made, properties, "UPDATE_COMPLETE");
        };
        engine.update(stack, old, spec, properties, completion(spec, then, old));
    }

    /** Creates a physical resource; an old one, if it is replaced, stays until the clean-up. */
    private void make(Template.Resource spec, Map<String, Object> properties, String verb, StackResource replaced) {
        String shown = replaced == null ? "" : replaced.physicalId();
        String status = verb + "_IN_PROGRESS";
        engine.asks(stack, new StackResource(spec, shown, properties, Map.of(), status, "", null), properties);
        Consumer<Made> then = made -> {
            if (replaced != null) {
                cleanUp.add(replaced, Why.REPLACED);
            }
            done(spec, made, properties, verb + "_COMPLETE");
        };
        engine.create(stack, spec, properties, completion(spec, then, replaced));
    }

    /**
     * "Resources without a last known stable state will be deleted upon the next stack operation" ("Choose how to handle failures when
     * provisioning resources"); that they are created again afterwards, under the same logical id, is assumed.
     */
    private void makeAgain(Template.Resource spec, Map<String, Object> properties, StackResource failed) {
        engine.record(stack, failed.with("DELETE_IN_PROGRESS", ""));
        engine.delete(
                stack,
                failed,
                course.completion(
                        made -> make(spec, properties, "CREATE", null),
                        (reason, physicalId) -> resourceFailed(spec, null, reason, physicalId)));
    }

    private void done(Template.Resource spec, Made made, Map<String, Object> properties, String status) {
        StackResource now = stack.resources.get(spec.logicalId());
        engine.record(stack, now.having(properties).made(made).with(status, ""));
        course.done(spec.logicalId());
    }

    private Completion completion(Template.Resource spec, Consumer<Made> then, StackResource old) {
        return course.completion(
                then,
                (reason, physicalId) -> resourceFailed(spec, old, reason, physicalId),
                made -> madeTooLate(spec, made));
    }

    /** What is not a custom resource cannot be forgotten: the rollback deletes what came into being. */
    private void madeTooLate(Template.Resource spec, Made made) {
        if (!spec.isCustom()) {
            stack.resources.computeIfPresent(spec.logicalId(), (id, now) -> now.made(made));
        }
    }

    private void resourceFailed(Template.Resource spec, StackResource old, String reason, String physicalId) {
        StackResource now = stack.resources.get(spec.logicalId());
        boolean itsOwn = old == null || spec.isCustom() && engine.options().failedIdBecomesRecord;
        String shown = itsOwn && !physicalId.isEmpty() ? physicalId : now.physicalId();
        String failed = now.status().startsWith("UPDATE") ? "UPDATE_FAILED" : "CREATE_FAILED";
        engine.record(
                stack, now.as(spec).made(new Made(shown, now.attributes())).with(failed, reason));
        if (rollbackDisabled) {
            course.failed(spec.logicalId(), () -> engine.status(stack, create ? "CREATE_FAILED" : "UPDATE_FAILED"));
        } else {
            cancel();
        }
    }

    /** A resource failed, or somebody cancelled: everything is taken back, once. */
    void cancel() {
        if (takenBack) {
            return;
        }
        takenBack = true;
        giveUp("Resource " + (create ? "creation" : "update") + " cancelled");
        engine.after(engine.options().step, this::takeBack);
    }

    /** Back to the last stable state: "will delete a stack if it doesn't contain a last known stable state" (API, RollbackStack). */
    void takeBack() {
        takenBack = true;
        if (before == null) {
            DeleteOperation.ofFailedCreate(engine, stack);
        } else {
            rollback.begin("ROLLBACK");
        }
    }

    /** Nobody waits any more for what is still in progress. */
    void giveUp(String why) {
        Set<String> running = course.running();
        course.abandon();
        for (String id : running) {
            StackResource resource = stack.resources.get(id);
            if (resource != null && resource.status().endsWith("_IN_PROGRESS")) {
                engine.forget(stack, id);
                engine.record(stack, resource.with(resource.status().replace("_IN_PROGRESS", "_FAILED"), why));
            }
        }
    }

    /** The status stays for as long as the stack is monitored (assumed); it can still be taken back. */
    private void succeeded() {
        Duration monitoring = stack.monitoring == null ? engine.options().monitoringTime : stack.monitoring;
        if (monitoring.isZero()) {
            completed();
        } else {
            course.after(monitoring, this::completed);
        }
    }

    private void completed() {
        stack.outputs = engine.outputs(stack);
        if (create) {
            engine.status(stack, "CREATE_COMPLETE");
            return;
        }
        engine.status(stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
        removed().forEach(resource -> cleanUp.add(resource, Why.REMOVED));
        cleanUp.begin("UPDATE_COMPLETE");
    }

    /** What this operation's template no longer has. */
    private List<StackResource> removed() {
        return atBegin.stream()
                .filter(old -> !target.resources().containsKey(old.spec().logicalId())
                        && !old.status().startsWith("DELETE_"))
                .map(old -> stack.resources.get(old.spec().logicalId()))
                .toList();
    }
}

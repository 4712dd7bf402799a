package io.github.cdknat.testkit.cloudformation;

import io.github.cdknat.testkit.cloudformation.ResourceProvider.Asked;
import io.github.cdknat.testkit.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.testkit.cloudformation.ResourceProvider.Made;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One create, update or delete of a stack, with its rollback and clean-up. */
final class Operation {
    private static final int DELETE_TRIES = 3;

    /** An old physical resource to be deleted in the clean-up phase. */
    private record Leftover(StackResource resource, boolean stillListed) {}

    private final EmbeddedCloudFormation engine;
    private final Stack stack;
    private final Template before;
    private final Template target;
    private final boolean create;
    private final boolean rollbackDisabled;
    private final Map<String, StackResource> oldResources;
    private final Set<String> touched = new LinkedHashSet<>();
    private final Set<String> rolledBack = new LinkedHashSet<>();
    private final List<Leftover> leftovers = new ArrayList<>();
    private Wave wave;
    private int generation;

    Operation(EmbeddedCloudFormation engine, Stack stack, Template target, boolean rollbackDisabled) {
        this.engine = engine;
        this.stack = stack;
        this.before = stack.template;
        this.target = target;
        this.create = stack.template == null;
        this.rollbackDisabled = rollbackDisabled;
        this.oldResources = new LinkedHashMap<>(stack.resources);
        stack.operation = this;
    }

    // ------------------------------------------------------------------ forward

    void forward() {
        engine.status(stack, create ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS");
        stack.template = target;
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        target.resources().forEach((id, spec) -> dependencies.put(id, spec.dependencies()));
        wave = new Wave(
                dependencies,
                CloudFormationSwitches.Order.DEPENDENCIES_FIRST,
                id -> later(() -> apply(id)),
                () -> later(this::succeeded));
        wave.begin();
    }

    private void apply(String id) {
        Template.Resource spec = target.resources().get(id);
        StackResource old = stack.resources.get(id);
        Map<String, Object> properties = engine.properties(stack, spec);
        if (old == null || old.status.startsWith("DELETE_")) {
            touched.add(id);
            make(spec, properties, "CREATE", null);
        } else if (!old.spec.type().equals(spec.type())) {
            touched.add(id);
            leftovers.add(new Leftover(old, false));
            make(spec, properties, "UPDATE", null);
        } else if (old.properties.equals(properties)) {
            stack.resources.put(
                    id, new StackResource(spec, old.physicalId, properties, old.attributes, old.status, old.reason));
            wave.done(id);
        } else {
            touched.add(id);
            change(spec, properties, old);
        }
    }

    private void change(Template.Resource spec, Map<String, Object> properties, StackResource old) {
        boolean replaces = engine.provider(spec).createOnly().stream()
                .anyMatch(name -> !Objects.equals(old.properties.get(name), properties.get(name)));
        if (replaces) {
            make(spec, properties, "UPDATE", old);
            return;
        }
        engine.record(
                stack,
                new StackResource(spec, old.physicalId, old.properties, old.attributes, "UPDATE_IN_PROGRESS", ""));
        engine.update(
                stack,
                asked(spec, old.physicalId, properties, old.properties, old.attributes),
                completion(
                        spec,
                        made -> {
                            if (!made.physicalId().equals(old.physicalId)) {
                                leftovers.add(new Leftover(old, false));
                            }
                            record(spec, made, properties, "UPDATE_COMPLETE");
                        },
                        old));
    }

    /** Creates a physical resource; an old one, if it is replaced, stays until the clean-up. */
    private void make(Template.Resource spec, Map<String, Object> properties, String verb, StackResource replaced) {
        String shown = replaced == null ? "" : replaced.physicalId;
        engine.record(stack, new StackResource(spec, shown, properties, Map.of(), verb + "_IN_PROGRESS", ""));
        engine.create(
                stack,
                asked(spec, "", properties, Map.of(), Map.of()),
                completion(
                        spec,
                        made -> {
                            if (replaced != null) {
                                leftovers.add(new Leftover(replaced, false));
                            }
                            record(spec, made, properties, verb + "_COMPLETE");
                        },
                        replaced));
    }

    private void record(Template.Resource spec, Made made, Map<String, Object> properties, String status) {
        engine.record(stack, new StackResource(spec, made.physicalId(), properties, made.attributes(), status, ""));
        wave.done(spec.logicalId());
    }

    private Completion completion(Template.Resource spec, Consumer<Made> then, StackResource old) {
        int mine = generation;
        return new Completion() {
            @Override
            public void done(Made made) {
                if (mine == generation) {
                    then.accept(made);
                } else if (!spec.isCustom()) {
                    stack.resources.computeIfPresent(
                            spec.logicalId(),
                            (id, now) -> new StackResource(
                                    spec,
                                    made.physicalId(),
                                    now.properties,
                                    made.attributes(),
                                    now.status,
                                    now.reason));
                }
            }

            @Override
            public void failed(String answer) {
                if (mine == generation) {
                    int zero = answer.indexOf('\u0000');
                    String reason = zero < 0 ? answer : answer.substring(0, zero);
                    String id = zero < 0 ? "" : answer.substring(zero + 1);
                    resourceFailed(spec, old, reason, id);
                }
            }
        };
    }

    private void resourceFailed(Template.Resource spec, StackResource old, String reason, String physicalId) {
        StackResource now = stack.resources.get(spec.logicalId());
        String shown = old == null && !physicalId.isEmpty() ? physicalId : now.physicalId;
        String failed = now.status.startsWith("CREATE") ? "CREATE_FAILED" : "UPDATE_FAILED";
        engine.record(stack, new StackResource(spec, shown, now.properties, now.attributes, failed, reason));
        abandon("Resource " + (create ? "creation" : "update") + " cancelled");
    }

    /** A resource failed, or somebody cancelled: nobody waits any more for what is still in progress. */
    void abandon(String why) {
        generation++;
        for (String id : wave.running()) {
            StackResource resource = stack.resources.get(id);
            if (resource != null && resource.status.endsWith("_IN_PROGRESS")) {
                engine.custom().forget(stack.id, id);
                engine.record(stack, resource.with(resource.status.replace("_IN_PROGRESS", "_FAILED"), why));
            }
        }
        wave.stop();
        if (rollbackDisabled) {
            engine.status(stack, create ? "CREATE_FAILED" : "UPDATE_FAILED");
        } else {
            later(create ? this::rollbackCreate : this::rollbackUpdate);
        }
    }

    private void succeeded() {
        stack.outputs = engine.outputs(stack);
        if (create) {
            engine.status(stack, "CREATE_COMPLETE");
            return;
        }
        engine.status(stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
        for (StackResource old : oldResources.values()) {
            if (!target.resources().containsKey(old.spec.logicalId()) && !old.status.startsWith("DELETE_")) {
                leftovers.add(new Leftover(stack.resources.get(old.spec.logicalId()), true));
            }
        }
        cleanUp("UPDATE_COMPLETE");
    }

    // ------------------------------------------------------------------ rollback

    private void rollbackCreate() {
        engine.status(stack, "ROLLBACK_IN_PROGRESS");
        deleteAll("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", true);
    }

    void rollbackUpdate() {
        if (engine.switches().rollbackChangesLastUpdated) {
            stack.updated = engine.now();
        }
        engine.status(stack, "UPDATE_ROLLBACK_IN_PROGRESS");
        stack.template = before;
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        touched.stream()
                .filter(id -> before.resources().containsKey(id) && !rolledBack.contains(id))
                .forEach(id -> dependencies.put(id, before.resources().get(id).dependencies()));
        wave = new Wave(
                dependencies,
                engine.switches().rollbackOrder,
                id -> later(() -> revert(id)),
                () -> later(this::rolledBack));
        wave.begin();
    }

    /** Resources that failed to roll back, and shall stay as they are. */
    void skip(Set<String> ids) {
        for (String id : ids) {
            StackResource now = stack.resources.get(id);
            StackResource old = oldResources.get(id);
            if (old != null && now.status.equals("UPDATE_FAILED")) {
                rolledBack.add(id);
                engine.record(
                        stack,
                        new StackResource(
                                old.spec, now.physicalId, old.properties, now.attributes, "UPDATE_COMPLETE", ""));
            }
        }
    }

    private void revert(String id) {
        StackResource now = stack.resources.get(id);
        StackResource old = oldResources.get(id);
        boolean replaced = !now.physicalId.equals(old.physicalId);
        boolean sendsUpdate = old.spec.isCustom() && (!replaced || engine.switches().rollbackUpdatesReplaced);
        if (replaced && !sendsUpdate) {
            leftovers.removeIf(left -> left.resource().physicalId.equals(old.physicalId));
            leftovers.add(new Leftover(now, false));
            finishRevert(
                    id,
                    new StackResource(old.spec, old.physicalId, old.properties, old.attributes, "UPDATE_COMPLETE", ""));
            return;
        }
        engine.record(
                stack,
                new StackResource(old.spec, now.physicalId, now.properties, now.attributes, "UPDATE_IN_PROGRESS", ""));
        int mine = generation;
        engine.update(
                stack,
                asked(old.spec, now.physicalId, old.properties, now.properties, now.attributes),
                new Completion() {
                    @Override
                    public void done(Made made) {
                        if (mine == generation) {
                            reverted(now, old, made);
                        }
                    }

                    @Override
                    public void failed(String reason) {
                        if (mine == generation) {
                            revertFailed(now, old, reason.replaceFirst("\u0000.*", ""));
                        }
                    }
                });
    }

    private void reverted(StackResource now, StackResource old, Made made) {
        leftovers.removeIf(left -> left.resource().physicalId.equals(made.physicalId()));
        if (!made.physicalId().equals(now.physicalId)) {
            leftovers.add(new Leftover(now, false));
        }
        finishRevert(
                old.spec.logicalId(),
                new StackResource(
                        old.spec, made.physicalId(), old.properties, made.attributes(), "UPDATE_COMPLETE", ""));
    }

    private void finishRevert(String id, StackResource resource) {
        rolledBack.add(id);
        engine.record(stack, resource);
        wave.done(id);
    }

    private void revertFailed(StackResource now, StackResource old, String reason) {
        generation++;
        wave.running().forEach(id -> engine.custom().forget(stack.id, id));
        wave.stop();
        engine.record(
                stack,
                new StackResource(old.spec, now.physicalId, now.properties, now.attributes, "UPDATE_FAILED", reason));
        engine.status(stack, "UPDATE_ROLLBACK_FAILED");
    }

    private void rolledBack() {
        engine.status(stack, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");
        for (String id : touched) {
            if (!before.resources().containsKey(id)) {
                leftovers.add(new Leftover(stack.resources.get(id), true));
            }
        }
        cleanUp("UPDATE_ROLLBACK_COMPLETE");
    }

    // ------------------------------------------------------------------ clean-up and delete

    private void cleanUp(String then) {
        Map<String, Leftover> items = new LinkedHashMap<>();
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        for (Leftover left : leftovers) {
            String id = left.resource().spec.logicalId();
            if (keeps(left)) {
                if (left.stillListed()) {
                    engine.record(stack, left.resource().with("DELETE_SKIPPED", ""));
                    stack.resources.remove(id);
                }
                continue;
            }
            items.put(id, left);
            dependencies.put(id, left.resource().spec.dependencies());
        }
        if (engine.switches().cleanUpDeletesCustomResourcesAtOnce) {
            dependencies.replaceAll((id, needed) -> isCustom(items.get(id))
                    ? needed.stream()
                            .filter(other -> !isCustom(items.get(other)))
                            .collect(Collectors.toSet())
                    : needed);
        }
        wave = new Wave(
                dependencies,
                CloudFormationSwitches.Order.DEPENDENCIES_LAST,
                id -> later(() -> cleanUp(items.get(id), 1)),
                () -> later(() -> engine.status(stack, then)));
        wave.begin();
    }

    private static boolean isCustom(Leftover left) {
        return left != null && left.resource().spec.isCustom();
    }

    private static boolean keeps(Leftover left) {
        Template.Resource spec = left.resource().spec;
        String policy = left.stillListed() ? spec.deletionPolicy() : spec.updateReplacePolicy();
        return policy.startsWith("Retain");
    }

    private void cleanUp(Leftover left, int attempt) {
        StackResource resource = left.resource();
        String id = resource.spec.logicalId();
        if (left.stillListed()) {
            engine.record(stack, resource.with("DELETE_IN_PROGRESS", ""));
        } else {
            engine.event(stack, resource, "DELETE_IN_PROGRESS", "");
        }
        remove(
                resource,
                made -> {
                    if (left.stillListed()) {
                        stack.resources.remove(id);
                    }
                    engine.event(stack, resource, "DELETE_COMPLETE", "");
                    stack.turned(engine.now());
                    wave.done(id);
                },
                reason -> {
                    engine.event(stack, resource, "DELETE_FAILED", reason);
                    if (attempt < DELETE_TRIES) {
                        engine.after(engine.switches().deleteRetry, () -> cleanUp(left, attempt + 1));
                    } else {
                        if (left.stillListed()) {
                            stack.resources.remove(id);
                            stack.turned(engine.now());
                        }
                        wave.done(id);
                    }
                });
    }

    void delete() {
        engine.status(stack, "DELETE_IN_PROGRESS");
        deleteAll("DELETE_COMPLETE", "DELETE_FAILED", false);
    }

    private void deleteAll(String then, String otherwise, boolean rollback) {
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        stack.resources.values().stream()
                .filter(resource -> !resource.status.equals("DELETE_COMPLETE"))
                .forEach(resource -> dependencies.put(resource.spec.logicalId(), resource.spec.dependencies()));
        wave = new Wave(
                dependencies,
                CloudFormationSwitches.Order.DEPENDENCIES_LAST,
                id -> later(() -> deleteOne(id, otherwise, rollback)),
                () -> later(() -> engine.status(stack, then)));
        wave.begin();
    }

    private void deleteOne(String id, String otherwise, boolean rollback) {
        StackResource resource = stack.resources.get(id);
        String policy = resource.spec.deletionPolicy();
        if (policy.equals("Retain") || policy.equals("RetainExceptOnCreate") && !rollback) {
            engine.record(stack, resource.with("DELETE_SKIPPED", ""));
            wave.done(id);
            return;
        }
        StackResource deleting = resource.with("DELETE_IN_PROGRESS", "");
        engine.record(stack, deleting);
        remove(
                deleting,
                made -> {
                    engine.record(stack, deleting.with("DELETE_COMPLETE", ""));
                    wave.done(id);
                },
                reason -> {
                    engine.record(stack, deleting.with("DELETE_FAILED", reason));
                    wave.failed(id, () -> engine.status(stack, otherwise));
                });
    }

    private void remove(StackResource resource, Consumer<Made> done, Consumer<String> failed) {
        boolean neverMade = resource.physicalId.isEmpty();
        if (neverMade && !resource.spec.isCustom()) {
            done.accept(null);
            return;
        }
        String physicalId =
                neverMade ? stack.name + "-" + resource.spec.logicalId() + "-" + engine.suffix() : resource.physicalId;
        engine.delete(
                stack,
                asked(resource.spec, physicalId, resource.properties, Map.of(), resource.attributes),
                new Completion() {
                    @Override
                    public void done(Made made) {
                        done.accept(made);
                    }

                    @Override
                    public void failed(String reason) {
                        failed.accept(reason.replaceFirst("\u0000.*", ""));
                    }
                });
    }

    private Asked asked(
            Template.Resource spec,
            String physicalId,
            Map<String, Object> properties,
            Map<String, Object> oldProperties,
            Map<String, Object> attributes) {
        return new Asked(
                stack.id, stack.name, spec.logicalId(), spec.type(), physicalId, properties, oldProperties, attributes);
    }

    private void later(Runnable step) {
        int mine = generation;
        engine.after(engine.switches().step, () -> {
            if (mine == generation) {
                step.run();
            }
        });
    }
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.cloudformation.ResourceProvider.Asked;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.emulator.core.EmulatedAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What operations work with: the clock, the stacks' books, and the providers of resources. */
final class DeploymentEngine {
    private record Doom(String stack, String logicalId, Duration after, String reason) {}

    private final EmulatedAccount account;
    private final CloudFormationOptions options;
    private final CustomResources custom;
    private final ResourceProvider inert;
    private final Map<String, ResourceProvider> providers = new HashMap<>();
    private final List<Doom> dooms = new ArrayList<>();
    private Predicate<String> standIns = token -> false;
    private Function<String, Optional<String>> exports = name -> Optional.empty();

    DeploymentEngine(EmulatedAccount account, CloudFormationOptions options, CustomResources custom) {
        this.account = account;
        this.options = options;
        this.custom = custom;
        this.inert = new StubResourceProvider(account, options);
    }

    CloudFormationOptions options() {
        return options;
    }

    void register(String type, ResourceProvider provider) {
        providers.put(type, provider);
    }

    /** Who knows what stacks export. */
    void exports(Function<String, Optional<String>> exports) {
        this.exports = exports;
    }

    /** Which functions behind custom resources only stand in. */
    void standIns(Predicate<String> standIns) {
        this.standIns = standIns;
    }

    void failNext(String stack, String logicalId, Duration after, String reason) {
        dooms.add(new Doom(stack, logicalId, after, reason));
    }

    // ------------------------------------------------------------------ time and books

    Instant now() {
        return account.now();
    }

    void after(Duration duration, Runnable step) {
        account.clock().after(duration, step);
    }

    void status(Stack stack, String status) {
        stack.status = status;
        stack.happened(now(), null, status, "", Duration.ZERO);
        stack.turned(now());
        account.events().tell("cloudformation", stack.name, status);
    }

    void record(Stack stack, StackResource resource) {
        stack.resources.put(resource.spec().logicalId(), resource.recorded(now()));
        stack.turned(now());
        event(stack, resource, resource.status(), resource.reason());
    }

    /** Records that the resource is about to be asked to become that. */
    void asks(Stack stack, StackResource resource, Map<String, Object> properties) {
        stack.asked.put(resource.spec().logicalId(), properties);
        record(stack, resource);
    }

    void event(Stack stack, StackResource resource, String status, String reason) {
        String id = resource.spec().logicalId();
        boolean late = status.endsWith("_IN_PROGRESS") && resource.spec().isCustom();
        stack.happened(now(), resource, status, reason, late ? options.inProgressLag : Duration.ZERO);
        boolean hasRecord = resource.spec().isCustom() && !resource.physicalId().isEmpty();
        account.events()
                .tell(
                        "cloudformation",
                        stack.name + "/" + id,
                        status
                                + (hasRecord ? " " + resource.physicalId() : "")
                                + (reason.isEmpty() ? "" : ": " + reason));
    }

    // ------------------------------------------------------------------ resources

    void create(Stack stack, Template.Resource spec, Map<String, Object> properties, Completion completion) {
        if (!doomed(stack, spec, completion)) {
            provider(spec, properties).create(asked(stack, spec, "", properties, Map.of(), Map.of()), completion);
        }
    }

    void update(
            Stack stack, StackResource from, Template.Resource spec, Map<String, Object> to, Completion completion) {
        if (!doomed(stack, spec, completion)) {
            provider(spec, to)
                    .update(
                            asked(stack, spec, from.physicalId(), to, from.properties(), from.attributes()),
                            completion);
        }
    }

    /** Deletes a physical resource; a custom resource that was never answered for gets an id that nobody gave it. */
    void delete(Stack stack, StackResource resource, Completion completion) {
        boolean neverMade = resource.physicalId().isEmpty();
        if (neverMade && !resource.spec().isCustom()) {
            completion.done(null);
            return;
        }
        String physicalId = neverMade
                ? stack.name + "-" + resource.spec().logicalId() + "-"
                        + account.random().hex(12).toUpperCase(Locale.ROOT)
                : resource.physicalId();
        provider(resource.spec(), resource.properties())
                .delete(
                        asked(
                                stack,
                                resource.spec(),
                                physicalId,
                                resource.properties(),
                                Map.of(),
                                resource.attributes()),
                        completion);
    }

    /** Whether a service of its own has made it. */
    boolean isModelled(StackResource resource) {
        return !resource.spec().isCustom()
                && providers.containsKey(resource.spec().type());
    }

    /** Nobody waits any more for what the resource is doing. */
    void forget(Stack stack, String logicalId) {
        custom.forget(stack.id, logicalId);
    }

    /** Whether such a change means another physical resource. */
    boolean replaces(Template.Resource spec, Map<String, Object> from, Map<String, Object> to) {
        return provider(spec, to).createOnly().stream()
                .anyMatch(name -> !Optional.ofNullable(from.get(name)).equals(Optional.ofNullable(to.get(name))));
    }

    private ResourceProvider provider(Template.Resource spec, Map<String, Object> properties) {
        boolean standsIn = spec.isCustom() && standIns.test(String.valueOf(properties.get("ServiceToken")));
        return spec.isCustom() && !standsIn ? custom : providers.getOrDefault(spec.type(), inert);
    }

    private boolean doomed(Stack stack, Template.Resource spec, Completion completion) {
        for (Iterator<Doom> all = dooms.iterator(); all.hasNext(); ) {
            Doom doom = all.next();
            if (doom.stack().equals(stack.name) && doom.logicalId().equals(spec.logicalId())) {
                all.remove();
                after(doom.after(), () -> completion.failed(doom.reason(), ""));
                return true;
            }
        }
        return false;
    }

    private static Asked asked(
            Stack stack,
            Template.Resource spec,
            String physicalId,
            Map<String, Object> properties,
            Map<String, Object> oldProperties,
            Map<String, Object> attributes) {
        return new Asked(
                stack.id, stack.name, spec.logicalId(), spec.type(), physicalId, properties, oldProperties, attributes);
    }

    // ------------------------------------------------------------------ the template

    @SuppressWarnings("unchecked")
    Map<String, Object> properties(Stack stack, Template.Resource spec) {
        return (Map<String, Object>) resolution(stack).of(spec.properties());
    }

    private IntrinsicFunctions resolution(Stack stack) {
        return new IntrinsicFunctions(new ReferenceScope(account, stack, exports));
    }

    Map<String, String> outputs(Stack stack) {
        Map<String, String> outputs = new LinkedHashMap<>();
        stack.template.outputs().forEach((name, output) -> {
            Object value = resolution(stack).of(Template.object(output).get("Value"));
            outputs.put(name, String.valueOf(value));
        });
        return outputs;
    }
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One phase of an operation: goes through its items in an order that dependencies allow, as many at once as possible. Once it is
 * abandoned, nothing that is still under way in it counts.
 */
final class OperationPhase {
    private final DeploymentEngine engine;
    private final Map<String, Set<String>> waitsFor = new LinkedHashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private Consumer<String> start = item -> {};
    private Runnable whenAllDone = () -> {};
    private Runnable whenStuck = () -> {};
    private boolean ended;
    private boolean abandoned;

    OperationPhase(DeploymentEngine engine) {
        this.engine = engine;
    }

    /**
     * Goes through the items; each start, and the end, comes a step later.
     *
     * @param dependencies of every item, on any ids; ids that are not items do not matter
     */
    void begin(
            Map<String, Set<String>> dependencies,
            CloudFormationOptions.Order order,
            Consumer<String> start,
            Runnable whenAllDone) {
        this.start = start;
        this.whenAllDone = whenAllDone;
        dependencies.keySet().forEach(item -> waitsFor.put(item, new LinkedHashSet<>()));
        dependencies.forEach((item, needed) -> needed.stream()
                .filter(waitsFor::containsKey)
                .forEach(other -> {
                    if (order == CloudFormationOptions.Order.DEPENDENCIES_FIRST) {
                        waitsFor.get(item).add(other);
                    } else if (order == CloudFormationOptions.Order.DEPENDENCIES_LAST) {
                        waitsFor.get(other).add(item);
                    }
                }));
        proceed();
    }

    private void proceed() {
        if (ended) {
            return;
        }
        if (waitsFor.isEmpty()) {
            ended = true;
            after(engine.options().step, whenAllDone);
            return;
        }
        List<String> ready = waitsFor.keySet().stream()
                .filter(item -> waitsFor.get(item).isEmpty() && !running.contains(item) && !failed.contains(item))
                .toList();
        if (ready.isEmpty() && running.isEmpty()) {
            ended = true;
            whenStuck.run();
        }
        for (String item : ready) {
            running.add(item);
            after(engine.options().step, () -> start.accept(item));
        }
    }

    /** Does that later, unless the phase has been abandoned by then. */
    void after(Duration duration, Runnable step) {
        engine.after(duration, () -> {
            if (!abandoned) {
                step.run();
            }
        });
    }

    /** An item is done; what waited for it may start. */
    void done(String item) {
        running.remove(item);
        waitsFor.remove(item);
        waitsFor.values().forEach(needed -> needed.remove(item));
        proceed();
    }

    /** An item failed: what waited for it never starts, everything else goes on; then the phase ends. */
    void failed(String item, Runnable thenEnds) {
        running.remove(item);
        failed.add(item);
        whenStuck = thenEnds;
        proceed();
    }

    void abandon() {
        abandoned = true;
        ended = true;
    }

    Set<String> running() {
        return Set.copyOf(running);
    }

    /** Hears how a resource ended, unless the phase has been abandoned meanwhile. */
    Completion completion(Consumer<Made> done, BiConsumer<String, String> failed) {
        return completion(done, failed, made -> {});
    }

    /** The same; whoever is made too late is told apart. */
    Completion completion(Consumer<Made> done, BiConsumer<String, String> failed, Consumer<Made> doneTooLate) {
        return new Completion() {
            @Override
            public void done(Made made) {
                (abandoned ? doneTooLate : done).accept(made);
            }

            @Override
            public void failed(String reason, String physicalId) {
                if (!abandoned) {
                    failed.accept(reason, physicalId);
                }
            }
        };
    }
}

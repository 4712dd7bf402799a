package io.github.cdknat.emulator.cloudformation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Goes through items in an order that dependencies allow, as many at once as possible. */
final class DependencyScheduler {
    private final Map<String, Set<String>> waitsFor = new LinkedHashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final Consumer<String> start;
    private final Runnable whenAllDone;
    private Runnable whenStuck = () -> {};
    private boolean stopped;

    /**
     * Prepares a wave.
     *
     * @param dependencies of every item, on any ids; ids that are not items do not matter
     */
    DependencyScheduler(
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
    }

    void begin() {
        proceed();
    }

    /** An item is done; what waited for it may start. */
    void done(String item) {
        running.remove(item);
        waitsFor.remove(item);
        waitsFor.values().forEach(needed -> needed.remove(item));
        proceed();
    }

    /** An item failed: what waited for it never starts, everything else goes on; then the wave ends. */
    void failed(String item, Runnable thenEnds) {
        running.remove(item);
        failed.add(item);
        whenStuck = thenEnds;
        proceed();
    }

    /** Starts nothing more. */
    void stop() {
        stopped = true;
    }

    Set<String> running() {
        return Set.copyOf(running);
    }

    private void proceed() {
        if (stopped) {
            return;
        }
        if (waitsFor.isEmpty()) {
            stopped = true;
            whenAllDone.run();
            return;
        }
        List<String> ready = waitsFor.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty()
                        && !running.contains(entry.getKey())
                        && !failed.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (ready.isEmpty() && running.isEmpty()) {
            stopped = true;
            whenStuck.run();
        }
        for (String item : ready) {
            if (!stopped && waitsFor.containsKey(item) && running.add(item)) {
                start.accept(item);
            }
        }
    }
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One phase of an operation: its wave through the resources. Once it is abandoned, nothing that is still under way in it counts. */
final class OperationPhase {
    private final DeploymentEngine engine;
    private DependencyScheduler wave;
    private boolean abandoned;

    OperationPhase(DeploymentEngine engine) {
        this.engine = engine;
    }

    /** Goes through the items; each start, and the end, comes a step later. */
    void begin(
            Map<String, Set<String>> dependencies,
            CloudFormationOptions.Order order,
            Consumer<String> start,
            Runnable whenAllDone) {
        wave = new DependencyScheduler(
                dependencies, order, id -> later(() -> start.accept(id)), () -> later(whenAllDone));
        wave.begin();
    }

    void later(Runnable step) {
        after(engine.options().step, step);
    }

    void after(Duration duration, Runnable step) {
        engine.after(duration, () -> {
            if (!abandoned) {
                step.run();
            }
        });
    }

    void done(String id) {
        wave.done(id);
    }

    /** What waited for it never starts, everything else goes on. */
    void failed(String id, Runnable thenEnds) {
        wave.failed(id, thenEnds);
    }

    void abandon() {
        abandoned = true;
        wave.stop();
    }

    Set<String> running() {
        return wave.running();
    }

    /** Hears how a resource ended, unless the course has been abandoned meanwhile. */
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

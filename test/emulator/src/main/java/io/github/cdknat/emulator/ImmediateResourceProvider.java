package io.github.cdknat.emulator;

import io.github.cdknat.emulator.cloudformation.ResourceProvider;
import io.github.cdknat.emulator.core.VirtualClock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A resource type whose service answers at once; the time that CloudFormation takes over it is added here. */
record ImmediateResourceProvider(
        VirtualClock clock,
        Duration takes,
        Set<String> createOnly,
        Function<ResourceProvider.Asked, ResourceProvider.Made> making,
        Consumer<ResourceProvider.Asked> deleting)
        implements ResourceProvider {
    /** The service would not do it: the resource fails, and CloudFormation goes on from there. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    @Override
    public void create(Asked asked, Completion completion) {
        later(completion, () -> making.apply(asked));
    }

    @Override
    public void update(Asked asked, Completion completion) {
        later(completion, () -> making.apply(asked));
    }

    @Override
    public void delete(Asked asked, Completion completion) {
        later(completion, () -> {
            deleting.accept(asked);
            return null;
        });
    }

    private void later(Completion completion, Supplier<Made> step) {
        clock.after(takes, () -> {
            Made made;
            try {
                made = step.get();
            } catch (RefusedException refusal) {
                completion.failed(refusal.getMessage());
                return;
            } catch (ClassCastException | NullPointerException | NumberFormatException | IllegalStateException e) {
                completion.failed("The emulator does not model these properties: " + e.getMessage());
                return;
            }
            completion.done(made);
        });
    }
}

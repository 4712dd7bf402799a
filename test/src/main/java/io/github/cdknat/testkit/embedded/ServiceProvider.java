package io.github.cdknat.testkit.embedded;

import io.github.cdknat.testkit.cloudformation.ResourceProvider;
import io.github.cdknat.testkit.kernel.VirtualClock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A resource type whose service answers at once; the time that CloudFormation takes over it is added here. */
record ServiceProvider(
        VirtualClock clock,
        Duration takes,
        Set<String> createOnly,
        Function<ResourceProvider.Asked, ResourceProvider.Made> creating,
        Function<ResourceProvider.Asked, ResourceProvider.Made> updating,
        Consumer<ResourceProvider.Asked> deleting)
        implements ResourceProvider {
    @Override
    public void create(Asked asked, Completion completion) {
        later(() -> completion.done(creating.apply(asked)));
    }

    @Override
    public void update(Asked asked, Completion completion) {
        later(() -> completion.done(updating.apply(asked)));
    }

    @Override
    public void delete(Asked asked, Completion completion) {
        later(() -> {
            deleting.accept(asked);
            completion.done(null);
        });
    }

    private void later(Runnable step) {
        clock.after(takes, step);
    }
}

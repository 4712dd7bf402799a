package io.github.cdknat;

import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Says how the handler behind the addresses runs. All constructs of one stack share one handler, so all must say the same;
 * null means the default.
 *
 * @param <B> the builder that every method returns
 */
public abstract class HandlerBuilder<B extends HandlerBuilder<B>> {
    RetentionDays logRetention;

    HandlerBuilder() {}

    abstract B self();

    /** Says what another builder does. */
    B handledLike(HandlerBuilder<?> other) {
        logRetention = other.logRetention;
        return self();
    }

    /**
     * How long the logs of the functions are kept.
     *
     * @param logRetention default one month
     */
    public B logRetention(RetentionDays logRetention) {
        this.logRetention = logRetention;
        return self();
    }
}

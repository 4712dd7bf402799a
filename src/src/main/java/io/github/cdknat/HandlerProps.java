package io.github.cdknat;

import java.util.Objects;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * How the handler behind the addresses runs: what the props of both constructs share. All constructs of one stack share one
 * handler, so all must say the same.
 */
public abstract class HandlerProps {
    private final RetentionDays logRetention;

    HandlerProps(HandlerBuilder<?> builder) {
        logRetention = Objects.requireNonNullElse(builder.logRetention, RetentionDays.ONE_MONTH);
    }

    /** How long the functions' logs are kept. */
    public RetentionDays getLogRetention() {
        return logRetention;
    }
}

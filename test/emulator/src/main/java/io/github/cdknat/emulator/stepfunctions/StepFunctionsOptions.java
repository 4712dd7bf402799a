package io.github.cdknat.emulator.stepfunctions;

import io.github.cdknat.emulator.core.ApiCall;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Where Step Functions' behaviour is not documented, or chance plays a part. */
public final class StepFunctionsOptions {
    /** How old what ListExecutions shows is: "eventually consistent" (API), without a number (F93); asked at every call. */
    public Function<ApiCall, Duration> staleness = call -> Duration.ZERO;

    /** Whether executions stand still: a state is entered only when that is over (assumed, F112). */
    public BooleanSupplier halted = () -> false;

    /** How long a transition takes, and how often a halted one is tried (assumed). */
    public Duration transition = Duration.ofMillis(20);
}

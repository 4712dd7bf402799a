package io.github.cdknat.emulator.lambda;

import java.time.Duration;
import java.util.function.Supplier;

/** What Lambda may do; asked anew at every invocation. */
public final class LambdaOptions {
    /** How long a function takes beside its calls (measured: about 20 ms warm; a cold start is the host's matter). */
    public Duration compute = Duration.ofMillis(20);

    /** How long an asynchronous event waits before its first delivery (assumed). */
    public Supplier<Duration> queueing = () -> Duration.ofMillis(100);

    /** Whether an asynchronous event is delivered twice ("at least once": AWS Lambda Developer Guide). */
    public Supplier<Boolean> deliveredTwice = () -> false;

    /** Whether an asynchronous event is deleted from the queue without ever being delivered, and without a destination (F110). */
    public Supplier<Boolean> eventLost = () -> false;

    /**
     * Whether the delivery of an asynchronous event is throttled: it goes back to the queue, and is tried again after 1 s, then
     * ever more rarely (F111).
     */
    public Supplier<Boolean> eventThrottled = () -> false;

    /** The longest time between two tries of a throttled event: 5 minutes (F111). */
    public Duration eventRetryAtMost = Duration.ofMinutes(5);

    /** Whether a synchronous invocation ends with a service error, and the function did not run (F85). */
    public Supplier<Boolean> unavailable = () -> false;

    /** Whether a synchronous invocation is throttled. */
    public Supplier<Boolean> throttled = () -> false;

    /** Whether a synchronous invocation ends with a service error although the function ran. */
    public Supplier<Boolean> answerLost = () -> false;
}

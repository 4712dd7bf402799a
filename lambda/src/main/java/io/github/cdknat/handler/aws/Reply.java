package io.github.cdknat.handler.aws;

import java.util.function.Function;

/** What came back from an AWS call. "The outcome is unknown" is an answer of its own. */
public sealed interface Reply<T> {
    /** AWS's request id; empty if none came back. */
    String requestId();

    /** The service answered. */
    record Answer<T>(T value, String requestId) implements Reply<T> {}

    /** The service refused, in its own words. */
    record Rejected<T>(ErrorKind kind, String code, String message, String requestId) implements Reply<T> {}

    /** Nobody knows whether the call took effect: a timeout, a lost reply, a server error. */
    record OutcomeUnknown<T>(String cause, String requestId) implements Reply<T> {}

    /** The answer's value turned into another; refusals and unknowns stay what they are. */
    default <R> Reply<R> map(Function<T, R> function) {
        if (this instanceof Answer<T> answer) {
            return new Answer<>(function.apply(answer.value()), answer.requestId());
        }
        if (this instanceof Rejected<T> refusal) {
            return new Rejected<>(refusal.kind(), refusal.code(), refusal.message(), refusal.requestId());
        }
        return new OutcomeUnknown<>(((OutcomeUnknown<T>) this).cause(), requestId());
    }

    /** For the log: accepted, or what else, verbatim. */
    default String outcome() {
        if (this instanceof Rejected<T> refusal) {
            return refusal.code() + ": " + refusal.message();
        }
        return this instanceof OutcomeUnknown<T> unknown ? "no answer: " + unknown.cause() : "accepted";
    }
}

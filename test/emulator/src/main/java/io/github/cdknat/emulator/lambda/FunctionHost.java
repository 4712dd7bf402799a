package io.github.cdknat.emulator.lambda;

/** Runs a function's code: in this process, or as the packaged jar in a JVM of its own. */
public interface FunctionHost extends AutoCloseable {
    /** How an invocation ended. */
    sealed interface Invocation {
        record Returned(String payload) implements Invocation {}

        /** The function threw; the type is the exception's class name. */
        record Failed(String errorType, String errorMessage) implements Invocation {}

        /** The process ended before it answered. */
        record Crashed(String message) implements Invocation {}
    }

    /** Whether it can run such a function. */
    default boolean runs(FunctionConfiguration function) {
        return true;
    }

    /** Gets an environment for the function ready, so that its first invocation finds it warm. */
    default void prepare(FunctionConfiguration function) {}

    Invocation invoke(FunctionConfiguration function, String payload);

    @Override
    default void close() {}
}

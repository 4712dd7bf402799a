package io.github.cdknat.emulator.stepfunctions;

/** States.Runtime: "aren't retriable, and will always cause the execution to fail" (Step Functions Developer Guide, "Error names"). */
final class StatesRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatesRuntimeException(String message) {
        super(message);
    }
}

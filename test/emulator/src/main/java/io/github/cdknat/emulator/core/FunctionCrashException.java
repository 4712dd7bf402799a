package io.github.cdknat.emulator.core;

/** The function that made a call died with it; thrown through the in-process handler, which cannot catch it by mistake. */
public final class FunctionCrashException extends Error {
    private static final long serialVersionUID = 1L;

    public FunctionCrashException() {
        super("the function's process died", null, false, false);
    }
}

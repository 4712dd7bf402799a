package io.github.cdknat.testkit.kernel;

/** The function that made a call died with it; thrown through the in-process handler, which cannot catch it by mistake. */
public final class CallerDied extends Error {
    private static final long serialVersionUID = 1L;

    public CallerDied() {
        super("the function's process died", null, false, false);
    }
}

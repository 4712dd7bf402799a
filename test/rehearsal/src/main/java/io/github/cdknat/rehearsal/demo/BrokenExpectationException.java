package io.github.cdknat.rehearsal.demo;

/** A step did not go as promised; the message is the sentence that the command ends with. */
final class BrokenExpectationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenExpectationException(char step, Expectation expectation) {
        super("Step (" + step + ") is broken: " + expectation.promise() + ". Expected: " + expectation.expected()
                + ". Found: " + expectation.found() + ".");
    }
}

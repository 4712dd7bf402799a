package io.github.cdknat.rehearsal.template;

/** What was given cannot be worked with; the message is the one sentence that the command ends with. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String sentence) {
        super(sentence);
    }
}

package io.github.cdknat.handler.event;

/** The request cannot be understood; the message is the sentence that CloudFormation will show. */
public final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidEventException(String message) {
        super(message);
    }

    /** Never null: each says a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

package io.github.cdknat.handler.event;

/** The request cannot be understood; the message is the sentence that CloudFormation will show. */
public final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;

    /** An answer has at most 4096 bytes. */
    private static final int MOST_CHARS = 4_000;

    public InvalidEventException(String message) {
        super(message.length() <= MOST_CHARS ? message : message.substring(0, MOST_CHARS) + " ... (cut)");
    }

    /** Never null: each says a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

package io.github.cdknat.emulator.core;

/** A service's refusal on its way to the caller. */
public final class ApiFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public ApiFaultException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The client's fault: 400. */
    public ApiFaultException(String code, String message) {
        this(400, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}

package io.github.cdknat.internal;

/** A property that breaks a rule at synthesis. */
final class InvalidPropertyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidPropertyException(String message) {
        super(message);
    }
}

package io.github.cdknat;

/** A property that breaks a rule at synthesis: which, where, what was found, the rule, the next step. */
final class InvalidPropertyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidPropertyException(String property, ConstructPath path, String found, String rule, String nextStep) {
        super("Invalid " + property + " of " + path + ": " + found + " (" + rule + "); " + nextStep + ".");
    }

    /** Never null: each says a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

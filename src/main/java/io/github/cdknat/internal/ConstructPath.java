package io.github.cdknat.internal;

import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/** Where a construct stands in its tree. CDK is asked only when somebody wants to know: nearly all declarations are right. */
public final class ConstructPath {
    private final Construct construct;
    private @Nullable String text;

    public ConstructPath(Construct construct) {
        this.construct = construct;
    }

    /**
     * A property of the construct that breaks a rule at synthesis.
     * @param problem what was found, the rule in parentheses, a semicolon and the next step
     */
    public IllegalArgumentException invalid(String property, String problem) {
        return new IllegalArgumentException(message(property, problem));
    }

    /** What {@link #invalid} says. */
    String message(String property, String problem) {
        return "Invalid " + property + " of " + this + ": " + problem;
    }

    /** A text that is not what the property takes. */
    IllegalArgumentException invalidText(String property, @Nullable String text, String rule, String next) {
        return invalid(property, Misreading.of(text, rule, next));
    }

    /** A number that breaks a rule; a token, which CDK encodes as a huge negative number, is called what it is. */
    IllegalArgumentException invalidNumber(String property, Number number, String rule, String next) {
        return number.intValue() == Integer.MIN_VALUE
                ? invalid(property, "a token (" + rule + "); give a number that is known at synthesis.")
                : invalid(property, number + " (" + rule + "); " + next + ".");
    }

    /** How a message shows text that was given. */
    static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    @Override
    public String toString() {
        if (text == null) {
            text = construct.getNode().getPath();
        }
        return text;
    }
}

package io.github.cdknat.internal;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.constructs.IConstruct;

/** Where a construct stands in its tree. CDK is asked only when somebody wants to know: nearly all declarations are right. */
public final class ConstructPath {
    private final IConstruct construct;
    private @Nullable String text;

    public ConstructPath(IConstruct construct) {
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

    /** What {@link #invalid} says, unless the rule holds. */
    Stream<String> problem(boolean holds, String property, String problem) {
        return holds ? Stream.empty() : Stream.of(message(property, problem));
    }

    /** Refuses a property for which the rule does not hold. */
    public void require(boolean holds, String property, String problem) {
        if (!holds) {
            throw invalid(property, problem);
        }
    }

    /** Refuses a text that is not what the property takes. */
    void requireText(boolean holds, String property, @Nullable String text, String rule, String next) {
        require(holds, property, holds ? "" : Misreading.of(text, rule, next));
    }

    /** Refuses a number that breaks a rule; a token, which CDK encodes as a huge negative number, is called what it is. */
    void requireNumber(boolean holds, String property, Number number, String rule, String next) {
        boolean token = number.intValue() == Integer.MIN_VALUE;
        String found = token ? "a token" : number.toString();
        String cure = token ? "give a number that is known at synthesis" : next;
        require(holds, property, found + " (" + rule + "); " + cure + ".");
    }

    @Override
    public String toString() {
        if (text == null) {
            text = construct.getNode().getPath();
        }
        return text;
    }
}

package io.github.cdknat;

import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/** Where a construct stands in its tree. CDK is asked only when somebody wants to know: nearly all declarations are right. */
final class ConstructPath {
    private final Construct construct;
    private @Nullable String text;

    ConstructPath(Construct construct) {
        this.construct = construct;
    }

    @Override
    public String toString() {
        if (text == null) {
            text = construct.getNode().getPath();
        }
        return text;
    }
}

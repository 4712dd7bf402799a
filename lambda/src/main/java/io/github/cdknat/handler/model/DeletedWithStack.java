package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import java.util.Optional;

/**
 * What the life of a gateway ends with that a stack declares and does not retain, as the construct tells it.
 *
 * @param with what it ends with
 * @param logicalId the gateway's own logical id in the stack
 */
public record DeletedWithStack(With with, String logicalId) {
    /** What it ends with. */
    public enum With {
        /** The stack, or a replacement. */
        STACK,
        /** The declaration too: one construct makes both, so both are always removed together. */
        RESOURCE
    }

    /** Reads "STACK/logical id" or "RESOURCE/logical id"; anything else tells nothing. */
    public static Optional<DeletedWithStack> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9A-Za-z]{1,255}")) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case Contract.WITH_STACK -> Optional.of(new DeletedWithStack(With.STACK, parts[1]));
            case Contract.WITH_RESOURCE -> Optional.of(new DeletedWithStack(With.RESOURCE, parts[1]));
            default -> Optional.empty();
        };
    }
}

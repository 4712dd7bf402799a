package io.github.cdknat.handler.cloudformation;

import io.github.cdknat.handler.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the construct writes into its resource's Metadata for the handler to read back. */
public final class ResourceMetadata {
    private static final int LONGEST_DRAIN = 4000;

    private ResourceMetadata() {}

    /** MaxDrainDurationSeconds of a resource's metadata; empty if it is absent, or not 1..4000. */
    public static Optional<Integer> drainSeconds(String metadata) {
        if (metadata == null) {
            return Optional.empty();
        }
        try {
            Object value = Json.read(new ByteArrayInputStream(metadata.getBytes(StandardCharsets.UTF_8)))
                    .get("MaxDrainDurationSeconds");
            return Optional.ofNullable(value)
                    .map(Object::toString)
                    .filter(text -> text.matches("[0-9]{1,4}"))
                    .map(Integer::valueOf)
                    .filter(seconds -> seconds >= 1 && seconds <= LONGEST_DRAIN);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

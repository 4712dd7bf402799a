package io.github.cdknat.handler.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource request as CloudFormation sends it ("Custom resource request objects", AWS CloudFormation User Guide),
 * read leniently: what is missing is the empty string.
 *
 * @param physicalResourceId empty on Create
 */
public record CloudFormationEvent(
        String requestType,
        String responseUrl,
        String stackId,
        String requestId,
        String logicalResourceId,
        Optional<String> physicalResourceId,
        Map<String, Object> properties) {
    private static final int MOST_OF_STACK_ID = 1024;
    private static final int MOST_OF_REQUEST_ID = 128;
    /** Logical ids have at most 255 characters (CloudFormation quotas), physical ids of custom resources at most 1 KB. */
    private static final int MOST_OF_LOGICAL_ID = 255;

    private static final int MOST_OF_PHYSICAL_ID = 1024;

    public static CloudFormationEvent of(Map<String, Object> event) {
        return new CloudFormationEvent(
                text(event, "RequestType"),
                text(event, "ResponseURL"),
                text(event, "StackId"),
                text(event, "RequestId"),
                text(event, "LogicalResourceId"),
                Optional.of(text(event, "PhysicalResourceId")).filter(id -> !id.isEmpty()),
                object(event.get("ResourceProperties")));
    }

    /** Why nobody can be answered: an answer repeats the ids, and stays under 4096 bytes. Empty if somebody can. */
    public Optional<String> unanswerable() {
        return responseUrl.isEmpty()
                ? Optional.of("ResponseURL is missing (CloudFormation sends one with every request)")
                : unfit("StackId", stackId, MOST_OF_STACK_ID)
                        .or(() -> unfit("RequestId", requestId, MOST_OF_REQUEST_ID))
                        .or(() -> unfit("LogicalResourceId", logicalResourceId, MOST_OF_LOGICAL_ID))
                        .or(() -> physicalResourceId.flatMap(
                                id -> unfit("PhysicalResourceId", id.replaceAll("\\s", "-"), MOST_OF_PHYSICAL_ID)));
    }

    private static Optional<String> unfit(String name, String value, int most) {
        return value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > most || value.matches("(?s).*\\s.*")
                ? Optional.of(name + " has " + value.length() + " characters (1.." + most + " without blanks)")
                : Optional.empty();
    }

    private static String text(Map<String, Object> event, String name) {
        return event.get(name) instanceof String text ? text : "";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}

package io.github.cdknat.handler.event;

import java.util.ArrayList;
import java.util.List;
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

    /** What an answer has to repeat and this event does not have. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (stackId.isEmpty()) {
            missing.add("StackId");
        }
        if (requestId.isEmpty()) {
            missing.add("RequestId");
        }
        if (logicalResourceId.isEmpty()) {
            missing.add("LogicalResourceId");
        }
        return missing;
    }

    private static String text(Map<String, Object> event, String name) {
        return event.get(name) instanceof String text ? text : "";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}

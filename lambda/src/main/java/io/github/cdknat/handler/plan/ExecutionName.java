package io.github.cdknat.handler.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an execution, which says whose it is: {@code <resource>-<type>-<physical id>-<request>-<event>}, all but the
 * type being hashes. The same event has the same name, so a doubled delivery starts nothing.
 *
 * @param resource of StackId and LogicalResourceId
 * @param type create, update or delete
 * @param physicalId of the event's PhysicalResourceId
 * @param request of the event without its ResponseURL
 * @param event of the whole event
 */
public record ExecutionName(String resource, String type, String physicalId, String request, String event) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{20})-(create|update|delete)-([0-9a-f]{8})-([0-9a-f]{12})-([0-9a-f]{16})");

    /** Reads a name; empty if the execution was not started by our OnEvent function. */
    public static Optional<ExecutionName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ExecutionName(
                        matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5)))
                : Optional.empty();
    }

    public String text() {
        return String.join("-", resource, type, physicalId, request, event);
    }

    public boolean isHold() {
        return !type.equals("delete");
    }

    public boolean isOfSameRequestAs(ExecutionName other) {
        return type.equals(other.type) && request.equals(other.request);
    }
}

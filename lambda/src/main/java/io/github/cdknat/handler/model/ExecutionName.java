package io.github.cdknat.handler.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** What stands in a name for a physical id. */
    public static String physicalId(String physicalId) {
        return hash(physicalId, 8);
    }

    /** So many hexadecimal digits of the text's SHA-256. */
    public static String hash(String text, int digits) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public String text() {
        return String.join("-", resource, type, physicalId, request, event);
    }

    /** Whether the request started from that record. */
    public boolean startsFrom(String record) {
        return physicalId.equals(physicalId(record));
    }

    public boolean isCreateOrUpdate() {
        return !type.equals("delete");
    }

    public boolean isOfSameRequestAs(ExecutionName other) {
        return type.equals(other.type) && request.equals(other.request);
    }
}

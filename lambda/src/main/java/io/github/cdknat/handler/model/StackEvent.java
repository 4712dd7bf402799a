package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * One of the stack's events ("StackEvent", AWS CloudFormation API Reference).
 *
 * @param physicalId the resource's physical id at that moment, or the stack's id; may be empty
 * @param type the resource's type
 * @param status for example UPDATE_IN_PROGRESS
 * @param properties what was asked for; empty if the event does not say
 */
public record StackEvent(
        String logicalId, String physicalId, String type, String status, Instant at, Map<String, Object> properties) {
    /** What every request bears, and what nobody declares. */
    private static final Set<String> NOT_DECLARED = Set.of("ServiceToken", "ServiceTimeout");

    boolean isOf(String otherLogicalId) {
        return logicalId.equals(otherLogicalId) && !physicalId.isEmpty();
    }

    boolean isComplete() {
        return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE");
    }

    boolean isFailed() {
        return status.equals("CREATE_FAILED") || status.equals("UPDATE_FAILED");
    }

    boolean isInProgress() {
        return status.endsWith("_IN_PROGRESS");
    }

    boolean isDeletion() {
        return status.startsWith("DELETE_");
    }

    /** Whether it asks for addresses of that gateway. */
    boolean asksOf(String gatewayId) {
        return !isDeletion() && gatewayId.equals(properties.get(Contract.NAT_GATEWAY_ID));
    }

    /** The addresses that it asks for; none if it asks for a count. */
    SortedSet<Ipv4> addresses() {
        List<?> listed =
                properties.get(Contract.SECONDARY_PRIVATE_IP_ADDRESSES) instanceof List<?> list ? list : List.of();
        return Ipv4.sorted(listed.stream()
                .flatMap(address -> Ipv4.parse(String.valueOf(address)).stream())
                .toList());
    }

    /**
     * Whether the event may have asked for these properties: it did if it says the same, whether scalars are strings or not, and in
     * whatever order members stand; an event that says nothing may have.
     */
    boolean mayAskFor(Map<String, Object> asked) {
        return properties.isEmpty()
                || asked.entrySet().stream()
                        .filter(entry -> !NOT_DECLARED.contains(entry.getKey()))
                        .allMatch(entry -> text(properties.getOrDefault(entry.getKey(), ""))
                                .equals(text(entry.getValue())));
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> members = new TreeMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), text(member)));
            return members.toString();
        }
        return value instanceof List<?> list
                ? list.stream().map(StackEvent::text).toList().toString()
                : String.valueOf(value);
    }
}

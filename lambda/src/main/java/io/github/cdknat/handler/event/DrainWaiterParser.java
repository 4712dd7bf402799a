package io.github.cdknat.handler.event;

import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Contract;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the construct says about drain waiters: in the owner's properties how many there are ({@code DrainWaiters}), in a drain waiter's
 * own which one it is ({@code DrainWaiter}). A drain waiter repeats its owner's declaration, so that it is updated when the owner is.
 */
final class DrainWaiterParser {
    private static final int MOST = 9;

    /** What an owner takes over without a new physical id. */
    private static final String REPLACES_NO_OWNER =
            Contract.MAX_DRAIN_DURATION_SECONDS + "|" + Contract.DRAIN_WAIT + "|" + Contract.ADDRESS_LIMIT;

    private DrainWaiterParser() {}

    /** The drain waiters around the owner with these properties; none if it says nothing, or nothing sensible. */
    static DrainWaiters drainWaiters(String owner, Map<String, Object> properties) {
        Map<String, Object> said = object(properties.get(Contract.DRAIN_WAITERS));
        int before = number(said.get(Contract.BEFORE));
        int after = number(said.get(Contract.AFTER));
        return before + after == 0
                ? DrainWaiters.NONE
                : new DrainWaiters(before, after, physicalId(owner, Contract.AFTER, after, properties));
    }

    /** The drain waiter's request, if this is one. */
    static Optional<Request.DrainWaiter> request(CloudFormationEvent event, int drain, int timeout) {
        Map<String, Object> said = object(event.properties().get(Contract.DRAIN_WAITER));
        String side = String.valueOf(said.get(Contract.SIDE));
        int stage = number(said.get(Contract.STAGE));
        int of = number(said.get(Contract.OF));
        if (!(said.get(Contract.OWNER) instanceof String owner)
                || !side.matches(Contract.BEFORE + "|" + Contract.AFTER)
                || stage < 1
                || of < stage) {
            return Optional.empty();
        }
        boolean delete = event.requestType().equals("Delete");
        String waitedId =
                delete ? event.physicalResourceId().orElse("") : physicalId(owner, side, stage, event.properties());
        return Optional.of(new Request.DrainWaiter(
                event.logicalResourceId(),
                String.valueOf(event.properties().getOrDefault(Contract.NAT_GATEWAY_ID, "")),
                owner,
                task(event.requestType(), side.equals(Contract.BEFORE)),
                stage,
                of,
                waitedId,
                drain,
                timeout,
                event.requestType().equals("Create") ? Optional.empty() : event.physicalResourceId()));
    }

    private static Request.DrainWaiter.Task task(String type, boolean before) {
        return switch (type) {
            case "Delete" -> before ? Request.DrainWaiter.Task.UNTIL_RELEASED : Request.DrainWaiter.Task.NOTHING;
            case "Update" -> before ? Request.DrainWaiter.Task.UNTIL_DRAINED : Request.DrainWaiter.Task.UNTIL_SERVING;
            default -> before ? Request.DrainWaiter.Task.NOTHING : Request.DrainWaiter.Task.UNTIL_SERVING;
        };
    }

    /**
     * Changes when the declaration does. A drain waiter before the owner is replaced only when its owner is, because it has a Delete to wait
     * for then; one after it whenever it is updated, so that its id tells whether it has been.
     */
    private static String physicalId(String owner, String side, int stage, Map<String, Object> properties) {
        Map<String, Object> declared = new TreeMap<>(properties);
        declared.keySet()
                .removeIf(name -> name.startsWith("Service")
                        || name.startsWith(Contract.DRAIN_WAITER)
                        || name.equals(Contract.LATER_SECONDARY_PRIVATE_IP_ADDRESSES));
        if (side.equals(Contract.BEFORE)) {
            declared.keySet().removeIf(name -> name.matches(REPLACES_NO_OWNER));
        }
        return "drain-waiter/" + owner + "/" + side.toLowerCase(Locale.ROOT) + "-" + stage + "/"
                + ExecutionNames.digest(declared);
    }

    private static int number(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.matches("[0-9]") && Integer.parseInt(text) <= MOST ? Integer.parseInt(text) : 0;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}

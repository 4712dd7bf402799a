package io.github.cdknat.handler.event;

import io.github.cdknat.handler.plan.Gates;
import io.github.cdknat.handler.plan.Request;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the construct says about settle gates: in the owner's properties how many there are ({@code SettleGates}), in a gate's
 * own which one it is ({@code SettleGate}). A gate repeats its owner's declaration, so that it is updated when the owner is.
 */
final class GateParser {
    private static final String GATES = "SettleGates";
    private static final String GATE = "SettleGate";
    private static final int MOST = 9;

    private GateParser() {}

    /** The gates around the owner with these properties; none if it says nothing, or nothing sensible. */
    static Gates gates(String owner, Map<String, Object> properties) {
        Map<String, Object> said = object(properties.get(GATES));
        int before = number(said.get("Before"));
        int after = number(said.get("After"));
        return before + after == 0
                ? Gates.NONE
                : new Gates(before, after, physicalId(owner, "After", after, properties));
    }

    /** The gate's request, if this is one. */
    static Optional<Request.Settle> settle(CloudFormationEvent event, int drain, int timeout) {
        Map<String, Object> said = object(event.properties().get(GATE));
        String side = String.valueOf(said.get("Side"));
        int stage = number(said.get("Stage"));
        int of = number(said.get("Of"));
        if (!(said.get("Owner") instanceof String owner) || !side.matches("Before|After") || stage < 1 || of < stage) {
            return Optional.empty();
        }
        boolean delete = event.requestType().equals("Delete");
        String settledId =
                delete ? event.physicalResourceId().orElse("") : physicalId(owner, side, stage, event.properties());
        return Optional.of(new Request.Settle(
                event.logicalResourceId(),
                String.valueOf(event.properties().getOrDefault("NatGatewayId", "")),
                owner,
                task(event.requestType(), side.equals("Before")),
                stage,
                of,
                settledId,
                drain,
                timeout,
                event.requestType().equals("Create") ? Optional.empty() : event.physicalResourceId()));
    }

    private static Request.Settle.Task task(String type, boolean before) {
        return switch (type) {
            case "Delete" -> before ? Request.Settle.Task.RELEASE : Request.Settle.Task.NOTHING;
            case "Update" -> before ? Request.Settle.Task.RESTORE : Request.Settle.Task.HOLD;
            default -> before ? Request.Settle.Task.NOTHING : Request.Settle.Task.HOLD;
        };
    }

    /**
     * Changes when the declaration does. A gate before the owner is replaced only when its owner is, because it has a Delete to wait
     * for then; one after it whenever it is updated, so that its id tells whether it has been.
     */
    private static String physicalId(String owner, String side, int stage, Map<String, Object> properties) {
        Map<String, Object> declared = new TreeMap<>(properties);
        declared.keySet().removeIf(name -> name.startsWith("Service") || name.startsWith("SettleGate"));
        if (side.equals("Before")) {
            declared.keySet().removeIf(name -> name.matches("MaxDrainDurationSeconds|DrainWait|AddressLimit"));
        }
        return "gate/" + owner + "/" + side.toLowerCase(Locale.ROOT) + "-" + stage + "/"
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

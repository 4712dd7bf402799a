package io.github.cdknat.simulation;

import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.simulation.ActualState.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** SUCCESS for a Delete: nothing of the record serves any more, now or when the last drain waiter has answered. */
final class DeleteSuccessChecker {
    private static final String HANDED_ON = "Released: handing on to the drain waiters";

    private final ActualState actual;
    private final Set<Place> assignedManually;
    private final Violations findings;

    /** What was handed on, by the stack and the owner's logical id. */
    private final Map<List<String>, List<AddressRecord>> handedOn = new HashMap<>();

    private final List<String> abandoned = new ArrayList<>();

    private record Assigned(String stack, Instant at) {}

    /** Which stack was the last to assign an address. */
    private final Map<Place, Assigned> assigners = new HashMap<>();

    DeleteSuccessChecker(ActualState actual, Set<Place> assignedManually, Violations findings) {
        this.actual = actual;
        this.assignedManually = assignedManually;
        this.findings = findings;
    }

    void assigned(String stack, Place place, Instant now) {
        assigners.put(place, new Assigned(stack, now));
    }

    /** Whether the last to assign it was left behind. */
    boolean isLeftBehind(Place place, BiPredicate<String, Instant> leftBehind) {
        Assigned assigned = assigners.get(place);
        return assigned != null && leftBehind.test(assigned.stack(), assigned.at());
    }

    void retained(Set<String> physicalIds) {
        abandoned.addAll(physicalIds);
    }

    void succeeded(CustomResources.Request request, Map<String, Object> answer) {
        Map<?, ?> properties = (Map<?, ?>) request.event().get("ResourceProperties");
        String stack = ActualState.stackName(request.event().get("StackId"));
        if (properties.get("DrainWaiter") instanceof Map<?, ?> gate) {
            settled(request, stack, gate);
            return;
        }
        Optional<AddressRecord> owned = AddressRecord.parse(physicalId(request));
        if (owned.isEmpty()) {
            return;
        }
        if (String.valueOf(answer.get("Reason")).startsWith(HANDED_ON)) {
            findings.check(
                    Invariant.RELEASED,
                    properties.containsKey("DrainWaiters"),
                    "handed on without drain waiters: " + answer);
            String owner = String.valueOf(request.event().get("LogicalResourceId"));
            handedOn.computeIfAbsent(List.of(stack, owner), key -> new ArrayList<>())
                    .add(owned.get());
            return;
        }
        released(request, stack, owned.get(), "the Delete of");
    }

    /** The last gate to be deleted is the first before the owner. */
    private void settled(CustomResources.Request request, String stack, Map<?, ?> gate) {
        if (gate.get("Side").equals("Before") && gate.get("Stage").equals(gate.get("Of"))) {
            List<AddressRecord> records = handedOn.remove(List.of(stack, String.valueOf(gate.get("Owner"))));
            if (records != null) {
                records.forEach(owned -> released(request, stack, owned, "the last drain waiter, after the Delete of"));
            }
        }
    }

    void failed(CustomResources.Request request) {
        abandoned.add(physicalId(request));
    }

    /** The physical ids whose Delete failed. */
    List<String> abandoned() {
        return List.copyOf(abandoned);
    }

    private void released(CustomResources.Request request, String stack, AddressRecord owned, String what) {
        boolean rollback = actual.status(stack).contains("ROLLBACK");
        Map<String, String> statuses = actual.statuses(owned.gatewayId());
        for (Ipv4 address : owned.addresses()) {
            Place place = new Place(owned.gatewayId(), address.toString());
            String status = statuses.getOrDefault(address.toString(), "absent");
            boolean adopted = owned.adopted().contains(address) && rollback;
            findings.check(
                    Invariant.RELEASED,
                    adopted
                            || Set.of("absent", "unassigning", "failed").contains(status)
                            || actual.isPrimary(place)
                            || assignedManually.contains(place)
                            || actual.owners(place, Set.of(stack)).size() > 0
                            || actual.isOwedBeside(request, place, stack)
                            || assigners.containsKey(place)
                                    && !assigners.get(place).stack().equals(stack),
                    "SUCCESS for " + what + " " + owned.physicalId() + ", and " + address + " is " + status);
        }
    }

    private static String physicalId(CustomResources.Request request) {
        return String.valueOf(request.event().get("PhysicalResourceId"));
    }
}

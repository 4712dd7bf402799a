package io.github.cdknat.testkit.history;

import io.github.cdknat.handler.plan.AddressRecord;
import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.testkit.cloudformation.CustomResources;
import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.history.Truth.Place;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches a world and holds every change and every answer against the laws. It knows the truth. */
final class Witness {
    /** A law that did not hold, and how. */
    record Breach(Law law, String text) {
        @Override
        public String toString() {
            return law + ": " + text;
        }
    }

    /**
     * What served before an operation, in a record or by hand, and what the stack took away during it. What a Hold put there
     * that nobody recorded may go at any time.
     */
    private static final class Watch {
        final Set<Place> served = new HashSet<>();
        final Map<Place, Boolean> drained = new LinkedHashMap<>();
    }

    private final EmbeddedAws aws;
    private final Truth truth;
    private final Promises promises = new Promises();
    private final Map<String, Watch> watches = new HashMap<>();
    private final Set<Place> byHand = new HashSet<>();
    private final Map<String, String> primaries = new LinkedHashMap<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final List<String> abandoned = new ArrayList<>();
    private long checks;

    Witness(EmbeddedAws aws) {
        this.aws = aws;
        this.truth = new Truth(aws);
        aws.world().ledger().listen(this::called);
        aws.cloudFormation().custom().listen(this::answered);
    }

    List<Breach> breaches() {
        return breaches;
    }

    /** How many times a law was held against something. */
    long checks() {
        return checks;
    }

    void gateway(String id) {
        primaries.put(id, truth.statuses(id).keySet().iterator().next());
    }

    void declared(String stack, String gateway, Declared declared) {
        promises.declared(stack, gateway, declared.gateway(), declared);
    }

    void assignedByHand(Place place) {
        byHand.add(place);
    }

    void unassignedByHand(Place place) {
        byHand.remove(place);
    }

    boolean isByHand(Place place) {
        return byHand.contains(place);
    }

    /** Whether somebody declares it, in a record or in what is being deployed. */
    boolean isAdopted(Place place) {
        return promises.has(place);
    }

    /** An operation of the stack begins. */
    void begins(String stack) {
        Watch watch = new Watch();
        for (String gateway : primaries.keySet()) {
            for (String address : truth.serving(gateway)) {
                Place place = new Place(gateway, address);
                if (byHand.contains(place) || !owners(place).isEmpty()) {
                    watch.served.add(place);
                }
            }
        }
        watches.put(stack, watch);
    }

    /** The stack is no longer busy. */
    void ends(Stack stack, String name) {
        Watch watch = watches.remove(name);
        if (watch == null) {
            return;
        }
        boolean rolledBack = stack.status().equals("UPDATE_ROLLBACK_COMPLETE")
                || stack.status().equals("ROLLBACK_COMPLETE");
        Set<Place> kept = truth.recorded(name);
        watch.drained.forEach((place, full) -> {
            boolean mattered = watch.served.contains(place) && (rolledBack || kept.contains(place));
            check(
                    Law.ROLLBACK_SAFETY,
                    !mattered || full,
                    place + " served before, was unassigned with room on the gateway, and the stack is "
                            + stack.status());
        });
    }

    private void called(Ledger.Entry entry) {
        ApiCall call = entry.call();
        if (!entry.effect()
                || call.principal().equals(ApiCall.ADMIN)
                || !call.action().endsWith("NatGatewayAddress")) {
            return;
        }
        String gateway = call.text("NatGatewayId");
        String stack = Truth.stackOf(call.principal());
        int count = truth.statuses(gateway).size();
        check(Law.LIMIT, count <= truth.limit(), count + " addresses on " + gateway);
        boolean full = count >= truth.limit();
        boolean assigns = call.action().startsWith("Assign");
        for (Object address : call.list("PrivateIpAddress")) {
            Place place = new Place(gateway, address.toString());
            if (assigns) {
                assigned(stack, place);
            } else {
                unassigned(stack, place, full);
            }
        }
    }

    private void assigned(String stack, Place place) {
        check(
                Law.COUNTED,
                promises.has(stack, place) || promises.chosen(stack, place),
                place + " was assigned for " + stack + ", which neither lists it nor chooses from there");
    }

    private void unassigned(String stack, Place place, boolean full) {
        check(
                Law.ONLY_OURS,
                !place.address().equals(primaries.get(place.gateway())),
                place + " is the primary address");
        check(Law.ONLY_OURS, promises.has(stack, place), place + " was never declared by " + stack);
        List<String> owners = owners(place);
        boolean own = owners.size() == 1 && owners.get(0).startsWith(stack + "/");
        check(
                Law.ONLY_OURS,
                owners.isEmpty() || own && full,
                place + " is in the current record of " + owners + " and was unassigned by " + stack);
        byHand.remove(place);
        if (watches.containsKey(stack)) {
            watches.get(stack).drained.merge(place, full, Boolean::logicalAnd);
        }
    }

    private List<String> owners(Place place) {
        return truth.owners(place, promises.stacks());
    }

    private void answered(CustomResources.Request request, Map<String, Object> answer) {
        check(
                Law.ONE_ANSWER,
                request.answers().stream()
                                .map(one -> one.get("Status"))
                                .distinct()
                                .count()
                        == 1,
                "two answers to " + about(request));
        if (!request.isOpen()) {
            return;
        }
        boolean delete = request.event().get("RequestType").equals("Delete");
        if (answer.get("Status").equals("SUCCESS")) {
            if (delete) {
                released(request);
            } else {
                held(request, answer);
            }
        } else if (delete) {
            abandoned.add(String.valueOf(request.event().get("PhysicalResourceId")));
        }
    }

    private void held(CustomResources.Request request, Map<String, Object> answer) {
        Map<?, ?> properties = (Map<?, ?>) request.event().get("ResourceProperties");
        if (properties.containsKey("SettleGate")) {
            settled((Map<?, ?>) properties.get("SettleGate"), request);
            return;
        }
        if (String.valueOf(answer.get("Reason")).startsWith("Handing on to the settle gates")) {
            check(Law.HELD, properties.containsKey("SettleGates"), "handed on without settle gates: " + answer);
            return;
        }
        String gateway = String.valueOf(properties.get("NatGatewayId"));
        if (truth.statuses(gateway).isEmpty()) {
            return; // deleted between the last look and the answer
        }
        Optional<AddressRecord> held = AddressRecord.parse(String.valueOf(answer.get("PhysicalResourceId")));
        check(Law.HELD, held.isPresent(), "SUCCESS without a record: " + answer);
        List<String> addresses = held.map(AddressRecord::addresses).stream()
                .flatMap(Collection::stream)
                .map(Ipv4::toString)
                .toList();
        Set<String> serving = truth.serving(gateway);
        for (String address : addresses) {
            check(
                    Law.HELD,
                    serving.contains(address),
                    "SUCCESS, and " + address + " is not serving on " + gateway + ": " + truth.statuses(gateway));
        }
        if (properties.get("SecondaryPrivateIpAddressCount") instanceof String count) {
            check(
                    Law.COUNTED,
                    addresses.size() == Integer.parseInt(count),
                    "SUCCESS for a count of " + count + " with " + addresses);
        } else {
            List<?> listed = (List<?>) properties.get("SecondaryPrivateIpAddresses");
            check(
                    Law.HELD,
                    addresses.size() == listed.size() && addresses.containsAll(listed),
                    "SUCCESS for " + listed + " with the record of " + addresses);
        }
    }

    /** SUCCESS of the last gate after the owner: what the owner's record lists is serving. */
    private void settled(Map<?, ?> gate, CustomResources.Request request) {
        if (!gate.get("Side").equals("After") || !gate.get("Stage").equals(gate.get("Of"))) {
            return;
        }
        String stack = Truth.stackName(request.event().get("StackId"));
        AddressRecord kept = truth.records(stack).get(String.valueOf(gate.get("Owner")));
        if (kept != null && !truth.statuses(kept.gatewayId()).isEmpty()) {
            Set<String> serving = truth.serving(kept.gatewayId());
            kept.addresses()
                    .forEach(address -> check(
                            Law.HELD,
                            serving.contains(address.toString()),
                            "SUCCESS of the last settle gate, and " + address + " of " + kept.physicalId()
                                    + " is not serving: " + truth.statuses(kept.gatewayId())));
        }
    }

    private void released(CustomResources.Request request) {
        Optional<AddressRecord> owned =
                AddressRecord.parse(String.valueOf(request.event().get("PhysicalResourceId")));
        if (owned.isEmpty()) {
            return;
        }
        String name = Truth.stackName(request.event().get("StackId"));
        boolean rollback = truth.status(name).contains("ROLLBACK");
        Map<String, String> statuses = truth.statuses(owned.get().gatewayId());
        for (Ipv4 address : owned.get().addresses()) {
            Place place = new Place(owned.get().gatewayId(), address.toString());
            String status = statuses.getOrDefault(address.toString(), "absent");
            boolean adopted = owned.get().adopted().contains(address) && rollback;
            check(
                    Law.RELEASED,
                    adopted
                            || Set.of("absent", "unassigning", "failed").contains(status)
                            || place.address().equals(primaries.get(place.gateway()))
                            || owners(place).stream().anyMatch(owner -> owner.startsWith(name + "/"))
                            || byHand.contains(place),
                    "SUCCESS for the Delete of " + owned.get().physicalId() + ", and " + address + " is " + status);
        }
    }

    /** When all is calm: every request was answered in time, and the gateways hold what the books say. */
    void atTheEnd() {
        for (CustomResources.Request request : aws.cloudFormation().custom().requests()) {
            check(Law.ANSWERED_IN_TIME, !request.isTimedOut(), "no answer to " + about(request));
        }
        new Balance(truth, promises.stacks(), byHand, abandoned)
                .of(primaries)
                .forEach((gateway, balance) -> check(Law.CONVERGED, balance.isEven(), gateway + " " + balance));
        aws.lambda().errors().stream()
                .filter(error -> !error.startsWith(Run.TRY_LATER))
                .forEach(error -> check(Law.NO_ERRORS, false, error));
    }

    private void check(Law law, boolean holds, String text) {
        checks++;
        if (!holds) {
            breaches.add(new Breach(law, text));
        }
    }

    private static String about(CustomResources.Request request) {
        Map<String, Object> event = request.event();
        return "the " + event.get("RequestType") + " of " + event.get("LogicalResourceId") + " in "
                + Truth.stackName(event.get("StackId")) + ", sent at " + request.sent();
    }
}

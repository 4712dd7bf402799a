package io.github.cdknat.testkit.history;

import io.github.cdknat.handler.plan.AddressRecord;
import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.testkit.cloudformation.CustomResources;
import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Watches a world and holds every change and every answer against the laws. It knows the truth: the books as they are, not as
 * somebody's call showed them.
 */
final class Witness {
    static final String TYPE = "Custom::NatGatewaySecondaryAddresses";

    /** How OnEvent asks Lambda to deliver an event once more. */
    private static final String TRY_LATER = "io.github.cdknat.handler.reconcile.Intake$NotYetException";

    /** An address on a gateway. */
    record Place(String gateway, String address) {}

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
    private final Map<String, Set<Place>> everDeclared = new HashMap<>();
    private final Map<String, Watch> watches = new HashMap<>();
    private final Set<Place> byHand = new HashSet<>();
    private final Map<String, String> primaries = new HashMap<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final Map<String, Integer> abandoned = new HashMap<>();
    private long checks;

    Witness(EmbeddedAws aws) {
        this.aws = aws;
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
        primaries.put(id, aws.ec2().gateways().statuses(id).keySet().iterator().next());
    }

    void declared(String stack, Place place) {
        everDeclared.computeIfAbsent(stack, name -> new HashSet<>()).add(place);
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
        return everDeclared.values().stream().anyMatch(places -> places.contains(place));
    }

    /** An operation of the stack begins. */
    void begins(String stack) {
        Watch watch = new Watch();
        for (String gateway : primaries.keySet()) {
            for (String address : aws.ec2().gateways().serving(gateway)) {
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
        Set<Place> kept = recorded(stack);
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
        int limit = aws.ec2().switches().limit;
        int count = aws.ec2().gateways().statuses(gateway).size();
        check(Law.LIMIT, count <= limit, count + " addresses on " + gateway);
        if (call.action().startsWith("Unassign")) {
            call.list("PrivateIpAddress")
                    .forEach(address -> unassigned(
                            stackOf(call.principal()), new Place(gateway, address.toString()), count >= limit));
        }
    }

    private void unassigned(String stack, Place place, boolean full) {
        check(
                Law.ONLY_OURS,
                !place.address().equals(primaries.get(place.gateway())),
                place + " is the primary address");
        check(
                Law.ONLY_OURS,
                everDeclared.getOrDefault(stack, Set.of()).contains(place),
                place + " was never declared by " + stack);
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

    /** "stack/logical id" of every resource whose current record lists the address. */
    private List<String> owners(Place place) {
        List<String> owners = new ArrayList<>();
        for (String name : everDeclared.keySet()) {
            records(name).forEach((logicalId, kept) -> {
                if (kept.isOn(place.gateway()) && kept.lists(Ipv4.of(place.address()))) {
                    owners.add(name + "/" + logicalId);
                }
            });
        }
        return owners;
    }

    private Map<String, AddressRecord> records(String stackName) {
        Map<String, AddressRecord> records = new LinkedHashMap<>();
        Stack stack = aws.cloudFormation().stack(stackName);
        if (stack != null) {
            stack.physicalIds(TYPE)
                    .forEach(
                            (logicalId, id) -> AddressRecord.parse(id).ifPresent(kept -> records.put(logicalId, kept)));
        }
        return records;
    }

    private Set<Place> recorded(Stack stack) {
        Set<Place> places = new HashSet<>();
        stack.physicalIds(TYPE)
                .values()
                .forEach(id -> AddressRecord.parse(id)
                        .ifPresent(kept -> kept.addresses()
                                .forEach(address -> places.add(new Place(kept.gatewayId(), address.toString())))));
        return places;
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
        if (answer.get("Status").equals("SUCCESS")) {
            if (request.event().get("RequestType").equals("Delete")) {
                released(request);
            } else {
                held(request);
            }
        } else if (request.event().get("RequestType").equals("Delete")) {
            abandoned.merge(String.valueOf(request.event().get("PhysicalResourceId")), 1, Integer::sum);
        }
    }

    private void held(CustomResources.Request request) {
        Map<?, ?> properties = (Map<?, ?>) request.event().get("ResourceProperties");
        String gateway = String.valueOf(properties.get("NatGatewayId"));
        if (aws.ec2().gateways().statuses(gateway).isEmpty()) {
            return; // deleted between the last look and the answer
        }
        Set<String> serving = aws.ec2().gateways().serving(gateway);
        for (Object address : (List<?>) properties.get("SecondaryPrivateIpAddresses")) {
            check(
                    Law.HELD,
                    serving.contains(address.toString()),
                    "SUCCESS, and " + address + " is not serving on " + gateway + ": "
                            + aws.ec2().gateways().statuses(gateway));
        }
    }

    private void released(CustomResources.Request request) {
        Optional<AddressRecord> owned =
                AddressRecord.parse(String.valueOf(request.event().get("PhysicalResourceId")));
        if (owned.isEmpty()) {
            return;
        }
        String name = stackName(String.valueOf(request.event().get("StackId")));
        boolean rollback = aws.cloudFormation().stack(name).status().contains("ROLLBACK");
        Map<String, String> statuses = aws.ec2().gateways().statuses(owned.get().gatewayId());
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
        aws.lambda().errors().stream()
                .filter(error -> !error.startsWith(TRY_LATER))
                .forEach(error -> check(Law.NO_ERRORS, false, error));
        for (String gateway : primaries.keySet()) {
            if (!aws.ec2().gateways().statuses(gateway).isEmpty()) {
                converged(gateway);
            }
        }
    }

    private void converged(String gateway) {
        Set<String> expected = new TreeSet<>(Set.of(primaries.get(gateway)));
        everDeclared
                .keySet()
                .forEach(name -> records(name).values().stream()
                        .filter(kept -> kept.isOn(gateway))
                        .forEach(kept -> kept.addresses().forEach(address -> expected.add(address.toString()))));
        byHand.stream()
                .filter(place -> place.gateway().equals(gateway))
                .forEach(place -> expected.add(place.address()));
        Set<String> left = new TreeSet<>();
        abandoned.forEach((id, times) -> AddressRecord.parse(id)
                .filter(kept -> kept.isOn(gateway))
                .ifPresent(kept -> kept.addresses().forEach(address -> left.add(address.toString()))));
        Map<String, String> actual = aws.ec2().gateways().statuses(gateway);
        Set<String> surplus = new TreeSet<>(actual.keySet());
        surplus.removeAll(expected);
        surplus.removeAll(left);
        surplus.removeIf(address -> actual.get(address).equals("failed"));
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual.keySet());
        if (actual.size() >= aws.ec2().switches().limit) {
            missing.clear(); // the documented residue: another stack, or a person, took the slot of an early release
        }
        check(
                Law.CONVERGED,
                surplus.isEmpty() && missing.isEmpty(),
                gateway + " has " + actual + ", and the books say " + expected + " (surplus " + surplus + ", missing "
                        + missing + ")");
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
                + stackName(String.valueOf(event.get("StackId"))) + ", sent at " + request.sent();
    }

    private static String stackOf(String principal) {
        String role = principal.substring(principal.lastIndexOf('/') + 1);
        return role.substring(0, role.indexOf('-'));
    }

    private static String stackName(String stackId) {
        return stackId.split("/")[1];
    }
}

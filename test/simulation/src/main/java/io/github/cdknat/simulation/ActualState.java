package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.ec2.NatGateways;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.shared.Ipv4;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The books as they are, not as somebody's call showed them. */
record ActualState(EmbeddedAws aws) {
    static final String TYPE = "Custom::NatGatewaySecondaryAddresses";

    /** An address on a gateway. */
    record Place(String gateway, String address) {}

    /** Every address of the gateway with its status; none if there is no such gateway. */
    Map<String, String> statuses(String gateway) {
        return aws.ec2().gateways().statuses(gateway);
    }

    /** The primary address of every gateway that is there, by its id. */
    Map<String, String> primaries() {
        NatGateways gateways = aws.ec2().gateways();
        Map<String, String> primaries = new TreeMap<>();
        gateways.ids().forEach(id -> gateways.primaryOf(id).ifPresent(primary -> primaries.put(id, primary)));
        return primaries;
    }

    boolean isPrimary(Place place) {
        return place.address().equals(primaries().get(place.gateway()));
    }

    Set<String> serving(String gateway) {
        return aws.ec2().gateways().serving(gateway);
    }

    int limit() {
        return aws.ec2().options().limit;
    }

    /** "stack/logical id" of every resource of these stacks whose record lists the address and counts: it is not being deleted. */
    List<String> owners(Place place, Collection<String> stacks) {
        return stacks.stream()
                .flatMap(name -> counting(name).entrySet().stream()
                        .filter(one -> lists(one.getValue(), place))
                        .map(one -> name + "/" + one.getKey()))
                .toList();
    }

    /** How many slots of the gateway a stack that rolls back owes to the records of its other resources. */
    int owedBeside(String owner, String gateway) {
        String stack = owner.substring(0, owner.indexOf('/'));
        if (!status(stack).contains("ROLLBACK")) {
            return 0;
        }
        Map<String, AddressRecord> others = counting(stack);
        others.remove(owner.substring(stack.length() + 1));
        Map<String, String> statuses = statuses(gateway);
        return (int) others.values().stream()
                .filter(kept -> kept.isOn(gateway))
                .flatMap(kept -> kept.addresses().stream())
                .distinct()
                .filter(address -> !statuses.containsKey(address.toString()))
                .count();
    }

    /** Whether another Delete of the stack, which has not been answered yet, owes the address. */
    boolean isOwedBeside(CustomResources.Request answered, Place place, String stackName) {
        return aws.cloudFormation().custom().requests().stream()
                .filter(other -> other != answered && other.isOpen())
                .map(CustomResources.Request::event)
                .filter(event -> event.get("RequestType").equals("Delete")
                        && stackName(event.get("StackId")).equals(stackName))
                .flatMap(event -> AddressRecord.parse(String.valueOf(event.get("PhysicalResourceId"))).stream())
                .anyMatch(owed -> lists(owed, place));
    }

    /** The records of a stack that are to be held, by logical id. */
    Map<String, AddressRecord> records(String stackName) {
        return records(stackName, stack -> stack.physicalIds(TYPE));
    }

    /** The same, and those whose Delete has failed: the addresses are still the stack's. */
    private Map<String, AddressRecord> counting(String stackName) {
        Map<String, AddressRecord> counting = records(stackName);
        counting.putAll(records(stackName, stack -> stack.undeleted(TYPE)));
        return counting;
    }

    private Map<String, AddressRecord> records(String stackName, Function<Stack, Map<String, String>> ids) {
        Map<String, AddressRecord> records = new LinkedHashMap<>();
        Stack stack = aws.cloudFormation().stack(stackName);
        if (stack != null) {
            ids.apply(stack)
                    .forEach(
                            (logicalId, id) -> AddressRecord.parse(id).ifPresent(kept -> records.put(logicalId, kept)));
        }
        return records;
    }

    private static boolean lists(AddressRecord kept, Place place) {
        return kept.isOn(place.gateway()) && kept.lists(Ipv4.of(place.address()));
    }

    /** The physical ids that CloudFormation has left to themselves. */
    Set<String> retained(String stackName, String type) {
        return events(stackName, type, "DELETE_SKIPPED");
    }

    /** Whether a record of the stack ever listed the address: an answer of SUCCESS. */
    boolean wasRecorded(String stackName, Place place) {
        return events(stackName, TYPE, "_COMPLETE").stream()
                .flatMap(id -> AddressRecord.parse(id).stream())
                .anyMatch(kept -> lists(kept, place));
    }

    private Set<String> events(String stackName, String type, String status) {
        return aws.cloudFormation().stacks(stackName).stream()
                .flatMap(stack -> stack.events().stream())
                .filter(event -> event.type().equals(type) && event.status().endsWith(status))
                .map(Stack.Event::physicalId)
                .collect(Collectors.toSet());
    }

    /** Whether another resource of the stack is being created or updated, and asks for the address. */
    boolean isAskedForBeside(String stackName, Place place, String owner) {
        return aws.cloudFormation().custom().requests().stream()
                .filter(CustomResources.Request::isOpen)
                .map(CustomResources.Request::event)
                .filter(event -> !event.get("RequestType").equals("Delete")
                        && stackName(event.get("StackId")).equals(stackName)
                        && !owner.equals(stackName + "/" + event.get("LogicalResourceId")))
                .map(event -> (Map<?, ?>) event.get("ResourceProperties"))
                .anyMatch(properties -> place.gateway().equals(properties.get("NatGatewayId"))
                        && properties.get("SecondaryPrivateIpAddresses") instanceof List<?> listed
                        && !properties.containsKey("DrainWaiter")
                        && listed.contains(place.address()));
    }

    /** Every address that the stack is to hold. */
    Set<Place> recorded(String stackName) {
        Set<Place> places = new HashSet<>();
        records(stackName)
                .values()
                .forEach(kept -> kept.addresses()
                        .forEach(address -> places.add(new Place(kept.gatewayId(), address.toString()))));
        return places;
    }

    String status(String stackName) {
        Stack stack = aws.cloudFormation().stack(stackName);
        return stack == null ? "" : stack.status();
    }

    /** The stack of an ARN. */
    static String stackName(Object stackId) {
        return String.valueOf(stackId).split("/")[1];
    }

    /** Whose addresses a request is about: "stack/logical id" of the resource, or of the owner of the drain waiter. */
    static String owner(Map<String, Object> event) {
        Map<?, ?> properties = (Map<?, ?>) event.get("ResourceProperties");
        Object owner = properties.get("DrainWaiter") instanceof Map<?, ?> gate
                ? gate.get("Owner")
                : event.get("LogicalResourceId");
        return stackName(event.get("StackId")) + "/" + owner;
    }

    /** The stack that a function's role belongs to. */
    static String stackOf(String principal) {
        String role = principal.substring(principal.lastIndexOf('/') + 1);
        return role.substring(0, role.indexOf('-'));
    }
}

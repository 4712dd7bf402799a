package io.github.cdknat.handler.event;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event into a {@link Request}, once, at the edge. All scalars of ResourceProperties arrive as strings (AWS
 * CloudFormation User Guide, "Custom resource request objects").
 */
public final class RequestParser {
    /** The newest format of the properties that is read. A property that may be ignored or absent makes no new format. */
    private static final String FORMAT = "1";

    private RequestParser() {}

    /**
     * Reads the event.
     *
     * @throws InvalidEventException if it is no request of ours, or asks for something that cannot be
     */
    public static Request parse(CloudFormationEvent event) throws InvalidEventException {
        refuseNewerRecord(event);
        return switch (event.requestType()) {
            case "Create" -> createOrUpdate(event);
            case "Update" -> {
                if (event.physicalResourceId().isEmpty()) {
                    throw new InvalidEventException(
                            "Invalid Update request: PhysicalResourceId is missing (CloudFormation sends one with every"
                                    + " Update); the event did not come from CloudFormation.");
                }
                yield createOrUpdate(event);
            }
            case "Delete" -> delete(event);
            default ->
                throw new InvalidEventException("Invalid RequestType: \"" + event.requestType()
                        + "\" (Create, Update or Delete); the event did not come from CloudFormation.");
        };
    }

    private static void refuseNewerRecord(CloudFormationEvent event) throws InvalidEventException {
        String record = event.physicalResourceId().orElse("");
        if (AddressRecord.isOfNewerFormat(record)) {
            throw new InvalidEventException("Invalid PhysicalResourceId: \"" + record
                    + "\" (nat-..., the form that this handler reads; a newer release wrote it); nothing was changed: deploy"
                    + " the newer release again.");
        }
    }

    /** The construct writes no Format as long as this handler's is the only one. */
    private static void refuseNewerFormat(Object format) throws InvalidEventException {
        if (!FORMAT.equals(String.valueOf(format))) {
            throw new InvalidEventException("Invalid Format: \"" + format + "\" (" + FORMAT
                    + ", the newest that this handler reads); the functions are older than the template: deploy both from one"
                    + " release, and if handlerCode is set, set it to that release's jar.");
        }
    }

    /** How long CloudFormation waits, in seconds, whatever else the event says. */
    public static int serviceTimeout(CloudFormationEvent event) {
        return lenient(
                event.properties(),
                Contract.SERVICE_TIMEOUT,
                Contract.LONGEST_SERVICE_TIMEOUT,
                Contract.LONGEST_SERVICE_TIMEOUT);
    }

    private static Request createOrUpdate(CloudFormationEvent event) throws InvalidEventException {
        Map<String, Object> properties = event.properties();
        refuseNewerFormat(properties.getOrDefault("Format", FORMAT));
        String gatewayId = String.valueOf(properties.getOrDefault(Contract.NAT_GATEWAY_ID, ""));
        if (!gatewayId.matches(Contract.NAT_GATEWAY_ID_PATTERN)) {
            throw new InvalidEventException(
                    "Invalid NatGatewayId: \"" + gatewayId
                            + "\" (nat- and up to 60 letters or digits); pass the id of a private NAT gateway as natGatewayId.");
        }
        int drain = number(
                properties,
                Contract.MAX_DRAIN_DURATION_SECONDS,
                Contract.DEFAULT_DRAIN_SECONDS,
                1,
                Contract.LONGEST_DRAIN_SECONDS);
        int limit = number(
                properties, Contract.ADDRESS_LIMIT, Contract.DEFAULT_ADDRESS_LIMIT, 1, Contract.HIGHEST_ADDRESS_LIMIT);
        int timeout = number(
                properties,
                Contract.SERVICE_TIMEOUT,
                Contract.LONGEST_SERVICE_TIMEOUT,
                1,
                Contract.LONGEST_SERVICE_TIMEOUT);
        Optional<String> physicalId =
                event.requestType().equals("Create") ? Optional.empty() : event.physicalResourceId();
        Optional<AddressSelection> choice = SelectionParser.choice(properties);
        SortedSet<Ipv4> declared = addresses(properties.get(Contract.SECONDARY_PRIVATE_IP_ADDRESSES));
        Optional<Request.DrainWaiter> waiter = DrainWaiterParser.request(event, drain, timeout);
        if (waiter.isPresent()) {
            return waiter.get();
        }
        return new Request.CreateOrUpdate(
                event.logicalResourceId(),
                gatewayId,
                List.copyOf(declared),
                choice,
                drain,
                limit,
                timeout,
                physicalId,
                DrainWaiterParser.drainWaiters(event.logicalResourceId(), properties),
                readable(properties.get(Contract.LATER_SECONDARY_PRIVATE_IP_ADDRESSES)));
    }

    /** Read leniently: it decides nothing that is asked for. */
    private static SortedSet<Ipv4> readable(@Nullable Object addresses) {
        List<?> list = addresses instanceof List<?> found ? found : List.of();
        return Ipv4.sorted(list.stream()
                .flatMap(address -> Ipv4.parse(String.valueOf(address)).stream())
                .toList());
    }

    /** A Delete is read leniently: nothing in the properties may keep a stack from being deleted. */
    private static Request delete(CloudFormationEvent event) throws InvalidEventException {
        String physicalId = event.physicalResourceId()
                .orElseThrow(() -> new InvalidEventException(
                        "Invalid Delete request: PhysicalResourceId is missing (CloudFormation sends one with every"
                                + " Delete); the event did not come from CloudFormation."));
        int drain = lenient(
                event.properties(),
                Contract.MAX_DRAIN_DURATION_SECONDS,
                Contract.DEFAULT_DRAIN_SECONDS,
                Contract.LONGEST_DRAIN_SECONDS);
        int timeout = serviceTimeout(event);
        Optional<Request.DrainWaiter> waiter = DrainWaiterParser.request(event, drain, timeout);
        return waiter.isPresent()
                ? waiter.get()
                : new Request.Delete(
                        event.logicalResourceId(),
                        physicalId,
                        AddressRecord.parse(physicalId),
                        drain,
                        Contract.UNTIL_STARTED.equals(event.properties().get(Contract.DRAIN_WAIT))
                                ? DrainWait.UNTIL_STARTED
                                : DrainWait.UNTIL_ENDED,
                        timeout,
                        DrainWaiterParser.drainWaiters(event.logicalResourceId(), event.properties()));
    }

    private static SortedSet<Ipv4> addresses(@Nullable Object value) throws InvalidEventException {
        if (value != null && !(value instanceof List)) {
            throw new InvalidEventException("Invalid SecondaryPrivateIpAddresses: " + value
                    + " (a list of IPv4 addresses); pass a list to secondaryPrivateIpAddresses.");
        }
        SortedSet<Ipv4> addresses = new TreeSet<>();
        for (Object item : value == null ? List.of() : (List<?>) value) {
            Ipv4 address = Ipv4.parse(String.valueOf(item))
                    .orElseThrow(() -> new InvalidEventException("Invalid secondary private IP address: \"" + item
                            + "\" (IPv4, four decimal numbers 0..255 without leading zeros); correct it in"
                            + " secondaryPrivateIpAddresses."));
            if (!addresses.add(address)) {
                throw new InvalidEventException("Invalid SecondaryPrivateIpAddresses: " + address
                        + " is listed twice (each address once); remove it from secondaryPrivateIpAddresses.");
            }
        }
        return addresses;
    }

    static int number(Map<String, Object> properties, String name, int otherwise, int low, int high)
            throws InvalidEventException {
        Object value = properties.get(name);
        if (value == null) {
            return otherwise;
        }
        String text = value.toString();
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < low || Integer.parseInt(text) > high) {
            throw new InvalidEventException("Invalid " + name + ": \"" + text + "\" (a whole number, " + low + ".."
                    + high + "); correct it in the construct's properties.");
        }
        return Integer.parseInt(text);
    }

    private static int lenient(Map<String, Object> properties, String name, int otherwise, int high) {
        try {
            return number(properties, name, otherwise, 1, high);
        } catch (InvalidEventException e) {
            return otherwise;
        }
    }
}

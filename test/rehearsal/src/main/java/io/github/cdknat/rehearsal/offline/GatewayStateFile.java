package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.Document;
import io.github.cdknat.rehearsal.template.LenientJson;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What gateways were like: what {@code aws ec2 describe-nat-gateways} prints, for one gateway or a whole account, or the short form
 * {@code {"nat-0abc": {"subnet": "10.0.1.0/24", "addresses": ["10.0.1.4", "10.0.1.20"]}}}, the primary address first. Gateways that
 * nobody asks for may be of any kind, and incomplete.
 */
public record GatewayStateFile(String source, Map<String, Map<String, Object>> gateways) {
    private static final String CANNOT = "Cannot read the gateway's state in ";
    private static final String FORMS =
            "pass what aws ec2 describe-nat-gateways prints, or {\"nat-...\": {\"addresses\":"
                    + " [\"the primary one\", ...]}}.";

    /**
     * Reads the file.
     *
     * @throws BadInputException if it is neither form
     */
    public static GatewayStateFile read(String source) {
        Object value = Document.read("the gateway's state in ", source, FORMS);
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        Map<String, Object> json = LenientJson.object(value);
        Object listed = json.containsKey("NatGatewayId") ? List.of(json) : json.getOrDefault("NatGateways", value);
        if (listed instanceof List<?> list) {
            list.forEach(item ->
                    found.put(String.valueOf(LenientJson.object(item).get("NatGatewayId")), LenientJson.object(item)));
        } else if (json.isEmpty()) {
            throw new BadInputException(CANNOT + source + ": there is no gateway in it; " + FORMS);
        } else {
            json.forEach((id, gateway) -> found.put(id(source, id), LenientJson.object(gateway)));
        }
        return new GatewayStateFile(source, found);
    }

    public Set<String> ids() {
        return gateways.keySet();
    }

    /** One gateway; empty if it is not described. What is not said is assumed, and noted. */
    Optional<GatewayState> state(String id, Assumptions assumptions) {
        return Optional.ofNullable(gateways.get(id))
                .map(gateway -> gateway.containsKey("addresses") || gateway.containsKey("subnet") || gateway.isEmpty()
                        ? inShort(id, gateway)
                        : described(id, gateway, assumptions));
    }

    private GatewayState described(String id, Map<String, Object> gateway, Assumptions assumptions) {
        List<Map<String, Object>> items = LenientJson.list(gateway.get("NatGatewayAddresses")).stream()
                .map(LenientJson::object)
                .filter(item -> item.containsKey("PrivateIp"))
                .toList();
        boolean isMarked = items.stream().anyMatch(item -> isTrue(item.get("IsPrimary")));
        if (!isMarked && items.size() > 1) {
            assumptions.assumed("the primary address of " + id + " is "
                    + items.get(0).get("PrivateIp") + ", which is listed first: none is marked with IsPrimary");
        }
        List<GatewayState.Address> addresses = new ArrayList<>();
        for (Map<String, Object> item : items) {
            addresses.add(new GatewayState.Address(
                    ip(item.get("PrivateIp")),
                    isMarked ? isTrue(item.get("IsPrimary")) : addresses.isEmpty(),
                    String.valueOf(item.getOrDefault("Status", "succeeded"))));
        }
        boolean isPublic = LenientJson.list(gateway.get("NatGatewayAddresses")).stream()
                .map(LenientJson::object)
                .anyMatch(item -> item.containsKey("PublicIp") || item.containsKey("AllocationId"));
        return new GatewayState(
                id,
                Optional.ofNullable(gateway.get("SubnetId")).map(String::valueOf),
                Optional.ofNullable(gateway.get("CidrBlock")).map(this::range),
                state(id, String.valueOf(gateway.getOrDefault("State", "available")), assumptions),
                String.valueOf(gateway.getOrDefault("ConnectivityType", isPublic ? "public" : "private")),
                String.valueOf(gateway.getOrDefault("AvailabilityMode", "zonal")),
                addresses,
                LenientJson.list(gateway.get("Taken")).stream().map(this::ip).toList());
    }

    /** The handler waits for a gateway that is being made; here nothing but the beginning of the deployment ends that. */
    private static String state(String id, String state, Assumptions assumptions) {
        if (state.equals("pending")) {
            assumptions.assumed(id + ", which is pending, has become available");
            return "available";
        }
        return state;
    }

    private GatewayState inShort(String id, Map<String, Object> gateway) {
        List<GatewayState.Address> addresses = new ArrayList<>();
        LenientJson.list(gateway.get("addresses"))
                .forEach(item -> addresses.add(new GatewayState.Address(ip(item), addresses.isEmpty(), "succeeded")));
        return new GatewayState(
                id,
                Optional.empty(),
                Optional.ofNullable(gateway.get("subnet")).map(this::range),
                "available",
                "private",
                "zonal",
                addresses,
                List.of());
    }

    private static boolean isTrue(Object value) {
        return "true".equals(String.valueOf(value));
    }

    private static String id(String source, String id) {
        if (!id.matches("nat-[0-9A-Za-z]{1,60}")) {
            throw new BadInputException(CANNOT + source + ": " + id + " is no id of a NAT gateway; " + FORMS);
        }
        return id;
    }

    private Ipv4 ip(Object text) {
        return Ipv4.parse(String.valueOf(text))
                .orElseThrow(() ->
                        new BadInputException(CANNOT + source + ": " + text + " is no private IPv4 address; " + FORMS));
    }

    /** The range, if AWS allows a subnet of it. */
    public static Optional<Cidr> subnet(String text) {
        return Cidr.parse(text).filter(range -> range.prefix() >= 16 && range.prefix() <= 28);
    }

    private Cidr range(Object text) {
        return subnet(String.valueOf(text))
                .orElseThrow(() -> new BadInputException(
                        CANNOT + source + ": " + text + " is no subnet (CIDR notation, /16 to /28); correct it."));
    }
}

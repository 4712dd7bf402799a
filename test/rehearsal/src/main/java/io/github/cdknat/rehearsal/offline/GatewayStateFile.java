package io.github.cdknat.rehearsal.offline;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.LenientJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what gateways were like: what {@code aws ec2 describe-nat-gateways} prints, or the short form
 * {@code {"nat-0abc": {"subnet": "10.0.1.0/24", "addresses": ["10.0.1.4", "10.0.1.20"]}}}, the primary address first.
 */
public final class GatewayStateFile {
    private static final String FORMS =
            "; pass what aws ec2 describe-nat-gateways prints, or {\"nat-...\": {\"addresses\":"
                    + " [\"the primary one\", ...]}}.";

    private GatewayStateFile() {}

    /**
     * Reads the text.
     *
     * @param source the file's name, as messages have it
     * @throws BadInputException if it is neither form
     */
    public static List<GatewayState> read(String source, String text) {
        Map<String, Object> json;
        try {
            json = JSON.std.mapFrom(text);
        } catch (IOException | RuntimeException e) {
            throw new BadInputException("Cannot read the gateway's state in " + source + ": it is not JSON" + FORMS);
        }
        List<GatewayState> found = new ArrayList<>();
        if (json.get("NatGateways") instanceof List<?> list) {
            list.forEach(item -> found.add(described(source, LenientJson.object(item))));
        } else {
            json.forEach((id, value) -> found.add(inShort(source, id, LenientJson.object(value))));
        }
        if (found.isEmpty()) {
            throw new BadInputException(
                    "Cannot read the gateway's state in " + source + ": there is no gateway in it" + FORMS);
        }
        return found;
    }

    private static GatewayState described(String source, Map<String, Object> gateway) {
        List<GatewayState.Address> addresses = new ArrayList<>();
        List<?> items = LenientJson.list(gateway.get("NatGatewayAddresses"));
        for (Object item : items) {
            Map<String, Object> address = LenientJson.object(item);
            addresses.add(new GatewayState.Address(
                    ip(source, address.get("PrivateIp")),
                    Boolean.TRUE.equals(address.get("IsPrimary")) || items.size() == 1,
                    String.valueOf(address.getOrDefault("Status", "succeeded"))));
        }
        return new GatewayState(
                id(source, gateway.get("NatGatewayId")),
                Optional.ofNullable(gateway.get("SubnetId")).map(String::valueOf),
                Optional.empty(),
                String.valueOf(gateway.getOrDefault("State", "available")),
                String.valueOf(gateway.getOrDefault("ConnectivityType", "private")),
                String.valueOf(gateway.getOrDefault("AvailabilityMode", "zonal")),
                addresses);
    }

    private static GatewayState inShort(String source, String id, Map<String, Object> gateway) {
        List<GatewayState.Address> addresses = new ArrayList<>();
        List<?> items = LenientJson.list(gateway.get("addresses"));
        items.forEach(
                item -> addresses.add(new GatewayState.Address(ip(source, item), addresses.isEmpty(), "succeeded")));
        return new GatewayState(
                id(source, id),
                Optional.empty(),
                Optional.ofNullable(gateway.get("subnet")).map(text -> range(source, text)),
                "available",
                "private",
                "zonal",
                addresses);
    }

    private static String id(String source, Object id) {
        if (id == null || !id.toString().matches("nat-[0-9A-Za-z]{1,60}")) {
            throw new BadInputException(
                    "Cannot read the gateway's state in " + source + ": " + id + " is no id of a NAT gateway" + FORMS);
        }
        return id.toString();
    }

    private static Ipv4 ip(String source, Object text) {
        return Ipv4.parse(String.valueOf(text))
                .orElseThrow(() -> new BadInputException("Cannot read the gateway's state in " + source + ": " + text
                        + " is no private IPv4 address" + FORMS));
    }

    /** The range, if AWS allows a subnet of it. */
    public static Optional<Cidr> subnet(String text) {
        return Cidr.parse(text).filter(range -> range.prefix() >= 16 && range.prefix() <= 28);
    }

    private static Cidr range(String source, Object text) {
        return subnet(String.valueOf(text))
                .orElseThrow(() -> new BadInputException("Cannot read the gateway's state in " + source + ": " + text
                        + " is no subnet (CIDR notation, /16 to /28); correct it."));
    }
}

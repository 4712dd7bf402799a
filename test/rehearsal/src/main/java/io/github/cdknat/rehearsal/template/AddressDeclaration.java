package io.github.cdknat.rehearsal.template;

import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One construct of this library, as a template declares it.
 *
 * @param gatewayId the value of NatGatewayId, which may be an intrinsic function
 * @param properties all properties of the custom resource
 */
public record AddressDeclaration(String logicalId, Object gatewayId, Map<String, Object> properties) {
    private static final int USUAL_LIMIT = 8;

    /** All of a template, in its order; drain waiters only wait beside what they repeat. */
    static List<AddressDeclaration> in(Map<String, Object> template) {
        List<AddressDeclaration> found = new ArrayList<>();
        LenientJson.object(template.get("Resources")).forEach((id, value) -> {
            Map<String, Object> resource = LenientJson.object(value);
            Map<String, Object> properties = LenientJson.object(resource.get("Properties"));
            boolean drainWaiter = properties.containsKey("DrainWaiter");
            if (Contract.RESOURCE_TYPE.equals(resource.get("Type")) && !drainWaiter) {
                found.add(new AddressDeclaration(id, properties.get("NatGatewayId"), properties));
            }
        });
        return found;
    }

    /** The addresses that are declared one by one and known from the template; none for a count. */
    public List<Ipv4> addresses() {
        return LenientJson.list(properties.get("SecondaryPrivateIpAddresses")).stream()
                .flatMap(item -> Ipv4.parse(String.valueOf(item)).stream())
                .toList();
    }

    /** How many addresses are asked for, if they are counted. */
    public Optional<Integer> count() {
        return Optional.ofNullable(properties.get("SecondaryPrivateIpAddressCount"))
                .map(String::valueOf)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::valueOf);
    }

    /** The pool of a count, as the template has it. */
    public Optional<String> pool() {
        return Optional.ofNullable(properties.get("SecondaryPrivateIpAddressPool"))
                .map(String::valueOf);
    }

    /** How many addresses the gateway may have, the primary one included. */
    public int addressLimit() {
        String text = String.valueOf(properties.getOrDefault("AddressLimit", USUAL_LIMIT));
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : USUAL_LIMIT;
    }
}

package io.github.cdknat.testkit.history;

import io.github.cdknat.testkit.cloudformation.Template;
import io.github.cdknat.testkit.example.ExampleStack;
import io.github.cdknat.testkit.example.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes templates by the thousand out of one that the construct synthesized: the same resources with other names, gateways and
 * addresses. A test compares them with what the construct synthesizes for the same declarations.
 */
public final class Blueprint {
    private static final String GATEWAY = "nat-00000000000000000";
    private static final String TYPE = "Custom::NatGatewaySecondaryAddresses";

    private final Map<String, Object> provider = new LinkedHashMap<>();
    private Map<String, Object> resource;
    private Map<String, Object> rights;

    private Blueprint(Map<String, Object> template) {
        object(template.get("Resources")).forEach((id, value) -> {
            String type = String.valueOf(object(value).get("Type"));
            if (type.equals(TYPE)) {
                resource = object(value);
            } else if (type.equals("AWS::IAM::RolePolicy")) {
                rights = object(value);
            } else if (id.startsWith("NatGatewaySecondaryAddresses")) {
                provider.put(id, value);
            }
        });
    }

    /** Synthesizes the pattern. */
    public static Blueprint synthesize() {
        return new Blueprint(Templates.of(
                "Blueprint",
                ExampleStack.Parameters.example().on(GATEWAY).with(List.of()).draining(350)));
    }

    /**
     * A stack's template.
     *
     * @param gateways gateway ids by number
     * @param limit the address limit of every construct
     * @param deployment makes the resources beside the addresses change with every deployment
     */
    public Template template(List<Declared> declared, List<String> gateways, int limit, int deployment) {
        return Template.of(Map.of("Resources", resources(declared, gateways, limit, deployment)));
    }

    Map<String, Object> resources(List<Declared> declared, List<String> gateways, int limit, int deployment) {
        Map<String, Object> resources = new LinkedHashMap<>(provider);
        Map<Integer, String> lastOn = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (Declared one : declared) {
            String gateway = gateways.get(one.gateway());
            resources.put(one.id() + "Rights", rights(one.id(), gateway));
            resources.put(one.id(), resource(one, gateway, limit, lastOn.put(one.gateway(), one.id())));
            all.add(one.id());
        }
        resources.put("Partner", sibling(deployment, all));
        resources.put("Rival", sibling(deployment, List.of()));
        return resources;
    }

    private Map<String, Object> resource(Declared declared, String gateway, int limit, String before) {
        Map<String, Object> properties = new LinkedHashMap<>(object(resource.get("Properties")));
        properties.put("ServiceTimeout", Math.min(3600, 2 * declared.drainSeconds() + 900));
        properties.put("NatGatewayId", gateway);
        wish(properties, declared);
        properties.put("MaxDrainDurationSeconds", declared.drainSeconds());
        properties.put("AddressLimit", limit);
        List<String> needs = new ArrayList<>(List.of(declared.id() + "Rights", "NatGatewaySecondaryAddressesDelivery"));
        if (before != null) {
            needs.add(before);
        }
        Map<String, Object> copy = new LinkedHashMap<>(resource);
        copy.put("Properties", properties);
        copy.put("DependsOn", needs);
        copy.put("Metadata", Map.of("MaxDrainDurationSeconds", declared.drainSeconds()));
        return copy;
    }

    private static void wish(Map<String, Object> properties, Declared declared) {
        if (declared.wish() instanceof Wish.Counted counted) {
            properties.remove("SecondaryPrivateIpAddresses");
            properties.put("SecondaryPrivateIpAddressCount", counted.count());
            if (counted.pool() != Wish.Pool.SUBNET) {
                properties.put("SecondaryPrivateIpAddressPool", counted.pool().cidr(declared.gateway()));
            }
        } else {
            properties.put(
                    "SecondaryPrivateIpAddresses",
                    declared.listed().stream()
                            .map(octet -> ip(declared.gateway(), octet))
                            .toList());
        }
    }

    private Map<String, Object> rights(String id, String gateway) {
        Map<String, Object> copy = object(replaced(rights, gateway));
        Map<String, Object> properties = new LinkedHashMap<>(object(copy.get("Properties")));
        properties.put("PolicyName", id + "-" + gateway);
        copy.put("Properties", properties);
        return copy;
    }

    private static Object replaced(Object value, String gateway) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key.toString(), replaced(item, gateway)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> replaced(item, gateway)).toList();
        }
        return value instanceof String text ? text.replace(GATEWAY, gateway) : value;
    }

    private static Map<String, Object> sibling(int deployment, List<String> needs) {
        return Map.of(
                "Type",
                "AWS::SSM::Parameter",
                "Properties",
                Map.of("Type", "String", "Value", String.valueOf(deployment)),
                "DependsOn",
                needs);
    }

    /** The address with that last octet in the subnet of the gateway with that number. */
    public static String ip(int gateway, int octet) {
        return "10.0." + (gateway + 1) + "." + octet;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}

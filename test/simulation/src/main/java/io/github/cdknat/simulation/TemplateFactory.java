package io.github.cdknat.simulation;

import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.example.ExampleStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes templates by the thousand out of one that the construct synthesized: the same resources with other names, gateways and
 * addresses. A test compares them with what the construct synthesizes for the same declarations.
 */
public final class TemplateFactory {
    private static final String GATEWAY = "nat-00000000000000000";
    /** What the construct's budget takes for all that is no drain, and what one stage has: seconds. */
    private static final int BESIDE_DRAINS = 720;

    private static final int STAGE = 3_420;
    private static final String TYPE = "Custom::NatGatewaySecondaryAddresses";

    private final Map<String, Object> provider = new LinkedHashMap<>();
    private Map<String, Object> resource;
    private Map<String, Object> rights;

    private TemplateFactory(Map<String, Object> template) {
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
    public static TemplateFactory synthesize() {
        return new TemplateFactory(ExampleTemplates.of(
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
    public Template template(List<ConstructDeclaration> declared, List<String> gateways, int limit, int deployment) {
        return Template.of(Map.of("Resources", resources(declared, gateways, limit, deployment)));
    }

    Map<String, Object> resources(
            List<ConstructDeclaration> declared, List<String> gateways, int limit, int deployment) {
        Map<String, Object> resources = new LinkedHashMap<>(provider);
        Map<Integer, String> lastOn = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (ConstructDeclaration one : declared) {
            String gateway = gateways.get(one.gateway());
            resources.put(one.id() + "Rights", rights(one.id(), gateway));
            Map<String, Map<String, Object>> stages = stages(one, gateway, limit);
            String before = lastOn.get(one.gateway());
            for (Map.Entry<String, Map<String, Object>> stage : stages.entrySet()) {
                stage.getValue().put("DependsOn", needs(one, before));
                before = stage.getKey();
            }
            lastOn.put(one.gateway(), before);
            resources.putAll(stages);
            all.addAll(stages.keySet());
        }
        resources.put("Partner", sibling(deployment, all));
        resources.put("Rival", sibling(deployment, List.of()));
        return resources;
    }

    private static List<String> needs(ConstructDeclaration declared, String before) {
        List<String> needs = new ArrayList<>(List.of(declared.id() + "Rights", "NatGatewaySecondaryAddressesDelivery"));
        if (before != null) {
            needs.add(before);
        }
        return needs;
    }

    /** The owner of the addresses with the drain waiters that its drain needs, in their order. */
    private Map<String, Map<String, Object>> stages(ConstructDeclaration declared, String gateway, int limit) {
        int gates = (2 * declared.drainSeconds() + BESIDE_DRAINS - 1) / STAGE;
        Map<String, Map<String, Object>> stages = new LinkedHashMap<>();
        for (int stage = gates; stage >= 1; stage--) {
            stages.put(
                    declared.id() + "DrainWaiterBefore" + stage,
                    gate(declared, gateway, limit, "Before", stage, gates));
        }
        Map<String, Object> properties = properties(declared, gateway, limit);
        if (gates > 0) {
            properties.put("DrainWaiters", Map.of("Before", gates, "After", gates));
        }
        Map<String, Object> owner = new LinkedHashMap<>(resource);
        owner.put("Properties", properties);
        owner.put("Metadata", Map.of("MaxDrainDurationSeconds", declared.drainSeconds()));
        stages.put(declared.id(), owner);
        for (int stage = 1; stage <= gates; stage++) {
            stages.put(
                    declared.id() + "DrainWaiterAfter" + stage, gate(declared, gateway, limit, "After", stage, gates));
        }
        return stages;
    }

    private Map<String, Object> gate(
            ConstructDeclaration declared, String gateway, int limit, String side, int stage, int gates) {
        Map<String, Object> properties = properties(declared, gateway, limit);
        properties.put("DrainWaiter", Map.of("Owner", declared.id(), "Side", side, "Stage", stage, "Of", gates));
        Map<String, Object> gate = new LinkedHashMap<>();
        gate.put("Type", TYPE);
        gate.put("Properties", properties);
        return gate;
    }

    private Map<String, Object> properties(ConstructDeclaration declared, String gateway, int limit) {
        Map<String, Object> properties = new LinkedHashMap<>(object(resource.get("Properties")));
        properties.put("ServiceTimeout", Math.min(3600, 2 * declared.drainSeconds() + 900));
        properties.put("NatGatewayId", gateway);
        requested(properties, declared);
        properties.put("MaxDrainDurationSeconds", declared.drainSeconds());
        properties.put("AddressLimit", limit);
        return properties;
    }

    private static void requested(Map<String, Object> properties, ConstructDeclaration declared) {
        if (declared.requested() instanceof RequestedAddresses.Counted counted) {
            properties.remove("SecondaryPrivateIpAddresses");
            properties.put("SecondaryPrivateIpAddressCount", counted.count());
            if (counted.pool() != RequestedAddresses.Pool.SUBNET) {
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

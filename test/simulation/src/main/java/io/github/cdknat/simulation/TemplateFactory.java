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
    /** Gateways from this number on are the stack's own; the number says in which subnet. */
    static final int FIRST_OWN = 2;

    private static final String OWN = "Gateway";
    private static final String DELETED_WITH_STACK = "NatGatewayDeletedWithStack";
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

    /** The same with what is drawn in the harsh world only. */
    Template template(SimulationStep.Deploy deploy, List<String> gateways, int limit, int deployment) {
        Map<String, Object> resources = resources(deploy.declared(), gateways, limit, deployment);
        boolean gatewayRetained = deploy.retained() == SimulationStep.Retained.GATEWAY;
        resources.replaceAll((id, value) -> {
            Map<String, Object> changed = new LinkedHashMap<>(object(value));
            boolean addresses = changed.get("Type").equals(TYPE);
            if (addresses ? isRetained(deploy.retained(), changed) : gatewayRetained && id.equals(OWN)) {
                boolean made = deploy.retained() == SimulationStep.Retained.ADDRESSES_EXCEPT_ON_CREATE;
                changed.put("DeletionPolicy", made ? "RetainExceptOnCreate" : "Retain");
                changed.put("UpdateReplacePolicy", "Retain");
            }
            if (addresses) {
                Map<String, Object> told = new LinkedHashMap<>(object(changed.get("Properties")));
                if (gatewayRetained) {
                    told.remove(DELETED_WITH_STACK);
                }
                if (deploy.untilStarted()) {
                    told.put("DrainWait", "UNTIL_STARTED");
                }
                changed.put("Properties", told);
            }
            return changed;
        });
        return Template.of(Map.of("Resources", resources));
    }

    /** The addresses themselves, and not their drain waiters. */
    private static boolean isRetained(SimulationStep.Retained retained, Map<String, Object> addresses) {
        return !object(addresses.get("Properties")).containsKey("DrainWaiter")
                && (retained == SimulationStep.Retained.ADDRESSES
                        || retained == SimulationStep.Retained.ADDRESSES_EXCEPT_ON_CREATE);
    }

    /** The number of the subnet that a stack's own gateway is not in. */
    static int otherOwn(int number) {
        return number == FIRST_OWN ? FIRST_OWN + 1 : FIRST_OWN;
    }

    Map<String, Object> resources(
            List<ConstructDeclaration> declared, List<String> gateways, int limit, int deployment) {
        Map<String, Object> resources = new LinkedHashMap<>(provider);
        for (ConstructDeclaration one : declared) {
            if (one.gateway() >= FIRST_OWN) {
                Map<?, ?> own = Map.of("ConnectivityType", "private", "SubnetId", gateways.get(one.gateway()));
                resources.putIfAbsent(OWN, Map.of("Type", "AWS::EC2::NatGateway", "Properties", own));
            }
        }
        Map<Integer, String> lastOn = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (ConstructDeclaration one : declared) {
            String gateway = gateways.get(one.gateway());
            resources.put(one.id() + "Rights", rights(one, gateway));
            Map<String, Map<String, Object>> stages = stages(one, gateway, limit, later(one, declared));
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

    /** What later declarations on the same gateway list. */
    private static List<String> later(ConstructDeclaration one, List<ConstructDeclaration> all) {
        return all.subList(all.indexOf(one) + 1, all.size()).stream()
                .filter(other -> other.gateway() == one.gateway())
                .flatMap(other -> other.listed().stream())
                .sorted()
                .distinct()
                .map(octet -> ip(one.gateway(), octet))
                .toList();
    }

    /** The owner of the addresses with the drain waiters that its drain needs, in their order. */
    private Map<String, Map<String, Object>> stages(
            ConstructDeclaration declared, String gateway, int limit, List<String> later) {
        int gates = (2 * declared.drainSeconds() + BESIDE_DRAINS - 1) / STAGE;
        Map<String, Map<String, Object>> stages = new LinkedHashMap<>();
        for (int stage = gates; stage >= 1; stage--) {
            stages.putAll(gate(declared, gateway, limit, "Before", stage, gates));
        }
        Map<String, Object> properties = properties(declared, gateway, limit);
        if (gates > 0) {
            properties.put("DrainWaiters", Map.of("Before", gates, "After", gates));
        }
        if (!later.isEmpty()) {
            properties.put("LaterSecondaryPrivateIpAddresses", later);
        }
        Map<String, Object> owner = new LinkedHashMap<>(resource);
        owner.put("Properties", properties);
        stages.put(declared.id(), owner);
        for (int stage = 1; stage <= gates; stage++) {
            stages.putAll(gate(declared, gateway, limit, "After", stage, gates));
        }
        return stages;
    }

    /** One drain waiter, by its logical id. */
    private Map<String, Map<String, Object>> gate(
            ConstructDeclaration declared, String gateway, int limit, String side, int stage, int gates) {
        Map<String, Object> properties = properties(declared, gateway, limit);
        properties.put("DrainWaiter", Map.of("Owner", declared.id(), "Side", side, "Stage", stage, "Of", gates));
        Map<String, Object> gate = new LinkedHashMap<>(Map.of("Type", TYPE, "Properties", properties));
        return Map.of(declared.id() + "DrainWaiter" + side + stage, gate);
    }

    private Map<String, Object> properties(ConstructDeclaration declared, String gateway, int limit) {
        Map<String, Object> properties = new LinkedHashMap<>(object(resource.get("Properties")));
        properties.put("ServiceTimeout", 3600);
        properties.put("NatGatewayId", declared.gateway() >= FIRST_OWN ? Map.of("Ref", OWN) : gateway);
        requested(properties, declared);
        properties.put("MaxDrainDurationSeconds", declared.drainSeconds());
        properties.put("AddressLimit", limit);
        endWithStack(properties, declared);
        return properties;
    }

    private static void endWithStack(Map<String, Object> told, ConstructDeclaration declared) {
        if (declared.gateway() >= FIRST_OWN) {
            told.put(DELETED_WITH_STACK, "true");
        }
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

    private Map<String, Object> rights(ConstructDeclaration declared, String gateway) {
        boolean own = declared.gateway() >= FIRST_OWN;
        Map<String, Object> copy = object(replaced(rights, own ? null : gateway));
        Map<String, Object> properties = new LinkedHashMap<>(object(copy.get("Properties")));
        String name = declared.id() + "-";
        properties.put("PolicyName", own ? Map.of("Fn::Sub", name + "${" + OWN + "}") : name + gateway);
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
        if (value instanceof String text && text.contains(GATEWAY)) {
            return gateway == null
                    ? Map.of("Fn::Sub", text.replace(GATEWAY, "${" + OWN + "}"))
                    : text.replace(GATEWAY, gateway);
        }
        return value;
    }

    private static Map<String, Object> sibling(int deployment, List<String> needs) {
        Map<String, Object> properties = Map.of("Type", "String", "Value", String.valueOf(deployment));
        return Map.of("Type", "AWS::SSM::Parameter", "Properties", properties, "DependsOn", needs);
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

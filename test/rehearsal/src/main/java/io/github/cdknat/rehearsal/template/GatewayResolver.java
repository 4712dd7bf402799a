package io.github.cdknat.rehearsal.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the gateways of a template's declarations come from: made by the stack itself, with their subnets and VPCs, or by
 * somebody else.
 */
record GatewayResolver(StackTemplate source, Map<String, Object> resources) {
    private static final String ID = "nat-[0-9A-Za-z]{1,60}";

    /** The logical ids of the gateways, subnets and VPCs that have to be made for real. */
    Set<String> made(List<AddressDeclaration> declared) {
        Set<String> made = new LinkedHashSet<>();
        for (AddressDeclaration one : declared) {
            LenientJson.target(one.gatewayId()).filter(this::isPrivateGateway).ifPresent(gateway -> {
                Optional<String> subnet = referred(gateway, "SubnetId", "AWS::EC2::Subnet");
                Optional<String> vpc = subnet.flatMap(id -> referred(id, "VpcId", "AWS::EC2::VPC"));
                if (vpc.isPresent() && hasRange(subnet.get()) && hasRange(vpc.get())) {
                    made.addAll(List.of(gateway, subnet.get(), vpc.get()));
                }
            });
        }
        return made;
    }

    /** The gateways that somebody else makes, by their ids; where only CloudFormation knows the id, one is made up and bound. */
    Map<String, GatewayFacts> elsewhere(
            List<AddressDeclaration> declared, Optional<String> onlyGateway, UnknownValues unknowns) {
        Map<String, GatewayFacts> found = new TreeMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (AddressDeclaration one : declared) {
            if (!(one.gatewayId() instanceof String text)) {
                continue;
            }
            if (text.matches(ID)) {
                found.put(text, GatewayFacts.NONE);
            } else if (UnknownValues.in(text).isPresent()) {
                unknown.add(text);
            } else {
                throw new BadInputException("Invalid NatGatewayId of " + one.logicalId() + ": \"" + text
                        + "\" (nat- and letters or digits); correct it, or the parameter it comes from.");
            }
        }
        int madeUp = 0;
        for (String text : unknown) {
            String id = onlyGateway.filter(any -> unknown.size() == 1).orElse("nat-0a55e7ed00000000" + ++madeUp);
            unknowns.bind(text, id);
            found.put(id, GatewayFacts.of(source, text, text));
        }
        return found;
    }

    private boolean isPrivateGateway(String logicalId) {
        return isOfType(logicalId, "AWS::EC2::NatGateway") && "private".equals(property(logicalId, "ConnectivityType"));
    }

    private boolean hasRange(String logicalId) {
        return property(logicalId, "CidrBlock") instanceof String;
    }

    private Optional<String> referred(String logicalId, String property, String type) {
        return LenientJson.target(property(logicalId, property)).filter(id -> isOfType(id, type));
    }

    private boolean isOfType(String logicalId, String type) {
        return type.equals(LenientJson.object(resources.get(logicalId)).get("Type"));
    }

    private Object property(String logicalId, String name) {
        return LenientJson.object(LenientJson.object(resources.get(logicalId)).get("Properties"))
                .get(name);
    }
}

package io.github.cdknat.rehearsal.template;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the gateways of a template's declarations come from: made by the stack itself, with their subnets and VPCs, or by
 * somebody else.
 */
final class GatewayResolver {
    private static final String GATEWAY = "AWS::EC2::NatGateway";

    private final Map<String, Object> resources;
    private final Set<String> made = new LinkedHashSet<>();
    private final Map<String, String> elsewhere = new LinkedHashMap<>();

    GatewayResolver(Map<String, Object> resources) {
        this.resources = resources;
    }

    /** The logical ids of the gateways, subnets and VPCs that have to be made for real. */
    Set<String> made() {
        return made;
    }

    /** Ids of gateways by the logical id of the resource that they come from, where that is no gateway that can be made here. */
    Map<String, String> elsewhere() {
        return elsewhere;
    }

    /** Resolves a NatGatewayId; the id, unless the stack makes the gateway itself. */
    Optional<String> resolve(
            Object natGatewayId, DeployParameters values, String declaration, Assumptions assumptions) {
        if (natGatewayId instanceof String id && id.matches("nat-[0-9A-Za-z]{1,60}")) {
            return Optional.of(id);
        }
        Optional<String> resource = LenientJson.attribute(natGatewayId)
                .map(path -> path.get(0))
                .or(() -> LenientJson.call(natGatewayId, "Ref").map(String::valueOf));
        if (resource.filter(this::isPrivateGateway).isPresent() && hasOwnNetwork(resource.get())) {
            return Optional.empty();
        }
        if (resource.isEmpty()
                && natGatewayId instanceof String text
                && !text.equals("not-modelled")
                && !text.startsWith("{{resolve:")
                && !text.startsWith("/")) {
            throw new BadInputException("Invalid NatGatewayId of " + declaration + ": \"" + text
                    + "\" (nat- and letters or digits); correct it, or the parameter it comes from.");
        }
        String id = values.onlyGateway().orElse("nat-0a55e7ed000000001");
        assumptions.assumed("the gateway of " + declaration + " is " + id + ": the template does not say its id");
        resource.ifPresent(logicalId -> elsewhere.put(logicalId, id));
        return Optional.of(id);
    }

    private boolean isPrivateGateway(String logicalId) {
        Map<String, Object> resource = LenientJson.object(resources.get(logicalId));
        return GATEWAY.equals(resource.get("Type"))
                && "private"
                        .equals(LenientJson.object(resource.get("Properties")).get("ConnectivityType"));
    }

    /** Whether the gateway's subnet and its VPC are the stack's own too, with ranges that the template says. */
    private boolean hasOwnNetwork(String gateway) {
        Optional<String> subnet = referred(gateway, "SubnetId", "AWS::EC2::Subnet");
        Optional<String> vpc = subnet.flatMap(id -> referred(id, "VpcId", "AWS::EC2::VPC"));
        if (vpc.isEmpty() || !hasRange(subnet.get()) || !hasRange(vpc.get())) {
            return false;
        }
        made.addAll(List.of(gateway, subnet.get(), vpc.get()));
        return true;
    }

    private boolean hasRange(String logicalId) {
        return property(logicalId, "CidrBlock") instanceof String;
    }

    private Optional<String> referred(String logicalId, String property, String type) {
        Object value = property(logicalId, property);
        return LenientJson.call(value, "Ref")
                .map(String::valueOf)
                .or(() -> LenientJson.attribute(value).map(path -> path.get(0)))
                .filter(id -> type.equals(LenientJson.object(resources.get(id)).get("Type")));
    }

    private Object property(String logicalId, String name) {
        return LenientJson.object(LenientJson.object(resources.get(logicalId)).get("Properties"))
                .get(name);
    }
}

package io.github.cdknat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Intrinsic;
import software.amazon.awscdk.Reference;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.TokenizedStringFragments;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/**
 * The gateway of one declaration.
 *
 * @param id a literal or a token
 * @param identity equal for two ids that are known to mean the same gateway
 * @param resource the gateway itself, if this app declares it
 */
record DeclaredGateway(String id, Object identity, Optional<CfnNatGateway> resource) {
    /** Both return the id (AWS::EC2::NatGateway, "Return values", AWS CloudFormation User Guide). */
    private static final Set<String> ID_ATTRIBUTES = Set.of("Ref", "NatGatewayId");

    static DeclaredGateway of(String path, Stack stack, NatGatewaySecondaryAddressesProps props) {
        DeclaredGateway gateway = of(path, stack, id(path, props));
        gateway.resource.ifPresent(resource -> refuseUnfit(path, resource));
        return gateway;
    }

    /** Refuses the gateway's primary address among the declared ones, as far as both are known. */
    void refusePrimary(String path, DeclaredAddresses addresses) {
        resource.map(CfnNatGateway::getPrivateIpAddress)
                .filter(addresses.literals()::contains)
                .ifPresent(primary -> {
                    throw new InvalidPropertyException(
                            "secondaryPrivateIpAddresses",
                            path,
                            primary + " is the gateway's primary address",
                            "it can never be assigned or unassigned",
                            "remove it");
                });
    }

    private static String id(String path, NatGatewaySecondaryAddressesProps props) {
        if (props.getNatGatewayId().isPresent() == props.getNatGateway().isPresent()) {
            throw new InvalidPropertyException(
                    "natGatewayId",
                    path,
                    props.getNatGateway().isPresent()
                            ? "natGatewayId and natGateway are both given"
                            : "neither natGatewayId nor natGateway is given",
                    "exactly one of them",
                    "give one");
        }
        return props.getNatGatewayId()
                .orElseGet(() ->
                        props.getNatGateway().orElseThrow().getNatGatewayRef().getNatGatewayId());
    }

    private static DeclaredGateway of(String path, Stack stack, String id) {
        if (!Token.isUnresolved(id)) {
            if (!id.matches("nat-[0-9A-Za-z]{1,60}")) {
                throw new InvalidPropertyException(
                        "natGatewayId",
                        path,
                        "\"" + id + "\"",
                        "nat- and up to 60 letters or digits",
                        "pass the id of a private NAT gateway");
            }
            return new DeclaredGateway(id, id, Optional.empty());
        }
        TokenizedStringFragments fragments = Tokenization.reverseString(id);
        IResolvable token = fragments.getLength().intValue() == 1 ? fragments.getFirstToken() : null;
        if (token instanceof Reference reference) {
            return referred(id, reference);
        }
        // Only what stands fixed is looked into: a lazy value may not be known before synthesis.
        return new DeclaredGateway(id, token instanceof Intrinsic ? stack.resolve(id) : id, Optional.empty());
    }

    /** By the construct's path, because two stacks may use the same logical id. */
    private static DeclaredGateway referred(String id, Reference reference) {
        String path = reference.getTarget().getNode().getPath();
        String attribute = reference.getDisplayName();
        if (reference.getTarget() instanceof CfnNatGateway resource && ID_ATTRIBUTES.contains(attribute)) {
            return new DeclaredGateway(id, List.of(path), Optional.of(resource));
        }
        return new DeclaredGateway(id, List.of(path, attribute), Optional.empty());
    }

    private static void refuseUnfit(String path, CfnNatGateway gateway) {
        String connectivity = gateway.getConnectivityType();
        if (connectivity == null || !connectivity.equals("private") && !Token.isUnresolved(connectivity)) {
            throw new InvalidPropertyException(
                    "natGateway",
                    path,
                    "the gateway is public",
                    "connectivityType must be private",
                    "pass a private NAT gateway");
        }
        if (gateway.getSecondaryPrivateIpAddresses() != null || gateway.getSecondaryPrivateIpAddressCount() != null) {
            throw new InvalidPropertyException(
                    "natGateway",
                    path,
                    "the gateway declares secondary private addresses itself",
                    "two owners would undo each other's work",
                    "remove secondaryPrivateIpAddresses and secondaryPrivateIpAddressCount from it");
        }
    }
}

package io.github.cdknat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Intrinsic;
import software.amazon.awscdk.Reference;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.TokenizedStringFragments;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/**
 * The gateway of one declaration.
 *
 * @param id a literal or a token
 * @param identity equal for two ids that are known to mean the same gateway
 * @param resource the gateway itself, if this app declares it
 * @param lifetime what its life ends with, unless it is retained
 */
record DeclaredGateway(String id, Object identity, Optional<CfnNatGateway> resource, Lifetime lifetime) {
    /** Both return the id (AWS::EC2::NatGateway, "Return values", AWS CloudFormation User Guide). */
    private static final Set<String> ID_ATTRIBUTES = Set.of("Ref", "NatGatewayId");

    static DeclaredGateway of(ConstructPath path, Stack stack, NatGatewaySecondaryAddressesProps props) {
        DeclaredGateway gateway = of(path, stack, id(path, props)).in(stack);
        gateway.resource.ifPresent(resource -> refuseUnfit(path, resource));
        return gateway;
    }

    /** The gateway of the construct that declares it. */
    static DeclaredGateway own(CfnNatGateway resource) {
        return new DeclaredGateway(
                resource.getRef(), List.of(resource.getNode().getPath()), Optional.of(resource), Lifetime.RESOURCE);
    }

    /** Its life ends with the stack that declares it, which is no other than that of the addresses. */
    private DeclaredGateway in(Stack stack) {
        boolean here = resource.filter(declared -> declared.getStack()
                        .getNode()
                        .getPath()
                        .equals(stack.getNode().getPath()))
                .isPresent();
        return new DeclaredGateway(id, identity, resource, here ? Lifetime.STACK : Lifetime.ITS_OWN);
    }

    /** Refuses the gateway's primary address among the declared ones, as far as both are known. */
    void refusePrimary(ConstructPath path, DeclaredAddresses addresses) {
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

    private static String id(ConstructPath path, NatGatewaySecondaryAddressesProps props) {
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

    private static DeclaredGateway of(ConstructPath path, Stack stack, String id) {
        checkedId(path, id);
        if (!Tokens.isIn(id)) {
            return foreign(id, id);
        }
        TokenizedStringFragments fragments = Tokenization.reverseString(id);
        IResolvable token = fragments.getLength().intValue() == 1 ? fragments.getFirstToken() : null;
        if (token instanceof Reference reference) {
            return referred(id, reference);
        }
        // Only what stands fixed is looked into: a lazy value may not be known before synthesis.
        return foreign(id, token instanceof Intrinsic ? stack.resolve(id) : id);
    }

    private static DeclaredGateway foreign(String id, Object identity) {
        return new DeclaredGateway(id, identity, Optional.empty(), Lifetime.ITS_OWN);
    }

    /** {@return the id, unless it is no NAT gateway's} */
    static String checkedId(ConstructPath path, @Nullable String id) {
        if (id == null || !Tokens.isIn(id) && !id.matches("nat-[0-9A-Za-z]{1,60}")) {
            throw new InvalidPropertyException(
                    "natGatewayId",
                    path,
                    id == null ? "null" : "\"" + id + "\"",
                    "nat- and up to 60 letters or digits",
                    "pass the id of a private NAT gateway");
        }
        return id;
    }

    /** By the construct's path, because two stacks may use the same logical id. */
    private static DeclaredGateway referred(String id, Reference reference) {
        String path = reference.getTarget().getNode().getPath();
        String attribute = reference.getDisplayName();
        if (reference.getTarget() instanceof CfnNatGateway resource && ID_ATTRIBUTES.contains(attribute)) {
            return new DeclaredGateway(id, List.of(path), Optional.of(resource), Lifetime.ITS_OWN);
        }
        return foreign(id, List.of(path, attribute));
    }

    private static void refuseUnfit(ConstructPath path, CfnNatGateway gateway) {
        String connectivity = gateway.getConnectivityType();
        if (connectivity == null || !connectivity.equals("private") && !Tokens.isIn(connectivity)) {
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

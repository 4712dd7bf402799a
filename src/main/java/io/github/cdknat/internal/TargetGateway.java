package io.github.cdknat.internal;

import io.github.cdknat.NatGatewaySecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
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
 * @param owner who deletes it, unless it is retained
 */
public record TargetGateway(String id, Object identity, Optional<CfnNatGateway> resource, GatewayOwner owner) {
    /** Both return the id (AWS::EC2::NatGateway, "Return values", AWS CloudFormation User Guide). */
    private static final Set<String> ID_ATTRIBUTES = Set.of("Ref", "NatGatewayId");

    static TargetGateway of(ConstructPath path, Stack stack, NatGatewaySecondaryAddressesProps props) {
        TargetGateway gateway = of(path, stack, id(path, props)).in(stack);
        gateway.resource.ifPresent(resource -> refuseUnfit(path, resource));
        return gateway;
    }

    /** The gateway of the construct that declares it. */
    static TargetGateway own(CfnNatGateway resource) {
        return new TargetGateway(
                resource.getRef(),
                List.of(resource.getNode().getPath()),
                Optional.of(resource),
                GatewayOwner.CONSTRUCT);
    }

    /** Its life ends with the stack that declares it, which is no other than that of the addresses. */
    private TargetGateway in(Stack stack) {
        boolean here = resource.filter(declared -> declared.getStack()
                        .getNode()
                        .getPath()
                        .equals(stack.getNode().getPath()))
                .isPresent();
        return new TargetGateway(id, identity, resource, here ? GatewayOwner.STACK : GatewayOwner.OTHER);
    }

    /** Refuses the gateway's primary address among the declared ones, as far as both are known. */
    void refusePrimary(ConstructPath path, AddressList addresses) {
        resource.map(CfnNatGateway::getPrivateIpAddress)
                .filter(addresses.literals()::contains)
                .ifPresent(primary -> {
                    throw path.invalid(
                            "secondaryPrivateIpAddresses",
                            primary + " is the gateway's primary address",
                            "it can never be assigned or unassigned",
                            "remove it");
                });
    }

    private static String id(ConstructPath path, NatGatewaySecondaryAddressesProps props) {
        if (props.getNatGatewayId().isPresent() == props.getNatGateway().isPresent()) {
            throw path.invalid(
                    "natGatewayId",
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

    private static TargetGateway of(ConstructPath path, Stack stack, String id) {
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

    private static TargetGateway foreign(String id, Object identity) {
        return new TargetGateway(id, identity, Optional.empty(), GatewayOwner.OTHER);
    }

    /** {@return the id, unless it is no NAT gateway's} */
    static String checkedId(ConstructPath path, @Nullable String id) {
        if (id == null || !Tokens.isIn(id) && !id.matches(Contract.NAT_GATEWAY_ID_PATTERN)) {
            throw path.invalid(
                    "natGatewayId",
                    ConstructPath.quoted(id),
                    "nat- and up to 60 letters or digits",
                    "pass the id of a private NAT gateway");
        }
        return id;
    }

    /** By the construct's path, because two stacks may use the same logical id. */
    private static TargetGateway referred(String id, Reference reference) {
        String path = reference.getTarget().getNode().getPath();
        String attribute = reference.getDisplayName();
        if (reference.getTarget() instanceof CfnNatGateway resource && ID_ATTRIBUTES.contains(attribute)) {
            return new TargetGateway(id, List.of(path), Optional.of(resource), GatewayOwner.OTHER);
        }
        return foreign(id, List.of(path, attribute));
    }

    private static void refuseUnfit(ConstructPath path, CfnNatGateway gateway) {
        String connectivity = gateway.getConnectivityType();
        if (connectivity == null || !connectivity.equals("private") && !Tokens.isIn(connectivity)) {
            throw path.invalid(
                    "natGateway",
                    "the gateway is public",
                    "connectivityType must be private",
                    "pass a private NAT gateway");
        }
        if (gateway.getSecondaryPrivateIpAddresses() != null || gateway.getSecondaryPrivateIpAddressCount() != null) {
            throw path.invalid(
                    "natGateway",
                    "the gateway declares secondary private addresses itself",
                    "two owners would undo each other's work",
                    "remove secondaryPrivateIpAddresses and secondaryPrivateIpAddressCount from it");
        }
    }
}

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
 * @param identity equal for two ids that are known to mean the same gateway; of a resource its path, because two stacks may use
 *     the same logical id
 * @param resource the gateway itself, if this app declares it
 * @param owner who deletes it, unless it is retained
 */
public record TargetGateway(String id, Object identity, Optional<CfnNatGateway> resource, GatewayOwner owner) {
    /** Both return the id (AWS::EC2::NatGateway, "Return values", AWS CloudFormation User Guide). */
    private static final Set<String> ID_ATTRIBUTES = Set.of("Ref", "NatGatewayId");

    static TargetGateway of(ConstructPath path, Stack stack, NatGatewaySecondaryAddressesProps props) {
        String id = checkedId(path, id(path, props));
        IResolvable token = Tokens.isIn(id) ? onlyToken(id) : null;
        if (!(token instanceof Reference reference)) {
            // Only what stands fixed is looked into: a lazy value may not be known before synthesis.
            Object identity = token instanceof Intrinsic ? stack.resolve(id) : id;
            return new TargetGateway(id, identity, Optional.empty(), GatewayOwner.OTHER);
        }
        String target = reference.getTarget().getNode().getPath();
        String attribute = reference.getDisplayName();
        if (!(reference.getTarget() instanceof CfnNatGateway resource) || !ID_ATTRIBUTES.contains(attribute)) {
            return new TargetGateway(id, List.of(target, attribute), Optional.empty(), GatewayOwner.OTHER);
        }
        refuseUnfit(path, resource);
        return new TargetGateway(id, List.of(target), Optional.of(resource), owner(resource, stack));
    }

    /** The gateway of the construct that declares it. */
    static TargetGateway own(CfnNatGateway resource) {
        List<String> identity = List.of(resource.getNode().getPath());
        return new TargetGateway(resource.getRef(), identity, Optional.of(resource), GatewayOwner.CONSTRUCT);
    }

    /** Its life ends with the stack that declares it, which may be another than that of the addresses. */
    private static GatewayOwner owner(CfnNatGateway resource, Stack stack) {
        String owner = resource.getStack().getNode().getPath();
        return owner.equals(stack.getNode().getPath()) ? GatewayOwner.STACK : GatewayOwner.OTHER;
    }

    private static @Nullable IResolvable onlyToken(String id) {
        TokenizedStringFragments fragments = Tokenization.reverseString(id);
        return fragments.getLength().intValue() == 1 ? fragments.getFirstToken() : null;
    }

    /** Refuses the gateway's primary address among the declared ones, as far as both are known. */
    void refusePrimary(ConstructPath path, AddressList addresses) {
        resource.map(CfnNatGateway::getPrivateIpAddress)
                .filter(addresses.literals()::contains)
                .ifPresent(primary -> {
                    throw path.invalid(
                            "secondaryPrivateIpAddresses",
                            primary
                                    + " is the gateway's primary address (it can never be assigned or unassigned);"
                                    + " remove it.");
                });
    }

    private static String id(ConstructPath path, NatGatewaySecondaryAddressesProps props) {
        if (props.getNatGatewayId().isPresent() == props.getNatGateway().isPresent()) {
            throw path.invalid(
                    "natGatewayId",
                    (props.getNatGateway().isPresent()
                                    ? "natGatewayId and natGateway are both given"
                                    : "neither natGatewayId nor natGateway is given")
                            + " (exactly one of them); give one.");
        }
        return props.getNatGatewayId()
                .orElseGet(() ->
                        props.getNatGateway().orElseThrow().getNatGatewayRef().getNatGatewayId());
    }

    /** {@return the id, unless it is no NAT gateway's} */
    static String checkedId(ConstructPath path, @Nullable String id) {
        if (id == null || !Tokens.isIn(id) && !id.matches(Contract.NAT_GATEWAY_ID_PATTERN)) {
            throw path.invalid(
                    "natGatewayId",
                    ConstructPath.quoted(id)
                            + " (nat- and up to 60 letters or digits); pass the id of a private NAT gateway.");
        }
        return id;
    }

    private static void refuseUnfit(ConstructPath path, CfnNatGateway gateway) {
        String connectivity = gateway.getConnectivityType();
        if (connectivity == null || !connectivity.equals("private") && !Tokens.isIn(connectivity)) {
            throw path.invalid(
                    "natGateway",
                    "the gateway is public (connectivityType must be private); pass a private NAT gateway.");
        }
        if (gateway.getSecondaryPrivateIpAddresses() != null || gateway.getSecondaryPrivateIpAddressCount() != null) {
            throw path.invalid(
                    "natGateway",
                    "the gateway declares secondary private addresses itself (two owners would undo each other's"
                            + " work); remove secondaryPrivateIpAddresses and secondaryPrivateIpAddressCount from it.");
        }
    }
}

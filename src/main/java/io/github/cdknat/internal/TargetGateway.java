package io.github.cdknat.internal;

import io.github.cdknat.NatGatewaySecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.ICfnResourceOptions;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.IStringProducer;
import software.amazon.awscdk.Intrinsic;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Reference;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.IConstruct;

/**
 * The gateway of one declaration.
 * @param id a literal or a token
 * @param identity equal for two ids that are known to mean the same gateway; of a resource its path, because two stacks may use
 *     the same logical id
 * @param resource the gateway itself, if this app declares it
 * @param isOfStack whether the stack of the addresses declares it, and so deletes it with itself unless it is retained
 */
public record TargetGateway(String id, Object identity, Optional<CfnNatGateway> resource, boolean isOfStack) {

    /** Both return the id (AWS::EC2::NatGateway, "Return values", AWS CloudFormation User Guide). */
    private static final Set<String> ID_ATTRIBUTES = Set.of("Ref", "NatGatewayId");

    static TargetGateway of(ConstructPath path, Stack stack, NatGatewaySecondaryAddressesProps props) {
        String id = checkedId(path, id(path, props));
        IResolvable token = Tokens.isIn(id) ? Tokens.only(id) : null;
        if (!(token instanceof Reference reference)) {
            props.getNatGateway().ifPresent(given -> refuseElsewhere("natGateway", path, stack, given));
            return new TargetGateway(id, identity(id, token, stack), Optional.empty(), false);
        }
        String target = reference.getTarget().getNode().getPath();
        String attribute = reference.getDisplayName();
        if (!(reference.getTarget() instanceof CfnNatGateway resource) || !ID_ATTRIBUTES.contains(attribute)) {
            return new TargetGateway(id, List.of(target, attribute), Optional.empty(), false);
        }
        refuseElsewhere("natGateway", path, stack, resource);
        return new TargetGateway(
                id,
                List.of(target),
                Optional.of(resource),
                resource.getStack().getNode().getPath().equals(stack.getNode().getPath()));
    }

    /** Of a token only within one stack: elsewhere it may have another value. */
    private static Object identity(String id, @Nullable IResolvable token, Stack stack) {
        if (!Tokens.isIn(id)) {
            return id;
        }
        // Only what stands fixed is looked into: a lazy value may not be known before synthesis.
        Object value = token instanceof Intrinsic ? stack.resolve(id) : id;
        return List.of(stack.getNode().getPath(), value);
    }

    /** Refuses what stands in another Region or account, as far as both are known: the handler works in its own. */
    static void refuseElsewhere(String property, ConstructPath path, Stack stack, IConstruct given) {
        Stack other = Stack.of(given);
        Map<String, String> places = new LinkedHashMap<>();
        places.put(other.getRegion(), stack.getRegion());
        places.put(other.getAccount(), stack.getAccount());
        places.forEach((there, here) -> {
            if (Tokens.differ(there, here)) {
                throw path.invalid(
                        property,
                        new ConstructPath(given) + " is in " + there + " (the stack's own account and Region, " + here
                                + "); declare this in a stack that is there.");
            }
        });
    }

    /** The gateway of the construct that declares it. */
    static TargetGateway own(CfnNatGateway resource) {
        List<String> identity = List.of(resource.getNode().getPath());
        return new TargetGateway(resource.getRef(), identity, Optional.of(resource), true);
    }

    private static String id(ConstructPath path, NatGatewaySecondaryAddressesProps props) {
        boolean byReference = props.getNatGateway().isPresent();
        path.require(
                props.getNatGatewayId().isPresent() != byReference,
                "natGatewayId",
                (byReference
                                ? "natGatewayId and natGateway are both given"
                                : "neither natGatewayId nor natGateway is given")
                        + " (exactly one of them); give one.");
        return props.getNatGatewayId()
                .orElseGet(() ->
                        props.getNatGateway().orElseThrow().getNatGatewayRef().getNatGatewayId());
    }

    /** {@return the id, unless it is no NAT gateway's} */
    public static String checkedId(ConstructPath path, @Nullable String id) {
        String given = String.valueOf(id);
        path.requireText(
                Tokens.isIn(id) || given.matches(Contract.NAT_GATEWAY_ID_PATTERN),
                "natGatewayId",
                id,
                "nat- and up to 60 letters or digits",
                "pass the id of a private NAT gateway");
        return given;
    }

    /** Tells the handler that the gateway is deleted with the stack: then it need not wait for drains when the whole stack goes. */
    Map<String, String> deletedWithStack() {
        if (!isOfStack) {
            return Map.of();
        }
        // Asked for at synthesis only: an aspect or a later line may still retain the gateway.
        IStringProducer producer = context -> isRetained(resource.orElseThrow()) ? null : "true";
        return Map.of(Contract.NAT_GATEWAY_DELETED_WITH_STACK, Lazy.uncachedString(producer));
    }

    /** Without a policy CloudFormation deletes ("DeletionPolicy attribute", AWS CloudFormation User Guide). */
    private static boolean isRetained(CfnNatGateway gateway) {
        ICfnResourceOptions options = gateway.getCfnOptions();
        return Stream.of(options.getDeletionPolicy(), options.getUpdateReplacePolicy())
                .anyMatch(policy -> policy != null && policy != CfnDeletionPolicy.DELETE);
    }
}

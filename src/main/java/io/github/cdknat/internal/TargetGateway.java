package io.github.cdknat.internal;

import io.github.cdknat.NatGatewaySecondaryAddressesProps;
import io.github.cdknat.PrivateNatGatewayProps;
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
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.Construct;
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

    /** A tag's value has up to 256 characters (Amazon EC2 User Guide, Tag restrictions). */
    private static final int LONGEST_TAG = 256;

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
        boolean isOfStack =
                resource.getStack().getNode().getPath().equals(stack.getNode().getPath());
        return new TargetGateway(id, List.of(target), Optional.of(resource), isOfStack);
    }

    /**
     * Makes the gateway of a construct that declares one, without secondary addresses of its own.
     * @throws IllegalArgumentException if a property of the gateway itself breaks a rule
     */
    public static TargetGateway made(Construct construct, PrivateNatGatewayProps props) {
        ConstructPath path = new ConstructPath(construct);
        path.require(
                props != null,
                "props",
                "null (a subnet is required); build them with PrivateNatGatewayProps.builder().");
        path.require(
                props.getSubnet().isPresent(),
                "subnet",
                "it is missing (a gateway lives in one subnet, for good); give one.");
        refuseElsewhere("subnet", path, Stack.of(construct), props.getSubnet().get());
        props.getPrivateIpAddress().ifPresent(address -> Literals.requireAddress(path, "privateIpAddress", address));
        CfnNatGateway gateway = CfnNatGateway.Builder.create(construct, "Resource")
                .connectivityType("private")
                .subnetId(props.getSubnet().get().getSubnetRef().getSubnetId())
                .privateIpAddress(props.getPrivateIpAddress().orElse(null))
                .build();
        gateway.applyRemovalPolicy(Declaration.checked(path, props.getRemovalPolicy()));
        String end = path.toString().substring(Math.max(0, path.toString().length() - LONGEST_TAG));
        Tags.of(gateway).add("Name", props.getNatGatewayName().orElse(end));
        props.getTags().forEach((key, value) -> Tags.of(gateway).add(key, value));
        List<String> identity = List.of(gateway.getNode().getPath());
        return new TargetGateway(gateway.getRef(), identity, Optional.of(gateway), true);
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
    private static void refuseElsewhere(String property, ConstructPath path, Stack stack, IConstruct given) {
        Stack other = Stack.of(given);
        Map<String, String> places = new LinkedHashMap<>();
        places.put(other.getRegion(), stack.getRegion());
        places.put(other.getAccount(), stack.getAccount());
        places.forEach((there, here) -> path.require(
                !Tokens.differ(there, here),
                property,
                new ConstructPath(given) + " is in " + there + " (the stack's own account and Region, " + here
                        + "); declare this in a stack that is there."));
    }

    private static @Nullable String id(ConstructPath path, NatGatewaySecondaryAddressesProps props) {
        boolean byReference = props.getNatGateway().isPresent();
        path.require(
                props.getNatGatewayId().isPresent() != byReference,
                "natGatewayId",
                (byReference
                                ? "natGatewayId and natGateway are both given"
                                : "neither natGatewayId nor natGateway is given")
                        + " (exactly one of them); give one.");
        return props.getNatGatewayId()
                .or(() -> props.getNatGateway()
                        .map(gateway -> gateway.getNatGatewayRef().getNatGatewayId()))
                .orElse(null);
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
        // Asked for at synthesis only: an aspect or a later line may still retain the gateway.
        IStringProducer producer = context -> isRetained(resource.orElseThrow()) ? null : "true";
        return isOfStack ? Map.of(Contract.NAT_GATEWAY_DELETED_WITH_STACK, Lazy.uncachedString(producer)) : Map.of();
    }

    /** Without a policy CloudFormation deletes ("DeletionPolicy attribute", AWS CloudFormation User Guide). */
    private static boolean isRetained(CfnNatGateway gateway) {
        ICfnResourceOptions options = gateway.getCfnOptions();
        return Stream.of(options.getDeletionPolicy(), options.getUpdateReplacePolicy())
                .anyMatch(policy -> policy != null && policy != CfnDeletionPolicy.DELETE);
    }
}

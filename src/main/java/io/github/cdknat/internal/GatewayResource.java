package io.github.cdknat.internal;

import io.github.cdknat.PrivateNatGatewayProps;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.Construct;

/** CloudFormation's gateway of a construct that declares one, without secondary addresses of its own. */
public final class GatewayResource {
    /** A tag's value has up to 256 characters (Amazon EC2 User Guide, Tag restrictions). */
    private static final int LONGEST_TAG = 256;

    private GatewayResource() {}

    /**
     * Makes the gateway.
     * @throws IllegalArgumentException if a property of the gateway itself breaks a rule
     */
    public static CfnNatGateway of(Construct construct, PrivateNatGatewayProps props) {
        ConstructPath path = new ConstructPath(construct);
        check(construct, path, props);
        CfnNatGateway gateway = CfnNatGateway.Builder.create(construct, "Resource")
                .connectivityType("private")
                .subnetId(props.getSubnet().orElseThrow().getSubnetRef().getSubnetId())
                .privateIpAddress(props.getPrivateIpAddress().orElse(null))
                .build();
        CfnDeletionPolicy policy = Declaration.deletionPolicy(path, props.getRemovalPolicy());
        gateway.getCfnOptions().setDeletionPolicy(policy);
        gateway.getCfnOptions()
                .setUpdateReplacePolicy(
                        policy == CfnDeletionPolicy.DELETE ? CfnDeletionPolicy.DELETE : CfnDeletionPolicy.RETAIN);
        String name = props.getNatGatewayName().orElseGet(path::toString);
        if (name.length() > LONGEST_TAG && props.getNatGatewayName().isEmpty()) {
            name = name.substring(name.length() - LONGEST_TAG);
        }
        Tags.of(gateway).add("Name", name);
        props.getTags().forEach((key, value) -> Tags.of(gateway).add(key, value));
        return gateway;
    }

    private static void check(Construct construct, ConstructPath path, PrivateNatGatewayProps props) {
        path.require(
                props != null,
                "props",
                "null (a subnet is required); build them with PrivateNatGatewayProps.builder().");
        path.require(
                props.getSubnet().isPresent(),
                "subnet",
                "it is missing (a gateway lives in one subnet, for good); give one.");
        TargetGateway.refuseElsewhere(
                "subnet", path, Stack.of(construct), props.getSubnet().get());
        props.getPrivateIpAddress()
                .ifPresent(address -> AddressList.refuseBadLiteral("privateIpAddress", path, address));
    }
}

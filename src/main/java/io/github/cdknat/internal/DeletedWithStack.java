package io.github.cdknat.internal;

import io.github.cdknat.shared.Contract;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.IStableStringProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/**
 * Tells the handler what ends the gateway's life, as "STACK/logical id" or "RESOURCE/logical id", so that it does not wait for
 * drains on a gateway that goes away too. It stands in the properties, which a Delete brings as they were when the record was
 * made, and in the metadata, which shows the current template's; the handler believes it if both agree.
 */
final class DeletedWithStack {
    private DeletedWithStack() {}

    /** Nothing, if the stack does not decide on the gateway's life. */
    static Map<String, String> of(TargetGateway gateway) {
        if (gateway.owner() == GatewayOwner.OTHER) {
            return Map.of();
        }
        String with = gateway.owner() == GatewayOwner.STACK ? Contract.WITH_STACK : Contract.WITH_RESOURCE;
        return Map.of(
                Contract.NAT_GATEWAY_DELETED_WITH_STACK,
                unlessRetained(gateway.resource().orElseThrow(), with));
    }

    /** Asked for at synthesis only: an aspect or a later line may still retain the gateway. */
    private static String unlessRetained(CfnNatGateway resource, String with) {
        IStableStringProducer producer = () -> isRetained(resource) ? null : with + "/" + resource.getLogicalId();
        return Lazy.string(producer);
    }

    private static boolean isRetained(CfnNatGateway resource) {
        return keeps(resource.getCfnOptions().getDeletionPolicy())
                || keeps(resource.getCfnOptions().getUpdateReplacePolicy());
    }

    /** Without a policy CloudFormation deletes ("DeletionPolicy attribute", AWS CloudFormation User Guide). */
    private static boolean keeps(@Nullable CfnDeletionPolicy policy) {
        return policy != null && policy != CfnDeletionPolicy.DELETE;
    }
}

package io.github.cdknat;

import java.util.Map;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.IStableStringProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/**
 * Tells the handler what ends the gateway's life, as "STACK/logical id" or "RESOURCE/logical id", so that it does not wait for
 * drains on a gateway that goes away too. It stands in the properties, which a Delete brings as they were when the record was
 * made, and in the metadata, which shows the current template's; the handler believes it if both agree.
 */
final class GatewayEnd {
    private static final String NAME = "NatGatewayDeletedWithStack";

    private GatewayEnd() {}

    /** Nothing, if the stack does not decide on the gateway's life. */
    static Map<String, String> of(DeclaredGateway gateway) {
        return gateway.lifetime() == Lifetime.ITS_OWN
                ? Map.of()
                : Map.of(NAME, unlessRetained(gateway.resource().orElseThrow(), gateway.lifetime()));
    }

    /** Asked for at synthesis only: an aspect or a later line may still retain the gateway. */
    private static String unlessRetained(CfnNatGateway resource, Lifetime lifetime) {
        IStableStringProducer producer =
                () -> isRetained(resource) ? null : lifetime.name() + "/" + resource.getLogicalId();
        return Lazy.string(producer);
    }

    private static boolean isRetained(CfnNatGateway resource) {
        return keeps(resource.getCfnOptions().getDeletionPolicy())
                || keeps(resource.getCfnOptions().getUpdateReplacePolicy());
    }

    /** Without a policy CloudFormation deletes ("DeletionPolicy attribute", AWS CloudFormation User Guide). */
    private static boolean keeps(CfnDeletionPolicy policy) {
        return policy != null && policy != CfnDeletionPolicy.DELETE;
    }
}

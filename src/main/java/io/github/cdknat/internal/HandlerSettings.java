package io.github.cdknat.internal;

import io.github.cdknat.SecondaryAddressesProps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Tracing;

/** How one construct wants the stack's handler to run. */
public record HandlerSettings(SecondaryAddressesProps props) {
    private static final String WITHOUT_VPC =
            "vpc is missing (it says where in a VPC the functions run); give the vpc, or leave it out.";

    static HandlerSettings of(ConstructPath path, SecondaryAddressesProps props) {
        boolean inVpc = props.getVpc().isPresent();
        path.require(inVpc || props.getVpcSubnets().isEmpty(), "vpcSubnets", WITHOUT_VPC);
        path.require(inVpc || props.getSecurityGroups().isEmpty(), "securityGroups", WITHOUT_VPC);
        return new HandlerSettings(props);
    }

    /** Refuses to run otherwise than the stack's first construct says. */
    void refuseUnlessLike(HandlerSettings first, ConstructPath path, ConstructPath firstPath) {
        Map<String, Object> others = first.byProperty();
        for (Map.Entry<String, Object> said : byProperty().entrySet()) {
            path.require(
                    said.getValue().equals(others.get(said.getKey())),
                    said.getKey(),
                    firstPath
                            + " of the same stack says something else (all constructs of one stack share one handler); say the same everywhere.");
        }
    }

    /** Equal for what is the same; of a reference by path, because it can come back from CDK as another object. */
    private Map<String, Object> byProperty() {
        Optional<String> vpc = props.getVpc().map(given -> given.getNode().getPath());
        Stream<String> groups =
                props.getSecurityGroups().stream().map(group -> group.getNode().getPath());
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("logRetention", props.getLogRetention());
        said.put("encryptionKey", logKeyArn());
        said.put("tracing", props.getTracing());
        said.put("vpc, vpcSubnets or securityGroups", List.of(vpc, props.getVpcSubnets(), groups.toList()));
        said.put("handlerCode", props.getHandlerCode());
        return said;
    }

    Optional<String> logKeyArn() {
        return props.getEncryptionKey().map(key -> key.getKeyRef().getKeyArn());
    }

    boolean traces() {
        return props.getTracing() == Tracing.ACTIVE;
    }

    /** Nothing for Lambda's default. */
    Optional<CfnFunction.TracingConfigProperty> tracing() {
        String mode = traces() ? "Active" : "PassThrough";
        return props.getTracing() == Tracing.DISABLED
                ? Optional.empty()
                : Optional.of(
                        CfnFunction.TracingConfigProperty.builder().mode(mode).build());
    }

    /** Adds the right to send traces, if there are any ("AWS X-Ray", IAM: its actions have no resources). */
    void allowTracing(List<Map<String, Object>> statements) {
        if (traces()) {
            statements.add(PolicyDocuments.allow(
                    "*",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingTargets",
                    "xray:PutTelemetryRecords",
                    "xray:PutTraceSegments"));
        }
    }
}

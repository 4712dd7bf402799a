package io.github.cdknat.internal;

import io.github.cdknat.SecondaryAddressesProps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.lambda.Tracing;
import software.constructs.IConstruct;

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
        byProperty()
                .forEach(
                        (property, value) -> path.require(
                                value.equals(others.get(property)),
                                property,
                                firstPath
                                        + " of the same stack says something else (all constructs of one stack share one handler); say the same everywhere."));
    }

    /** Equal for what is the same; of a reference by path, because it can come back from CDK as another object. */
    private Map<String, Object> byProperty() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("logRetention", props.getLogRetention());
        said.put("encryptionKey", logKeyArn());
        said.put("tracing", props.getTracing());
        said.put(
                "vpc, vpcSubnets or securityGroups",
                List.of(
                        props.getVpc().map(HandlerSettings::path),
                        props.getVpcSubnets(),
                        props.getSecurityGroups().stream()
                                .map(HandlerSettings::path)
                                .toList()));
        said.put("handlerCode", props.getHandlerCode());
        return said;
    }

    private static String path(IConstruct construct) {
        return construct.getNode().getPath();
    }

    Optional<String> logKeyArn() {
        return props.getEncryptionKey().map(key -> key.getKeyRef().getKeyArn());
    }

    boolean traces() {
        return props.getTracing() == Tracing.ACTIVE;
    }

    /** As Lambda calls it; nothing for its default. */
    Optional<String> traceMode() {
        return switch (props.getTracing()) {
            case ACTIVE -> Optional.of("Active");
            case PASS_THROUGH -> Optional.of("PassThrough");
            default -> Optional.empty();
        };
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

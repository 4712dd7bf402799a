package io.github.cdknat.internal;

import io.github.cdknat.SecondaryAddressesProps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How one construct wants the stack's handler to run. */
public record HandlerSettings(
        RetentionDays logRetention,
        Optional<String> logKeyArn,
        Tracing tracing,
        Optional<VpcPlacement> placement,
        Optional<Code> code) {
    static HandlerSettings of(ConstructPath path, SecondaryAddressesProps props) {
        if (props.getVpc().isEmpty()) {
            props.getVpcSubnets().ifPresent(subnets -> refuseWithoutVpc("vpcSubnets", path));
            props.getSecurityGroups().stream().findFirst().ifPresent(group -> refuseWithoutVpc("securityGroups", path));
        }
        return new HandlerSettings(
                props.getLogRetention(),
                props.getEncryptionKey().map(key -> key.getKeyRef().getKeyArn()),
                props.getTracing(),
                props.getVpc().map(vpc -> new VpcPlacement(vpc, props.getVpcSubnets(), props.getSecurityGroups())),
                props.getHandlerCode());
    }

    /** Refuses to run otherwise than the stack's first construct says. */
    void refuseUnlessLike(HandlerSettings first, ConstructPath path, ConstructPath firstPath) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("logRetention", logRetention == first.logRetention);
        same.put("encryptionKey", logKeyArn.equals(first.logKeyArn));
        same.put("tracing", tracing == first.tracing);
        same.put(
                "vpc, vpcSubnets or securityGroups",
                placement.map(VpcPlacement::identity).equals(first.placement.map(VpcPlacement::identity)));
        same.put("handlerCode", code.equals(first.code));
        same.forEach((property, isSame) -> {
            if (!isSame) {
                throw path.invalid(
                        property,
                        firstPath
                                + " of the same stack says something else (all constructs of one stack share one handler); say the same everywhere.");
            }
        });
    }

    boolean traces() {
        return tracing == Tracing.ACTIVE;
    }

    /** As Lambda calls it; nothing for its default. */
    Optional<String> traceMode() {
        return switch (tracing) {
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

    private static void refuseWithoutVpc(String property, ConstructPath path) {
        throw path.invalid(
                property, "vpc is missing (it says where in a VPC the functions run); give the vpc, or leave it out.");
    }
}

package io.github.cdknat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How one construct wants the stack's handler to run. */
record HandlerSettings(
        RetentionDays logRetention,
        Optional<String> logKeyArn,
        Tracing tracing,
        Optional<Placement> placement,
        Optional<Code> code) {
    /** In which network the functions run. */
    record Placement(IVpc vpc, Optional<SubnetSelection> subnets, List<ISecurityGroup> securityGroups) {
        /** By path, because a reference can come back from CDK as another object. */
        private boolean isSameAs(Placement other) {
            return vpc.getNode().getPath().equals(other.vpc.getNode().getPath())
                    && subnets.equals(other.subnets)
                    && paths().equals(other.paths());
        }

        private List<String> paths() {
            return securityGroups.stream()
                    .map(group -> group.getNode().getPath())
                    .toList();
        }
    }

    static HandlerSettings of(ConstructPath path, HandlerProps props) {
        if (props.getVpc().isEmpty()) {
            props.getVpcSubnets().ifPresent(subnets -> refuseWithoutVpc("vpcSubnets", path));
            props.getSecurityGroups().stream().findFirst().ifPresent(group -> refuseWithoutVpc("securityGroups", path));
        }
        return new HandlerSettings(
                props.getLogRetention(),
                props.getEncryptionKey().map(key -> key.getKeyRef().getKeyArn()),
                props.getTracing(),
                props.getVpc().map(vpc -> new Placement(vpc, props.getVpcSubnets(), props.getSecurityGroups())),
                props.getHandlerCode());
    }

    /** Refuses to run otherwise than the stack's first construct says. */
    void refuseUnlessLike(HandlerSettings first, ConstructPath path, ConstructPath firstPath) {
        if (logRetention != first.logRetention) {
            throw different(
                    "logRetention",
                    path,
                    logRetention + ", and " + firstPath + " of the same stack says " + first.logRetention,
                    "their logs");
        }
        refuseIf(!logKeyArn.equals(first.logKeyArn), "encryptionKey", path, firstPath);
        refuseIf(tracing != first.tracing, "tracing", path, firstPath);
        boolean samePlace = placement.isEmpty()
                ? first.placement.isEmpty()
                : first.placement.filter(placement.get()::isSameAs).isPresent();
        refuseIf(!samePlace, "vpc, vpcSubnets or securityGroups", path, firstPath);
        refuseIf(!code.equals(first.code), "handlerCode", path, firstPath);
    }

    boolean traces() {
        return Objects.equals(tracing, Tracing.ACTIVE);
    }

    /** Adds the right to send traces, if there are any ("AWS X-Ray", IAM: its actions have no resources). */
    void allowTracing(List<Map<String, Object>> statements) {
        if (traces()) {
            statements.add(Policies.allow(
                    List.of(
                            "xray:GetSamplingRules",
                            "xray:GetSamplingTargets",
                            "xray:PutTelemetryRecords",
                            "xray:PutTraceSegments"),
                    "*"));
        }
    }

    private static void refuseIf(boolean differs, String property, ConstructPath path, ConstructPath firstPath) {
        if (differs) {
            throw different(property, path, firstPath + " of the same stack says something else", "one handler");
        }
    }

    private static InvalidPropertyException different(
            String property, ConstructPath path, String found, String shared) {
        return new InvalidPropertyException(
                property, path, found, "all constructs of one stack share " + shared, "say the same everywhere");
    }

    private static void refuseWithoutVpc(String property, ConstructPath path) {
        throw new InvalidPropertyException(
                property,
                path,
                "vpc is missing",
                "it says where in a VPC the functions run",
                "give the vpc, or leave it out");
    }
}

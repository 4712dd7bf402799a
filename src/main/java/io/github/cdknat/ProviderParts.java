package io.github.cdknat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Makes the provider's log groups, roles and functions, each with a logical id that nothing changes. */
final class ProviderParts {
    /** What the logical ids and the state machine's name begin with. */
    static final String PREFIX = "NatGatewaySecondaryAddresses";

    /** Memory brings processor time: with half of it a cold start takes twice as long. Docs, benchmarks: the measured curve. */
    private static final int MEMORY_MEGABYTES = 1024;

    /** One client compiler and the smallest collector, for a short life. */
    private static final String JVM_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private final Construct provider;
    private final HandlerSettings settings;
    private final HandlerCode code;
    private final Optional<Network> network;

    ProviderParts(Construct provider, Declaration first) {
        this.provider = provider;
        this.settings = first.handler();
        this.code = HandlerCode.of(provider, first);
        this.network = settings.placement().map(placement -> Network.of(provider, placement));
    }

    static void fixLogicalId(CfnResource resource, String name) {
        resource.overrideLogicalId(PREFIX + name);
    }

    CfnLogGroup logGroup(String name) {
        CfnLogGroup group = (CfnLogGroup) LogGroup.Builder.create(provider, name)
                .retention(settings.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build()
                .getNode()
                .getDefaultChild();
        settings.logKeyArn().ifPresent(group::setKmsKeyId);
        fixLogicalId(group, name);
        return group;
    }

    CfnRole role(String name, String service, List<Map<String, Object>> statements) {
        CfnRole role = CfnRole.Builder.create(provider, name)
                .assumeRolePolicyDocument(Policies.trust(service))
                .policies(List.of(CfnRole.PolicyProperty.builder()
                        .policyName("Base")
                        .policyDocument(Policies.document(statements))
                        .build()))
                .build();
        fixLogicalId(role, name);
        return role;
    }

    /** A function's role: what every function has to do where it runs, beside its own work. */
    CfnRole functionRole(String name, CfnLogGroup logs, List<Map<String, Object>> statements) {
        List<Map<String, Object>> all = new ArrayList<>(List.of(Policies.writeTo(logs)));
        all.addAll(statements);
        network.ifPresent(place -> all.add(Policies.allow(Network.ACTIONS, "*")));
        settings.allowTracing(all);
        CfnRole role = role(name, "lambda.amazonaws.com", all);
        if (network.isPresent() || settings.traces()) {
            Acknowledgments.add(
                    role,
                    "AwsSolutions-IAM5[Resource::*]",
                    "Sending traces and connecting a function to a VPC have no resource-level permissions that are known"
                            + " beforehand.");
        }
        return role;
    }

    private Optional<String> traceMode() {
        return switch (settings.tracing()) {
            case ACTIVE -> Optional.of("Active");
            case PASS_THROUGH -> Optional.of("PassThrough");
            default -> Optional.empty();
        };
    }

    CfnFunction function(
            String name, CfnRole role, CfnLogGroup logs, int timeoutSeconds, Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        CfnFunction.Builder function = CfnFunction.Builder.create(provider, name)
                .runtime("java25")
                .handler("io.github.cdknat.handler." + name + "::handleRequest")
                .role(role.getAttrArn())
                .code(code.property())
                .timeout(timeoutSeconds)
                .memorySize(MEMORY_MEGABYTES)
                .environment(CfnFunction.EnvironmentProperty.builder()
                        .variables(variables)
                        .build())
                .loggingConfig(CfnFunction.LoggingConfigProperty.builder()
                        .logGroup(logs.getRef())
                        .build());
        network.ifPresent(place -> function.vpcConfig(place.vpcConfig()));
        traceMode()
                .ifPresent(mode -> function.tracingConfig(
                        CfnFunction.TracingConfigProperty.builder().mode(mode).build()));
        CfnFunction made = function.build();
        fixLogicalId(made, name);
        code.isOf(made);
        return made;
    }
}

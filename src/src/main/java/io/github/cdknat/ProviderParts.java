package io.github.cdknat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** Makes the provider's log groups, roles and functions, each with a logical id that nothing changes. */
final class ProviderParts {
    /** What the logical ids and the state machine's name begin with. */
    static final String PREFIX = "NatGatewaySecondaryAddresses";

    private static final int MEMORY_MEGABYTES = 512;

    private final Construct provider;
    private final RetentionDays logRetention;
    private final Asset code;

    ProviderParts(Construct provider, RetentionDays logRetention) {
        this.provider = provider;
        this.logRetention = logRetention;
        this.code = HandlerJar.asset(provider, "Code");
    }

    static void fixLogicalId(CfnResource resource, String name) {
        resource.overrideLogicalId(PREFIX + name);
    }

    CfnLogGroup logGroup(String name) {
        CfnLogGroup group = (CfnLogGroup) LogGroup.Builder.create(provider, name)
                .retention(logRetention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build()
                .getNode()
                .getDefaultChild();
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

    CfnFunction function(
            String name, CfnRole role, CfnLogGroup logs, int timeoutSeconds, Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        CfnFunction function = CfnFunction.Builder.create(provider, name)
                .runtime("java25")
                .handler("io.github.cdknat.handler." + name + "::handleRequest")
                .role(role.getAttrArn())
                .code(CfnFunction.CodeProperty.builder()
                        .s3Bucket(code.getS3BucketName())
                        .s3Key(code.getS3ObjectKey())
                        .build())
                .timeout(timeoutSeconds)
                .memorySize(MEMORY_MEGABYTES)
                .environment(CfnFunction.EnvironmentProperty.builder()
                        .variables(variables)
                        .build())
                .loggingConfig(CfnFunction.LoggingConfigProperty.builder()
                        .logGroup(logs.getRef())
                        .build())
                .build();
        fixLogicalId(function, name);
        code.addResourceMetadata(function, "Code");
        return function;
    }
}

package io.github.cdknat.internal;

import io.github.cdknat.shared.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IDependable;

/** Makes the provider's log groups, roles and functions, each with a logical id that nothing changes. */
final class ProviderResources {
    /** What the logical ids and the state machine's name begin with. */
    static final String PREFIX = "NatGatewaySecondaryAddresses";

    /** Memory brings processor time: with half of it a cold start takes twice as long. Docs, benchmarks: the measured curve. */
    private static final int MEMORY_MEGABYTES = 1024;

    /** One client compiler and the smallest collector, for a short life. */
    private static final String JVM_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /** Validations.ACKNOWLEDGED_RULES_METADATA_KEY, which versions before 2.253.0 do not have. */
    private static final String ACKNOWLEDGED_RULES = "aws:cdk:acknowledged-rules";

    /** What Lambda needs to connect a function to a VPC ("Giving Lambda functions access to resources in an Amazon VPC"). */
    private static final Map<String, Object> VPC_RIGHTS = PolicyDocuments.allow(
            "*",
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");

    private final Construct provider;
    private final HandlerSettings settings;
    private final HandlerCode code;
    private final Optional<CfnFunction.VpcConfigProperty> vpcConfig;
    private final CfnLogGroup logs;

    ProviderResources(Construct provider, Declaration first) {
        this.provider = provider;
        this.settings = first.handler();
        this.code = HandlerCode.of(provider, first);
        this.vpcConfig = settings.props().getVpc().map(this::vpcConfig);
        this.logs = logGroup();
    }

    static <R extends CfnResource> R withLogicalId(R resource, String name) {
        resource.overrideLogicalId(PREFIX + name);
        return resource;
    }

    static void acknowledgeAnyResource(CfnResource role, String reason) {
        acknowledge(role, "AwsSolutions-IAM5[Resource::*]", reason);
    }

    /**
     * A finding of policy validation that is meant to be so, with its reason. Under both ids that versions of aws-cdk-lib and
     * cdk-nag give the rule: with and without the pack's name.
     */
    static void acknowledge(CfnResource resource, String rule, String reason) {
        for (String id : List.of(rule, "AwsSolutions::" + rule)) {
            resource.getNode().addMetadata(ACKNOWLEDGED_RULES, Map.of(id, reason));
        }
    }

    /** Of both functions, so that whoever looks for the log of one that failed finds the whole story. */
    private CfnLogGroup logGroup() {
        LogGroup group = LogGroup.Builder.create(provider, "Logs")
                .retention(settings.props().getLogRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnLogGroup resource = (CfnLogGroup) group.getNode().getDefaultChild();
        settings.logKeyArn().ifPresent(resource::setKmsKeyId);
        return withLogicalId(resource, "Logs");
    }

    CfnRole role(String name, String service, List<Map<String, Object>> statements) {
        CfnRole role = CfnRole.Builder.create(provider, name)
                .assumeRolePolicyDocument(PolicyDocuments.trust(service))
                .policies(List.of(CfnRole.PolicyProperty.builder()
                        .policyName("Base")
                        .policyDocument(PolicyDocuments.document(statements))
                        .build()))
                .build();
        return withLogicalId(role, name);
    }

    /**
     * A function's role: what every function has to do where it runs, beside its own work. It writes streams of its log group; the
     * group itself is the stack's to make.
     */
    CfnRole role(String function, List<Map<String, Object>> statements) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(PolicyDocuments.allow(logs.getAttrArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
        all.addAll(statements);
        vpcConfig.ifPresent(config -> all.add(VPC_RIGHTS));
        settings.allowTracing(all);
        CfnRole role = role(function + "Role", "lambda.amazonaws.com", all);
        if (vpcConfig.isPresent() || settings.traces()) {
            acknowledgeAnyResource(
                    role,
                    "Sending traces and connecting a function to a VPC have no resource-level permissions that are known beforehand.");
        }
        return role;
    }

    /**
     * One of the handler's two functions.
     * @param name the construct's id, what its logical id ends with and what its role is named after: never changes; and its class
     * @param timeoutSeconds for one call
     */
    CfnFunction function(String name, int timeoutSeconds, CfnRole role, String stateMachineArn) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(Contract.STATE_MACHINE_ARN, stateMachineArn);
        variables.put("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        CfnFunction.Builder builder = CfnFunction.Builder.create(provider, name)
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
        vpcConfig.ifPresent(builder::vpcConfig);
        settings.tracing().ifPresent(builder::tracingConfig);
        CfnFunction made = withLogicalId(builder.build(), name);
        code.noteOrigin(made);
        settings.props().getVpc().stream().flatMap(this::wayOut).forEach(made.getNode()::addDependency);
        return made;
    }

    /** As Lambda takes it; with a security group of the functions' own, if none is given. */
    private CfnFunction.VpcConfigProperty vpcConfig(IVpc vpc) {
        List<ISecurityGroup> given = settings.props().getSecurityGroups();
        List<ISecurityGroup> groups = given.isEmpty() ? List.of(ownGroup(vpc)) : given;
        return CfnFunction.VpcConfigProperty.builder()
                .subnetIds(selected(vpc).getSubnetIds())
                .securityGroupIds(
                        groups.stream().map(ISecurityGroup::getSecurityGroupId).toList())
                .build();
    }

    private SecurityGroup ownGroup(IVpc vpc) {
        SecurityGroup group = SecurityGroup.Builder.create(provider, "SecurityGroup")
                .vpc(vpc)
                .description("Functions that change addresses of NAT gateways: everything out, nothing in")
                .build();
        withLogicalId((CfnSecurityGroup) group.getNode().getDefaultChild(), "SecurityGroup");
        return group;
    }

    private SelectedSubnets selected(IVpc vpc) {
        return vpc.selectSubnets(settings.props()
                .getVpcSubnets()
                .orElseGet(() -> SubnetSelection.builder().build()));
    }

    /** What the functions' way out consists of: it must not go before they have given their last answer. */
    private Stream<IDependable> wayOut(IVpc vpc) {
        return Stream.concat(
                Stream.of(selected(vpc).getInternetConnectivityEstablished()),
                vpc.getNode().findAll().stream().filter(CfnVPCEndpoint.class::isInstance));
    }
}

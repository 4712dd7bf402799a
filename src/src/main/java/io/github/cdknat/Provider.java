package io.github.cdknat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.CfnRolePolicy;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;
import software.constructs.IConstruct;
import software.constructs.IDependable;

/**
 * The two functions and the state machine behind all constructs of one stack.
 *
 * <p>The logical ids are API: CloudFormation never lets a custom resource change its ServiceToken.
 */
final class Provider extends Construct {
    private static final String ID = "NatGatewaySecondaryAddressesProvider";
    private static final String PREFIX = "NatGatewaySecondaryAddresses";
    /** A role's inline policies may have 10,240 characters in all (IAM quotas); one gateway's takes up to 250. */
    private static final int MOST_GATEWAYS = 35;

    private static final int LONGEST_POLICY_NAME_PREFIX = 96;

    private final CfnRole convergeRole;
    private final CfnFunction onEvent;
    private final CfnEventInvokeConfig delivery;
    private final RetentionDays logRetention;
    private final String logRetentionPath;
    private final Map<Object, List<Admission>> admissions = new LinkedHashMap<>();
    private int admitted;

    private record Admission(Declaration declaration, CfnResource resource) {}

    private Provider(Stack stack, Declaration first) {
        super(stack, ID);
        logRetention = first.logRetention();
        logRetentionPath = first.path();
        Asset code = HandlerJar.asset(this, "Code");
        String stateMachineName = Fn.join("", List.of(PREFIX + "-", Fn.select(2, Fn.split("/", Aws.STACK_ID))));
        String stateMachineArn = arn("states", "stateMachine:" + stateMachineName);

        CfnLogGroup convergeLogs = logGroup("ConvergeLogs");
        convergeRole = role(
                "ConvergeRole",
                "lambda.amazonaws.com",
                List.of(
                        logging(convergeLogs),
                        Policies.allow(
                                List.of(
                                        "cloudformation:DescribeStackResource",
                                        "cloudformation:DescribeStacks",
                                        "cloudformation:ListStackResources"),
                                Aws.STACK_ID),
                        Policies.allow(List.of("states:ListExecutions"), stateMachineArn),
                        Policies.allow(
                                List.of(
                                        "ec2:DescribeNatGateways",
                                        "ec2:DescribeNetworkInterfaces",
                                        "ec2:DescribeSubnets"),
                                "*")));
        acknowledgeDescribe(convergeRole);
        CfnFunction converge = function(
                "Converge", convergeRole, convergeLogs, code, 60, Map.of("STATE_MACHINE_ARN", stateMachineArn));

        CfnRole stateMachineRole = role(
                "StateMachineRole",
                "states.amazonaws.com",
                List.of(Policies.allow(List.of("lambda:InvokeFunction"), converge.getAttrArn())));
        CfnStateMachine stateMachine = CfnStateMachine.Builder.create(this, "StateMachine")
                .stateMachineName(stateMachineName)
                .roleArn(stateMachineRole.getAttrArn())
                .definitionString(definition())
                .definitionSubstitutions(Map.of("Converge", converge.getAttrArn()))
                .build();
        stateMachine.overrideLogicalId(PREFIX + "StateMachine");
        acknowledgeNoExecutionLog(stateMachine);

        CfnLogGroup onEventLogs = logGroup("OnEventLogs");
        CfnRole onEventRole = role(
                "OnEventRole",
                "lambda.amazonaws.com",
                List.of(
                        logging(onEventLogs),
                        Policies.allow(List.of("states:StartExecution"), stateMachine.getRef()),
                        Policies.allow(List.of("lambda:InvokeFunction"), converge.getAttrArn())));
        onEvent = function(
                "OnEvent", onEventRole, onEventLogs, code, 30, Map.of("STATE_MACHINE_ARN", stateMachine.getRef()));
        delivery = CfnEventInvokeConfig.Builder.create(this, "Delivery")
                .functionName(onEvent.getRef())
                .qualifier("$LATEST")
                .maximumEventAgeInSeconds(90)
                .maximumRetryAttempts(2)
                .destinationConfig(CfnEventInvokeConfig.DestinationConfigProperty.builder()
                        .onFailure(CfnEventInvokeConfig.OnFailureProperty.builder()
                                .destination(converge.getAttrArn())
                                .build())
                        .build())
                .build();
        delivery.overrideLogicalId(PREFIX + "Delivery");
    }

    /** The stack's provider, made for its first construct. */
    static Provider of(Stack stack, Declaration declaration) {
        IConstruct existing = stack.getNode().tryFindChild(ID);
        return existing == null ? new Provider(stack, declaration) : (Provider) existing;
    }

    Object serviceToken() {
        return onEvent.getAttrArn();
    }

    /** Gives a construct its rights and its place behind the others on the same gateway. */
    void admit(Construct construct, Declaration declaration, CfnResource resource) {
        if (declaration.logRetention() != logRetention) {
            throw new IllegalArgumentException("Invalid logRetention of " + declaration.path() + ": "
                    + declaration.logRetention() + ", and " + logRetentionPath + " of the same stack says "
                    + logRetention
                    + " (all constructs of one stack share their logs); say the same everywhere.");
        }
        if (++admitted > MOST_GATEWAYS) {
            throw new IllegalArgumentException("Invalid stack of " + declaration.path() + ": it has " + admitted
                    + " declarations (at most " + MOST_GATEWAYS
                    + " in one stack, because IAM limits a role's inline policies to 10,240 characters); move some of"
                    + " them to another stack.");
        }
        Object gateway = Stack.of(this).resolve(declaration.natGatewayId());
        List<Admission> neighbours = admissions.computeIfAbsent(gateway, key -> new ArrayList<>());
        neighbours.forEach(neighbour -> refuseSharedAddress(neighbour.declaration(), declaration));
        List<IDependable> before = new ArrayList<>(List.of(rights(construct, declaration), delivery));
        if (!neighbours.isEmpty()) {
            before.add(neighbours.get(neighbours.size() - 1).resource());
        }
        resource.getNode().addDependency(before.toArray(IDependable[]::new));
        neighbours.add(new Admission(declaration, resource));
    }

    private static void refuseSharedAddress(Declaration earlier, Declaration later) {
        for (String address : later.addresses()) {
            if (!Token.isUnresolved(address) && earlier.addresses().contains(address)) {
                throw new IllegalArgumentException("Invalid secondaryPrivateIpAddresses of " + later.path() + ": "
                        + address + " is declared by " + earlier.path()
                        + " on the same gateway (one address, one owner); remove it from one of them.");
            }
        }
    }

    /** The gateway's id is in the name, which is create-only: for another gateway the rights are replaced, not edited. */
    private CfnRolePolicy rights(Construct construct, Declaration declaration) {
        String prefix = Names.uniqueResourceName(
                construct,
                UniqueResourceNameOptions.builder()
                        .maxLength(LONGEST_POLICY_NAME_PREFIX)
                        .build());
        return CfnRolePolicy.Builder.create(construct, "Rights")
                .roleName(convergeRole.getRef())
                .policyName(prefix + "-" + declaration.natGatewayId())
                .policyDocument(Policies.document(List.of(Policies.allow(
                        List.of("ec2:AssignPrivateNatGatewayAddress", "ec2:UnassignPrivateNatGatewayAddress"),
                        arn("ec2", "natgateway/" + declaration.natGatewayId())))))
                .build();
    }

    private static String arn(String service, String resource) {
        return "arn:" + Aws.PARTITION + ":" + service + ":" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":" + resource;
    }

    private CfnLogGroup logGroup(String name) {
        CfnLogGroup group = CfnLogGroup.Builder.create(this, name)
                .retentionInDays(days(logRetention))
                .build();
        group.overrideLogicalId(PREFIX + name);
        group.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.DELETE);
        group.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.DELETE);
        return group;
    }

    private static Integer days(RetentionDays retention) {
        return RetentionPeriod.days(retention).orElse(null);
    }

    private static Map<String, Object> logging(CfnLogGroup group) {
        return Policies.allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), group.getAttrArn());
    }

    private CfnRole role(String name, String service, List<Map<String, Object>> statements) {
        CfnRole role = CfnRole.Builder.create(this, name)
                .assumeRolePolicyDocument(Policies.trust(service))
                .policies(List.of(CfnRole.PolicyProperty.builder()
                        .policyName("Base")
                        .policyDocument(Policies.document(statements))
                        .build()))
                .build();
        role.overrideLogicalId(PREFIX + name);
        return role;
    }

    private CfnFunction function(
            String name, CfnRole role, CfnLogGroup logs, Asset code, int timeout, Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        CfnFunction function = CfnFunction.Builder.create(this, name)
                .runtime("java25")
                .handler("io.github.cdknat.handler." + name + "::handleRequest")
                .role(role.getAttrArn())
                .code(CfnFunction.CodeProperty.builder()
                        .s3Bucket(code.getS3BucketName())
                        .s3Key(code.getS3ObjectKey())
                        .build())
                .timeout(timeout)
                .memorySize(512)
                .environment(CfnFunction.EnvironmentProperty.builder()
                        .variables(variables)
                        .build())
                .loggingConfig(CfnFunction.LoggingConfigProperty.builder()
                        .logGroup(logs.getRef())
                        .build())
                .build();
        function.overrideLogicalId(PREFIX + name);
        code.addResourceMetadata(function, "Code");
        return function;
    }

    private static void acknowledgeDescribe(CfnRole role) {
        Acknowledgments.add(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "EC2's describe calls have no resource-level permissions, and they read only.");
        Acknowledgments.add(
                role,
                "AwsSolutions-IAM5[Resource::<NatGatewaySecondaryAddressesConvergeLogs.Arn>]",
                "A function writes the streams of its own log group.");
    }

    private static void acknowledgeNoExecutionLog(CfnStateMachine stateMachine) {
        Acknowledgments.add(
                stateMachine,
                "AwsSolutions-SF1",
                "Step Functions keeps every execution's history for 90 days, and every pass logs a line of its own; a log of"
                        + " all events would also copy CloudFormation's response URLs.");
        Acknowledgments.add(
                stateMachine,
                "AwsSolutions-SF2",
                "The journal in the execution's history shows what tracing would show.");
    }

    private static String definition() {
        try (InputStream in = Provider.class.getResourceAsStream("state-machine.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

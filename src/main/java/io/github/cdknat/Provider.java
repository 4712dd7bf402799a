package io.github.cdknat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The two functions and the state machine behind all constructs of one stack.
 *
 * <p>The logical ids are API: CloudFormation never lets a custom resource change its ServiceToken.
 */
final class Provider extends Construct {
    private static final String ID = "NatGatewaySecondaryAddressesProvider";
    private static final String STEP_FUNCTIONS = "states.amazonaws.com";
    private static final int CONVERGE_SECONDS = 60;
    private static final int ON_EVENT_SECONDS = 30;
    /** Room for one repetition after a minute; what is older is given up, so that executions know what may still arrive. */
    private static final int OLDEST_EVENT_SECONDS = 90;

    /** So that CDK is asked once for each stack; it is asked again for a stack that is not known by this object. */
    private static final Map<Stack, Provider> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private final Rights rights;
    private final CfnFunction onEvent;
    private final String serviceToken;
    private final CfnFunction converge;
    private final CfnStateMachine stateMachine;
    private final CfnEventInvokeConfig delivery;
    private final Admissions admissions;

    private Provider(Stack stack, Declaration first) {
        super(stack, ID);
        admissions = new Admissions(first);
        ProviderParts parts = new ProviderParts(this, first);
        String stateMachineName =
                Fn.join("", List.of(ProviderParts.PREFIX + "-", Fn.select(2, Fn.split("/", Aws.STACK_ID))));
        String stateMachineArn = Policies.arn("states", "stateMachine:" + stateMachineName);
        CfnLogGroup convergeLogs = parts.logGroup("ConvergeLogs");
        CfnRole convergeRole = convergeRole(parts, convergeLogs, stateMachineArn);
        rights = new Rights(this, convergeRole);
        converge = parts.function(
                "Converge", convergeRole, convergeLogs, CONVERGE_SECONDS, Map.of("STATE_MACHINE_ARN", stateMachineArn));
        stateMachine = stateMachine(parts, first.handler(), stateMachineName, converge);
        onEvent = onEvent(parts, stateMachine, converge);
        serviceToken = onEvent.getAttrArn();
        delivery = delivery(onEvent, converge);
    }

    /** The stack's provider, made for its first construct. */
    static Provider of(Stack stack, Declaration declaration) {
        Provider known = KNOWN.get(stack);
        if (known != null) {
            return known;
        }
        Provider provider = stack.getNode().tryFindChild(ID) instanceof Provider existing
                ? existing
                : new Provider(stack, declaration);
        KNOWN.put(stack, provider);
        return provider;
    }

    /** The stack's provider, once a construct has made it. */
    static Provider in(Stack stack) {
        return (Provider) stack.getNode().findChild(ID);
    }

    String onEventName() {
        return onEvent.getRef();
    }

    String convergeName() {
        return converge.getRef();
    }

    String stateMachineArn() {
        return stateMachine.getRef();
    }

    String serviceToken() {
        return serviceToken;
    }

    /** Gives a construct its rights and its place behind the others on the same gateway. */
    void admit(Construct construct, Declaration declaration, Stages stages) {
        List<IDependable> before = new ArrayList<>();
        admissions.admit(declaration, stages.last()).ifPresent(before::add);
        before.add(rights.on(construct, declaration.gateway()));
        before.add(delivery);
        stages.follow(before.toArray(IDependable[]::new));
    }

    private static CfnRole convergeRole(ProviderParts parts, CfnLogGroup logs, String stateMachineArn) {
        CfnRole role = parts.functionRole(
                "ConvergeRole",
                logs,
                List.of(
                        Policies.allow(
                                List.of(
                                        "cloudformation:DescribeStackEvents",
                                        "cloudformation:DescribeStackResource",
                                        "cloudformation:DescribeStacks",
                                        "cloudformation:ListStackResources"),
                                Aws.STACK_ID),
                        Policies.allow(List.of("states:ListExecutions"), stateMachineArn),
                        Policies.allow(
                                List.of(
                                        "ec2:DescribeNatGateways",
                                        "ec2:DescribeNetworkInterfaces",
                                        "ec2:DescribeSubnets",
                                        "ec2:GetSubnetCidrReservations"),
                                "*")));
        Acknowledgments.add(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "EC2's describe calls and GetSubnetCidrReservations have no resource-level permissions, and they read"
                        + " only.");
        return role;
    }

    private CfnStateMachine stateMachine(
            ProviderParts parts, HandlerSettings settings, String name, CfnFunction converge) {
        CfnRole role = stateMachineRole(parts, settings, converge);
        CfnStateMachine.Builder stateMachine = CfnStateMachine.Builder.create(this, "StateMachine")
                .stateMachineName(name)
                .roleArn(role.getAttrArn())
                .definitionString(definition())
                .definitionSubstitutions(Map.of("Converge", converge.getAttrArn()));
        if (settings.traces()) {
            stateMachine.tracingConfiguration(CfnStateMachine.TracingConfigurationProperty.builder()
                    .enabled(true)
                    .build());
        }
        CfnStateMachine made = stateMachine.build();
        ProviderParts.fixLogicalId(made, "StateMachine");
        acknowledge(made, settings);
        return made;
    }

    private static CfnRole stateMachineRole(ProviderParts parts, HandlerSettings settings, CfnFunction converge) {
        List<Map<String, Object>> statements =
                new ArrayList<>(List.of(Policies.allow(List.of("lambda:InvokeFunction"), converge.getAttrArn())));
        settings.allowTracing(statements);
        CfnRole role = parts.role("StateMachineRole", STEP_FUNCTIONS, statements);
        if (settings.traces()) {
            Acknowledgments.add(
                    role, "AwsSolutions-IAM5[Resource::*]", "Sending traces has no resource-level permissions.");
        }
        return role;
    }

    private static void acknowledge(CfnStateMachine stateMachine, HandlerSettings settings) {
        Acknowledgments.add(
                stateMachine,
                "AwsSolutions-SF1",
                "Step Functions keeps every execution's history for 90 days, and every pass logs a line of its own; a log of"
                        + " all events would also copy CloudFormation's response URLs.");
        if (!settings.traces()) {
            Acknowledgments.add(
                    stateMachine,
                    "AwsSolutions-SF2",
                    "The journal in the execution's history shows what tracing would show; the property tracing turns it"
                            + " on.");
        }
    }

    private static CfnFunction onEvent(ProviderParts parts, CfnStateMachine stateMachine, CfnFunction converge) {
        CfnLogGroup logs = parts.logGroup("OnEventLogs");
        CfnRole role = parts.functionRole(
                "OnEventRole",
                logs,
                List.of(
                        Policies.allow(List.of("states:StartExecution"), stateMachine.getRef()),
                        Policies.allow(List.of("lambda:InvokeFunction"), converge.getAttrArn())));
        return parts.function(
                "OnEvent", role, logs, ON_EVENT_SECONDS, Map.of("STATE_MACHINE_ARN", stateMachine.getRef()));
    }

    /** What OnEvent could not take goes to Converge, which answers it. */
    private CfnEventInvokeConfig delivery(CfnFunction onEvent, CfnFunction converge) {
        CfnEventInvokeConfig config = CfnEventInvokeConfig.Builder.create(this, "Delivery")
                .functionName(onEvent.getRef())
                .qualifier("$LATEST")
                .maximumEventAgeInSeconds(OLDEST_EVENT_SECONDS)
                .maximumRetryAttempts(2)
                .destinationConfig(CfnEventInvokeConfig.DestinationConfigProperty.builder()
                        .onFailure(CfnEventInvokeConfig.OnFailureProperty.builder()
                                .destination(converge.getAttrArn())
                                .build())
                        .build())
                .build();
        ProviderParts.fixLogicalId(config, "Delivery");
        return config;
    }

    private static String definition() {
        try (InputStream in = Provider.class.getResourceAsStream("state-machine.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.cdknat.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;

/**
 * The two functions and the state machine behind all constructs of one stack.
 *
 * <p>The logical ids are API: CloudFormation never lets a custom resource change its ServiceToken.
 */
public final class Provider extends Construct {
    private static final String ID = "NatGatewaySecondaryAddressesProvider";
    /** Ids of what CloudWatch knows. */
    public static final String ON_EVENT = "OnEvent";

    public static final String CONVERGE = "Converge";
    public static final String STATE_MACHINE = "StateMachine";

    /** Room for one repetition after a minute; what is older is given up, so that executions know what may still arrive. */
    private static final int OLDEST_EVENT_SECONDS = 90;

    private final GatewayPolicies policies;
    private final CfnFunction onEvent;
    private final String serviceToken;
    private final CfnFunction converge;
    private final CfnStateMachine stateMachine;
    private final CfnEventInvokeConfig delivery;
    private final DeclarationRegistry registry;

    private Provider(Declaration first) {
        super(first.stack(), ID);
        registry = new DeclarationRegistry(first);
        getNode().addValidation(registry);
        ProviderResources resources = new ProviderResources(this, first);
        String stateMachineName =
                Fn.join("", List.of(ProviderResources.PREFIX + "-", Fn.select(2, Fn.split("/", Aws.STACK_ID))));
        String stateMachineArn = PolicyDocuments.arn("states", "stateMachine:" + stateMachineName);
        CfnRole convergeRole = convergeRole(resources, stateMachineArn);
        policies = new GatewayPolicies(this, convergeRole);
        converge = resources.function(CONVERGE, 60, convergeRole, stateMachineArn);
        stateMachine = stateMachine(resources, first.handler(), stateMachineName);
        onEvent = onEvent(resources);
        serviceToken = onEvent.getAttrArn();
        delivery = delivery();
    }

    /**
     * Puts a declaration into the template, with its rights and its place behind the others on the same gateway, and with what
     * all declarations of the stack share, made for the first one.
     */
    public static AddressResources declare(Construct construct, Declaration declaration) {
        Provider provider = declaration.stack().getNode().tryFindChild(ID) instanceof Provider existing
                ? existing
                : new Provider(declaration);
        AddressResources resources = new AddressResources(construct, provider.serviceToken, declaration);
        provider.registry.register(resources).ifPresent(resources::follow);
        resources.follow(provider.policies.of(construct, declaration.gateway()), provider.delivery);
        return resources;
    }

    /** The stack's provider, once a construct has made it. */
    public static Provider in(Stack stack) {
        return (Provider) stack.getNode().findChild(ID);
    }

    /** {@return a function's name, or the state machine's ARN} */
    public String ref(String id) {
        return ((CfnResource) getNode().findChild(id)).getRef();
    }

    private static CfnRole convergeRole(ProviderResources resources, String stateMachineArn) {
        CfnRole role = resources.role(
                CONVERGE,
                List.of(
                        PolicyDocuments.allow(
                                Aws.STACK_ID,
                                "cloudformation:DescribeStackEvents",
                                "cloudformation:DescribeStacks",
                                "cloudformation:ListStackResources"),
                        PolicyDocuments.allow(stateMachineArn, "states:ListExecutions"),
                        PolicyDocuments.allow(
                                "*",
                                "ec2:DescribeNatGateways",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:GetSubnetCidrReservations")));
        ProviderResources.acknowledgeAnyResource(
                role,
                "EC2's describe calls and GetSubnetCidrReservations have no resource-level permissions, and they read only.");
        return role;
    }

    private CfnStateMachine stateMachine(ProviderResources resources, HandlerSettings settings, String name) {
        CfnStateMachine.TracingConfigurationProperty.Builder tracing =
                CfnStateMachine.TracingConfigurationProperty.builder().enabled(true);
        CfnStateMachine.Builder builder = CfnStateMachine.Builder.create(this, STATE_MACHINE)
                .stateMachineName(name)
                .roleArn(stateMachineRole(resources, settings).getAttrArn())
                .definitionString(new String(HandlerCode.packaged("state-machine.json"), StandardCharsets.UTF_8))
                .definitionSubstitutions(Map.of("Converge", converge.getAttrArn()))
                .tracingConfiguration(settings.traces() ? tracing.build() : null);
        CfnStateMachine made = ProviderResources.withLogicalId(builder.build(), STATE_MACHINE);
        ProviderResources.acknowledge(
                made,
                "AwsSolutions-SF1",
                "Step Functions keeps every execution's history for 90 days, and every pass logs a line of its own; a log of"
                        + " all events would also copy CloudFormation's response URLs.");
        if (!settings.traces()) {
            ProviderResources.acknowledge(
                    made,
                    "AwsSolutions-SF2",
                    "The journal in the execution's history shows what tracing would show; the property tracing turns it on.");
        }
        return made;
    }

    private CfnRole stateMachineRole(ProviderResources resources, HandlerSettings settings) {
        List<Map<String, Object>> statements = new ArrayList<>(List.of(invokeConverge()));
        settings.allowTracing(statements);
        CfnRole role = resources.role("StateMachineRole", "states.amazonaws.com", statements);
        if (settings.traces()) {
            ProviderResources.acknowledgeAnyResource(role, "Sending traces has no resource-level permissions.");
        }
        return role;
    }

    private CfnFunction onEvent(ProviderResources resources) {
        CfnRole role = resources.role(
                ON_EVENT,
                List.of(PolicyDocuments.allow(stateMachine.getRef(), "states:StartExecution"), invokeConverge()));
        return resources.function(ON_EVENT, 30, role, stateMachine.getRef());
    }

    private Map<String, Object> invokeConverge() {
        return PolicyDocuments.allow(converge.getAttrArn(), "lambda:InvokeFunction");
    }

    /** What OnEvent could not take goes to Converge, which answers it. */
    private CfnEventInvokeConfig delivery() {
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
        return ProviderResources.withLogicalId(config, "Delivery");
    }
}

package io.github.cdknat.acceptance.bench.waiting;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.IDependable;

/**
 * A custom resource on CDK's Provider framework: the real {@code software.amazon.awscdk.customresources.Provider}, synthesized, with its
 * state machine as it is. What its functions do, {@link FrameworkFunctions} does after their source. The two handlers are written as the
 * framework's documentation has it ("Asynchronous Providers: isComplete", README of aws-cdk-lib/custom-resources): an update keeps the
 * physical id, and {@code isComplete} takes one step at each poll.
 *
 * <p>Handlers that return a new physical id for each set of addresses would drain nothing on rollback, as we do; they would then fail at
 * the gateway's limit. Their polling would be the same.
 */
final class ProviderFramework extends StackApproach {
    private final int interval;

    /**
     * Polls at that interval.
     *
     * @param interval seconds; the framework's default is 5
     */
    ProviderFramework(int interval) {
        this.interval = interval;
    }

    @Override
    public String name() {
        return "Provider, " + interval + " s";
    }

    @Override
    void prepare(BenchmarkAccount account) {
        new FrameworkFunctions(account).register();
    }

    @Override
    IDependable declare(Stack stack, BenchmarkAccount account, List<String> addresses) {
        Provider provider = Provider.Builder.create(stack, "Provider")
                .onEventHandler(handler(stack, "OnEvent", FrameworkFunctions.ON_EVENT))
                .isCompleteHandler(handler(stack, "IsComplete", FrameworkFunctions.IS_COMPLETE))
                .queryInterval(Duration.seconds(interval))
                .build();
        return CustomResource.Builder.create(stack, "Addresses")
                .serviceToken(provider.getServiceToken())
                .resourceType("Custom::Addresses")
                .properties(Map.of("Addresses", addresses))
                .build();
    }

    /** With Lambda's default memory, 128 MB. */
    private static Function handler(Stack stack, String id, String handler) {
        Function function = Function.Builder.create(stack, id)
                .code(Code.fromInline("// FrameworkFunctions stands in for it"))
                .handler(handler)
                .runtime(Runtime.NODEJS_22_X)
                .timeout(Duration.seconds(30))
                .build();
        function.addToRolePolicy(PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(List.of(
                        "ec2:DescribeNatGateways",
                        "ec2:AssignPrivateNatGatewayAddress",
                        "ec2:UnassignPrivateNatGatewayAddress"))
                .resources(List.of("*"))
                .build());
        return function;
    }
}

package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.customresources.SdkCallsPolicyOptions;
import software.constructs.DependencyGroup;
import software.constructs.IDependable;

/**
 * The real {@code software.amazon.awscdk.customresources.AwsCustomResource}, one for each address: assign on create, unassign on delete, no
 * waiting. Its call parameters are fixed at synthesis, so one resource for a list could not tell what has changed. What its function does is
 * after aws/aws-cdk, packages/@aws-cdk/custom-resource-handlers/lib/custom-resources/aws-custom-resource-handler/aws-sdk-v3-handler.ts: one
 * call, SUCCESS if EC2 accepts it, FAILED if not.
 */
final class BareCalls extends StackApproach {
    private static final String SINGLETON_HANDLER = "index.handler";

    @Override
    public String name() {
        return "AwsCustomResource";
    }

    @Override
    void prepare(BenchmarkAccount account) {
        account.aws.functionCode(SINGLETON_HANDLER, (function, payload) -> handle(account, function, payload));
    }

    @Override
    IDependable declare(Stack stack, BenchmarkAccount account, List<String> addresses) {
        DependencyGroup all = new DependencyGroup();
        for (String address : addresses) {
            Map<String, Object> parameters =
                    Map.of("NatGatewayId", account.gateway, "PrivateIpAddresses", List.of(address));
            all.add(AwsCustomResource.Builder.create(stack, "Address" + address)
                    .onCreate(AwsSdkCall.builder()
                            .service("ec2")
                            .action("AssignPrivateNatGatewayAddress")
                            .parameters(parameters)
                            .physicalResourceId(PhysicalResourceId.of(address))
                            .build())
                    .onDelete(AwsSdkCall.builder()
                            .service("ec2")
                            .action("UnassignPrivateNatGatewayAddress")
                            .parameters(parameters)
                            .build())
                    .policy(AwsCustomResourcePolicy.fromSdkCalls(SdkCallsPolicyOptions.builder()
                            .resources(AwsCustomResourcePolicy.ANY_RESOURCE)
                            .build()))
                    .build());
        }
        return all;
    }

    private static String handle(BenchmarkAccount account, FunctionConfiguration function, String payload) {
        Map<String, Object> event = Json.object(payload);
        Map<?, ?> properties = (Map<?, ?>) event.get("ResourceProperties");
        Object call = properties.get(event.get("RequestType"));
        String physicalId = String.valueOf(event.getOrDefault("PhysicalResourceId", event.get("RequestId")));
        try {
            if (call != null) {
                physicalId = call(account, function, Json.object(call.toString()), physicalId);
            }
            CloudFormationResponses.put(account.aws, event, "SUCCESS", physicalId, "OK");
        } catch (BenchmarkAccount.RefusedException e) {
            CloudFormationResponses.put(account.aws, event, "FAILED", physicalId, e.getMessage());
        }
        return "{}";
    }

    private static String call(
            BenchmarkAccount account, FunctionConfiguration function, Map<String, Object> call, String physicalId) {
        List<String> addresses = new ArrayList<>();
        ((List<?>) ((Map<?, ?>) call.get("parameters")).get("PrivateIpAddresses"))
                .forEach(item -> addresses.add(item.toString()));
        if (call.get("action").equals("AssignPrivateNatGatewayAddress")) {
            account.assign(addresses, function.roleArn());
        } else {
            account.unassign(addresses, function.roleArn());
        }
        return call.get("physicalResourceId") instanceof Map<?, ?> id ? String.valueOf(id.get("id")) : physicalId;
    }
}

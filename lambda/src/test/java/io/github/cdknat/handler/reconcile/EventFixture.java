package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The event of the resource "Addresses", as CloudFormation sends it. */
final class EventFixture {
    static final Map<String, Object> PROPERTIES =
            Map.of("NatGatewayId", "nat-0abc", "SecondaryPrivateIpAddresses", List.of("10.0.1.9"));

    private EventFixture() {}

    /** Step Functions, of which only executions are started. */
    static StepFunctions starting(BiFunction<String, String, Reply<Boolean>> start) {
        return new StepFunctions() {
            @Override
            public Reply<Boolean> start(String stateMachineArn, String name, String input) {
                return start.apply(name, input);
            }

            @Override
            public Reply<List<Execution>> since(String stateMachineArn, long start) {
                throw new AssertionError("OnEvent lists nothing");
            }
        };
    }

    static Map<String, Object> event(String type, Map<String, Object> properties) {
        return new HashMap<>(Map.of(
                "RequestType", type,
                "ResponseURL", "https://bucket.s3.amazonaws.com/x",
                "StackId", "stack",
                "RequestId", "request",
                "LogicalResourceId", "Addresses",
                "ResourceProperties", properties));
    }

    static Map<String, Object> event(String type, String physicalId, Map<String, Object> properties) {
        Map<String, Object> event = event(type, properties);
        event.put("PhysicalResourceId", physicalId);
        return event;
    }
}

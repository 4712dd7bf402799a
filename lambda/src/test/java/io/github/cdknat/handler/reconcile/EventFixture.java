package io.github.cdknat.handler.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The event of the resource "Addresses", as CloudFormation sends it. */
final class EventFixture {
    static final Map<String, Object> PROPERTIES =
            Map.of("NatGatewayId", "nat-0abc", "SecondaryPrivateIpAddresses", List.of("10.0.1.9"));

    private EventFixture() {}

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

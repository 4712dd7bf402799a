package io.github.cdknat.testkit.cloudformation;

import java.util.LinkedHashMap;
import java.util.Map;

/** One resource of a stack, as CloudFormation keeps it. */
final class StackResource {
    final Template.Resource spec;
    final String physicalId;
    final Map<String, Object> properties;
    final Map<String, Object> attributes;
    final String status;
    final String reason;

    StackResource(
            Template.Resource spec,
            String physicalId,
            Map<String, Object> properties,
            Map<String, Object> attributes,
            String status,
            String reason) {
        this.spec = spec;
        this.physicalId = physicalId;
        this.properties = properties;
        this.attributes = attributes;
        this.status = status;
        this.reason = reason;
    }

    StackResource with(String newStatus, String newReason) {
        return new StackResource(spec, physicalId, properties, attributes, newStatus, newReason);
    }

    Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("LogicalResourceId", spec.logicalId());
        if (!physicalId.isEmpty()) {
            summary.put("PhysicalResourceId", physicalId);
        }
        summary.put("ResourceType", spec.type());
        summary.put("ResourceStatus", status);
        return summary;
    }
}

package io.github.cdknat.emulator.cloudformation;

import java.time.Instant;
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
    /** When it was recorded; null before that. */
    final Instant changed;

    private final String changedText;

    StackResource(
            Template.Resource spec,
            String physicalId,
            Map<String, Object> properties,
            Map<String, Object> attributes,
            String status,
            String reason) {
        this(spec, physicalId, properties, attributes, status, reason, null);
    }

    private StackResource(
            Template.Resource spec,
            String physicalId,
            Map<String, Object> properties,
            Map<String, Object> attributes,
            String status,
            String reason,
            Instant changed) {
        this.spec = spec;
        this.physicalId = physicalId;
        this.properties = properties;
        this.attributes = attributes;
        this.status = status;
        this.reason = reason;
        this.changed = changed;
        this.changedText = String.valueOf(changed);
    }

    StackResource with(String newStatus, String newReason) {
        return new StackResource(spec, physicalId, properties, attributes, newStatus, newReason);
    }

    StackResource recorded(Instant now) {
        return new StackResource(spec, physicalId, properties, attributes, status, reason, now);
    }

    Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("LogicalResourceId", spec.logicalId());
        if (!physicalId.isEmpty()) {
            summary.put("PhysicalResourceId", physicalId);
        }
        summary.put("ResourceType", spec.type());
        summary.put("ResourceStatus", status);
        summary.put("LastUpdatedTimestamp", changedText);
        if (!reason.isEmpty()) {
            summary.put("ResourceStatusReason", reason);
        }
        return summary;
    }
}

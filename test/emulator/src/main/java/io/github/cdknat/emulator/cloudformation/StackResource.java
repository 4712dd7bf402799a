package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import io.github.cdknat.emulator.core.Members;
import java.time.Instant;
import java.util.Map;

/**
 * One resource of a stack, as CloudFormation keeps it.
 *
 * @param changed when it was recorded; null before that
 */
record StackResource(
        Template.Resource spec,
        String physicalId,
        Map<String, Object> properties,
        Map<String, Object> attributes,
        String status,
        String reason,
        Instant changed) {
    StackResource with(String newStatus, String newReason) {
        return new StackResource(spec, physicalId, properties, attributes, newStatus, newReason, changed);
    }

    StackResource recorded(Instant now) {
        return new StackResource(spec, physicalId, properties, attributes, status, reason, now);
    }

    /** What another template calls it. */
    StackResource as(Template.Resource other) {
        return new StackResource(other, physicalId, properties, attributes, status, reason, changed);
    }

    StackResource having(Map<String, Object> other) {
        return new StackResource(spec, physicalId, other, attributes, status, reason, changed);
    }

    StackResource made(Made made) {
        return new StackResource(spec, made.physicalId(), properties, made.attributes(), status, reason, changed);
    }

    Members summary() {
        return new Members()
                .with("LogicalResourceId", spec.logicalId())
                .withIf(!physicalId.isEmpty(), "PhysicalResourceId", physicalId)
                .with("ResourceType", spec.type())
                .with("ResourceStatus", status)
                .with("LastUpdatedTimestamp", String.valueOf(changed))
                .withIf(!reason.isEmpty(), "ResourceStatusReason", reason);
    }
}

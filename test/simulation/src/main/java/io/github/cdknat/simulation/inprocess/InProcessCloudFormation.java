package io.github.cdknat.simulation.inprocess;

import static io.github.cdknat.simulation.inprocess.RoleClient.object;
import static io.github.cdknat.simulation.inprocess.RoleClient.objects;
import static io.github.cdknat.simulation.inprocess.RoleClient.text;

import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.cloudformation.CloudFormation;
import io.github.cdknat.handler.cloudformation.ResourceMetadata;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The handler's CloudFormation port over an emulated CloudFormation. */
public final class InProcessCloudFormation implements CloudFormation {
    private final RoleClient caller;

    public InProcessCloudFormation(ApiService cloudFormation, String principal) {
        this.caller = new RoleClient(cloudFormation, "cloudformation", principal);
    }

    @Override
    public Reply<StackOperation> operation(String stackId) {
        return caller.read("DescribeStacks", Map.of("StackName", stackId)).map(body -> {
            Map<String, Object> stack = objects(body, "Stacks").get(0);
            String changed = text(stack, "LastUpdatedTime");
            Instant at = Instant.parse(changed.isEmpty() ? text(stack, "CreationTime") : changed);
            return new StackOperation(text(stack, "StackStatus"), at.toEpochMilli());
        });
    }

    @Override
    public Reply<StackResources> book(String stackId) {
        return caller.pages("ListStackResources", Map.of("StackName", stackId), "StackResourceSummaries")
                .map(all ->
                        new StackResources(entries(all, RESOURCE_TYPE), entries(all, GATEWAY_TYPE), Optional.empty()));
    }

    @Override
    public Reply<ResourceMetadata> metadata(String stackId, String logicalId) {
        return caller.read("DescribeStackResource", Map.of("StackName", stackId, "LogicalResourceId", logicalId))
                .map(body -> ResourceMetadata.parse(
                        (String) object(body.get("StackResourceDetail")).get("Metadata")));
    }

    @Override
    public Reply<List<StackEvent>> events(String stackId, Predicate<StackEvent> isOld) {
        return caller.pages(
                        "DescribeStackEvents",
                        Map.of("StackName", stackId),
                        "StackEvents",
                        shown -> isOld.test(event(shown)))
                .map(all -> all.stream().map(InProcessCloudFormation::event).toList());
    }

    private static StackEvent event(Map<String, Object> shown) {
        return new StackEvent(
                text(shown, "LogicalResourceId"),
                text(shown, "PhysicalResourceId"),
                text(shown, "ResourceType"),
                text(shown, "ResourceStatus"),
                Instant.parse(text(shown, "Timestamp")),
                Json.readOrNothing(text(shown, "ResourceProperties")));
    }

    private static List<StackResources.Entry> entries(List<Map<String, Object>> summaries, String type) {
        return summaries.stream()
                .filter(summary -> type.equals(text(summary, "ResourceType")))
                .map(summary -> new StackResources.Entry(
                        text(summary, "LogicalResourceId"),
                        text(summary, "PhysicalResourceId"),
                        text(summary, "ResourceStatus")))
                .toList();
    }
}

package io.github.cdknat.simulation.inprocess;

import static io.github.cdknat.simulation.inprocess.RoleClient.object;
import static io.github.cdknat.simulation.inprocess.RoleClient.objects;
import static io.github.cdknat.simulation.inprocess.RoleClient.text;

import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.cloudformation.CloudFormation;
import io.github.cdknat.handler.cloudformation.ResourceMetadata;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        List<StackResources.Entry> entries = new ArrayList<>();
        List<StackResources.Entry> gateways = new ArrayList<>();
        String next = "";
        while (true) {
            Map<String, Object> parameters = new LinkedHashMap<>(Map.of("StackName", stackId));
            if (!next.isEmpty()) {
                parameters.put("NextToken", next);
            }
            Reply<Map<String, Object>> page = caller.read("ListStackResources", parameters);
            if (!(page instanceof Reply.Answer<Map<String, Object>> answer)) {
                return page.map(body -> new StackResources(List.of()));
            }
            for (Map<String, Object> summary : objects(answer.value(), "StackResourceSummaries")) {
                if (RESOURCE_TYPE.equals(text(summary, "ResourceType"))) {
                    entries.add(entry(summary));
                } else if (GATEWAY_TYPE.equals(text(summary, "ResourceType"))) {
                    gateways.add(entry(summary));
                }
            }
            next = text(answer.value(), "NextToken");
            if (next.isEmpty()) {
                return new Reply.Answer<>(new StackResources(entries, gateways, Optional.empty()), answer.requestId());
            }
        }
    }

    @Override
    public Reply<ResourceMetadata> metadata(String stackId, String logicalId) {
        return caller.read("DescribeStackResource", Map.of("StackName", stackId, "LogicalResourceId", logicalId))
                .map(body -> ResourceMetadata.parse(
                        (String) object(body.get("StackResourceDetail")).get("Metadata")));
    }

    @Override
    public Reply<List<StackEvent>> events(String stackId, String logicalId, Predicate<StackEvent> isOld) {
        List<StackEvent> events = new ArrayList<>();
        String next = "";
        while (true) {
            Map<String, Object> parameters = new LinkedHashMap<>(Map.of("StackName", stackId));
            if (!next.isEmpty()) {
                parameters.put("NextToken", next);
            }
            Reply<Map<String, Object>> page = caller.read("DescribeStackEvents", parameters);
            if (!(page instanceof Reply.Answer<Map<String, Object>> answer)) {
                return page.map(body -> List.of());
            }
            for (Map<String, Object> shown : objects(answer.value(), "StackEvents")) {
                StackEvent event = new StackEvent(
                        text(shown, "LogicalResourceId"),
                        text(shown, "PhysicalResourceId"),
                        text(shown, "ResourceStatus"),
                        Instant.parse(text(shown, "Timestamp")));
                if (isOld.test(event)) {
                    return new Reply.Answer<>(events, answer.requestId());
                }
                if (event.logicalId().equals(logicalId) || event.physicalId().equals(stackId)) {
                    events.add(event);
                }
            }
            next = text(answer.value(), "NextToken");
            if (next.isEmpty()) {
                return new Reply.Answer<>(events, answer.requestId());
            }
        }
    }

    private static StackResources.Entry entry(Map<String, Object> summary) {
        return new StackResources.Entry(
                text(summary, "LogicalResourceId"),
                text(summary, "PhysicalResourceId"),
                text(summary, "ResourceStatus"));
    }
}

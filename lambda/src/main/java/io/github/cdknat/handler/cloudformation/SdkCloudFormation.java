package io.github.cdknat.handler.cloudformation;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.aws.SdkCall;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** CloudFormation through the AWS SDK. */
public final class SdkCloudFormation implements CloudFormation {
    /** A stack has at most 500 resources (CloudFormation quotas), 100 a page: more pages than this are a fault. */
    private static final int MOST_PAGES = 50;

    private final CloudFormationClient client;
    private final Duration lastRead;

    /**
     * Reads through that client.
     *
     * @param lastRead how long the stack's status may take, retries included: a changing call rests on it
     */
    public SdkCloudFormation(CloudFormationClient client, Duration lastRead) {
        this.client = client;
        this.lastRead = lastRead;
    }

    @Override
    public Reply<StackOperation> operation(String stackId) {
        return SdkCall.of(() -> {
            Stack stack = client
                    .describeStacks(request ->
                            request.stackName(stackId).overrideConfiguration(call -> call.apiCallTimeout(lastRead)))
                    .stacks()
                    .stream()
                    .findFirst()
                    .orElseThrow();
            Instant changed = Optional.ofNullable(stack.lastUpdatedTime()).orElse(stack.creationTime());
            return new StackOperation(SdkCall.text(stack.stackStatusAsString()), changed.toEpochMilli());
        });
    }

    @Override
    public Reply<StackResources> book(String stackId) {
        return SdkCall.of(() -> {
            List<StackResources.Entry> entries = new ArrayList<>();
            List<StackResources.Entry> gateways = new ArrayList<>();
            String next = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                String token = next;
                ListStackResourcesResponse response = client.listStackResources(
                        request -> request.stackName(stackId).nextToken(token));
                for (StackResourceSummary summary : response.stackResourceSummaries()) {
                    if (RESOURCE_TYPE.equals(summary.resourceType())) {
                        entries.add(entry(summary));
                    } else if (GATEWAY_TYPE.equals(summary.resourceType())) {
                        gateways.add(entry(summary));
                    }
                }
                next = response.nextToken();
                if (next == null) {
                    return new StackResources(entries, gateways, Optional.empty());
                }
            }
            throw SdkClientException.create("the list of stack resources does not end");
        });
    }

    @Override
    public Reply<ResourceMetadata> metadata(String stackId, String logicalId) {
        return SdkCall.of(() -> ResourceMetadata.parse(client.describeStackResource(
                        request -> request.stackName(stackId).logicalResourceId(logicalId))
                .stackResourceDetail()
                .metadata()));
    }

    /** Newest first, back to the event with which the update began; the resource's first event shows the id it had then. */
    @Override
    public Reply<Optional<String>> recordBefore(String stackId, String logicalId) {
        return SdkCall.of(() -> {
            Optional<String> earliest = Optional.empty();
            String next = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                String token = next;
                DescribeStackEventsResponse response = client.describeStackEvents(
                        request -> request.stackName(stackId).nextToken(token));
                for (StackEvent event : response.stackEvents()) {
                    if (StackEvents.beginsUpdate(stackId, event.physicalResourceId(), event.resourceStatusAsString())) {
                        return earliest;
                    }
                    if (logicalId.equals(event.logicalResourceId())
                            && !SdkCall.text(event.physicalResourceId()).isEmpty()) {
                        earliest = Optional.of(event.physicalResourceId());
                    }
                }
                next = response.nextToken();
                if (next == null) {
                    return earliest;
                }
            }
            throw SdkClientException.create("the list of stack events does not end");
        });
    }

    private static StackResources.Entry entry(StackResourceSummary summary) {
        return new StackResources.Entry(
                SdkCall.text(summary.logicalResourceId()),
                SdkCall.text(summary.physicalResourceId()),
                SdkCall.text(summary.resourceStatusAsString()));
    }
}

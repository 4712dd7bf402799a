package io.github.cdknat.handler.cloudformation;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.aws.SdkCall;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.shared.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
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
    public Reply<StackResources> resources(String stackId) {
        return SdkCall.of(() -> {
            List<StackResources.Entry> entries = new ArrayList<>();
            String next = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                String token = next;
                ListStackResourcesResponse response = client.listStackResources(
                        request -> request.stackName(stackId).nextToken(token));
                for (StackResourceSummary summary : response.stackResourceSummaries()) {
                    if (Contract.RESOURCE_TYPE.equals(summary.resourceType())) {
                        entries.add(entry(summary));
                    }
                }
                next = response.nextToken();
                if (next == null) {
                    return new StackResources(entries);
                }
            }
            throw SdkClientException.create("the list of stack resources does not end");
        });
    }

    @Override
    public Reply<List<StackEvent>> events(String stackId, Predicate<StackEvent> isOld) {
        return SdkCall.of(() -> {
            List<StackEvent> events = new ArrayList<>();
            String next = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                String token = next;
                DescribeStackEventsResponse response = client.describeStackEvents(
                        request -> request.stackName(stackId).nextToken(token));
                for (software.amazon.awssdk.services.cloudformation.model.StackEvent shown : response.stackEvents()) {
                    StackEvent event = event(shown);
                    if (isOld.test(event)) {
                        return events;
                    }
                    events.add(event);
                }
                next = response.nextToken();
                if (next == null) {
                    return events;
                }
            }
            throw SdkClientException.create("the list of stack events does not end");
        });
    }

    private static StackEvent event(software.amazon.awssdk.services.cloudformation.model.StackEvent shown) {
        String type = SdkCall.text(shown.resourceType());
        return new StackEvent(
                SdkCall.text(shown.logicalResourceId()),
                SdkCall.text(shown.physicalResourceId()),
                type,
                SdkCall.text(shown.resourceStatusAsString()),
                Optional.ofNullable(shown.timestamp()).orElse(Instant.MAX),
                type.equals(Contract.RESOURCE_TYPE)
                        ? Json.readOrNothing(SdkCall.text(shown.resourceProperties()))
                        : Map.of());
    }

    private static StackResources.Entry entry(StackResourceSummary summary) {
        return new StackResources.Entry(
                SdkCall.text(summary.logicalResourceId()),
                SdkCall.text(summary.physicalResourceId()),
                SdkCall.text(summary.resourceStatusAsString()));
    }
}

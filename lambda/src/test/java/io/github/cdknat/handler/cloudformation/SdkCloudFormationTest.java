package io.github.cdknat.handler.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

class SdkCloudFormationTest {
    private static final Duration LAST_READ = Duration.ofMillis(1_234);
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void readsAllPagesAndOnlyResourcesOfOurTypeAndGateways() {
        Reply<StackResources> book = listing(token -> token == null
                        ? page("more", summary(CloudFormation.RESOURCE_TYPE, "One"), summary("AWS::EC2::VPC", "Vpc"))
                        : page(
                                null,
                                summary(CloudFormation.RESOURCE_TYPE, "Two"),
                                summary(CloudFormation.GATEWAY_TYPE, "Gateway")))
                .book("stack");
        assertThat(((Reply.Answer<StackResources>) book).value())
                .isEqualTo(new StackResources(
                        List.of(
                                new StackResources.Entry("One", "", "CREATE_COMPLETE"),
                                new StackResources.Entry("Two", "", "CREATE_COMPLETE")),
                        List.of(new StackResources.Entry("Gateway", "", "CREATE_COMPLETE")),
                        Optional.empty()));
    }

    @Test
    void aListThatDoesNotEndIsNoAnswer() {
        assertThat(listing(token -> page("more")).book("stack"))
                .isEqualTo(new Reply.OutcomeUnknown<>("the list of stack resources does not end", ""));
    }

    @Test
    void theRecordBeforeADeploymentIsTheOneInItsFirstEvent() {
        SdkCloudFormation book = recalling(
                event("stack", "stack", "UPDATE_ROLLBACK_IN_PROGRESS"),
                event("Addresses", "nat-0abc/10.0.1.10", "UPDATE_COMPLETE"),
                event("Other", "nat-0abc/10.0.1.11", "UPDATE_COMPLETE"),
                event("Addresses", "nat-0abc/10.0.1.9", "UPDATE_IN_PROGRESS"),
                event("Addresses", "", "UPDATE_IN_PROGRESS"),
                event("stack", "stack", "UPDATE_IN_PROGRESS"),
                event("Addresses", "nat-0abc/10.0.1.8", "UPDATE_COMPLETE"));
        Reply<List<StackEvent>> events = book.events("stack", event -> event.beginsUpdate("stack"));
        assertThat(((Reply.Answer<List<StackEvent>>) events).value())
                .extracting(StackEvent::physicalId)
                .containsExactly("stack", "nat-0abc/10.0.1.10", "nat-0abc/10.0.1.11", "nat-0abc/10.0.1.9", "");
        assertThat(StackEvent.recordBefore(((Reply.Answer<List<StackEvent>>) events).value(), "Addresses"))
                .contains("nat-0abc/10.0.1.9");
    }

    @Test
    void eventsThatDoNotEndAreNoAnswer() {
        assertThat(recalling().events("stack", event -> false))
                .isEqualTo(new Reply.OutcomeUnknown<>("the list of stack events does not end", ""));
    }

    @Test
    void aStackThatWasNeverUpdatedIsKnownByItsCreation() {
        assertThat(describing(Stack.builder()
                                .stackStatus("CREATE_IN_PROGRESS")
                                .creationTime(CREATED)
                                .build())
                        .operation("stack"))
                .isEqualTo(new Reply.Answer<>(new StackOperation("CREATE_IN_PROGRESS", CREATED.toEpochMilli()), ""));
    }

    @Test
    void aReplyWithoutTheStackIsNoAnswer() {
        assertThat(describing().operation("stack"))
                .isEqualTo(new Reply.OutcomeUnknown<>(
                        "the reply cannot be read: java.util.NoSuchElementException: No value present", ""));
    }

    @Test
    void aStackWithoutAnyTimeIsNoAnswer() {
        assertThat(describing(Stack.builder().build()).operation("stack")).isInstanceOf(Reply.OutcomeUnknown.class);
    }

    /** A changing call rests on the stack's status, and must not wait for it. */
    @Test
    void theStatusIsReadInAShortTime() {
        List<Optional<Duration>> times = new ArrayList<>();
        new SdkCloudFormation(
                        new Client() {
                            @Override
                            public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
                                times.add(request.overrideConfiguration().flatMap(call -> call.apiCallTimeout()));
                                return DescribeStacksResponse.builder().build();
                            }
                        },
                        LAST_READ)
                .operation("stack");
        assertThat(times).containsExactly(Optional.of(LAST_READ));
    }

    private static StackResourceSummary summary(String type, String logicalId) {
        return StackResourceSummary.builder()
                .resourceType(type)
                .logicalResourceId(logicalId)
                .resourceStatus("CREATE_COMPLETE")
                .build();
    }

    private static ListStackResourcesResponse page(String next, StackResourceSummary... summaries) {
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(summaries)
                .nextToken(next)
                .build();
    }

    private static SdkCloudFormation listing(Function<String, ListStackResourcesResponse> pages) {
        return new SdkCloudFormation(
                new Client() {
                    @Override
                    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
                        return pages.apply(request.nextToken());
                    }
                },
                LAST_READ);
    }

    private static SdkCloudFormation describing(Stack... stacks) {
        return new SdkCloudFormation(
                new Client() {
                    @Override
                    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
                        return DescribeStacksResponse.builder().stacks(stacks).build();
                    }
                },
                LAST_READ);
    }

    private static software.amazon.awssdk.services.cloudformation.model.StackEvent event(
            String logicalId, String physicalId, String status) {
        return software.amazon.awssdk.services.cloudformation.model.StackEvent.builder()
                .logicalResourceId(logicalId)
                .physicalResourceId(physicalId)
                .resourceStatus(status)
                .build();
    }

    /** One event a page, and no end. */
    private static SdkCloudFormation recalling(
            software.amazon.awssdk.services.cloudformation.model.StackEvent... events) {
        return new SdkCloudFormation(
                new Client() {
                    @Override
                    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
                        int page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
                        return DescribeStackEventsResponse.builder()
                                .stackEvents(page < events.length ? List.of(events[page]) : List.of())
                                .nextToken(String.valueOf(page + 1))
                                .build();
                    }
                },
                LAST_READ);
    }

    private abstract static class Client implements CloudFormationClient {
        @Override
        public String serviceName() {
            return "cloudformation";
        }

        @Override
        public void close() {}
    }
}

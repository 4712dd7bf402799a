package io.github.cdknat.handler.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.aws.Reply;
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
import java.util.function.Consumer;
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

    private final Client client = new Client();
    private final SdkCloudFormation cloudFormation = new SdkCloudFormation(client, LAST_READ);

    @Test
    void readsAllPagesAndOnlyResourcesOfOurType() {
        client.resources = token -> token == null
                ? page("more", summary(Contract.RESOURCE_TYPE, "One"), summary("AWS::EC2::VPC", "Vpc"))
                : page(null, summary(Contract.RESOURCE_TYPE, "Two"), summary("AWS::EC2::NatGateway", "Gateway"));
        StackResources listed = new StackResources(List.of(
                new StackResources.Entry("One", "", "CREATE_COMPLETE"),
                new StackResources.Entry("Two", "", "CREATE_COMPLETE")));
        assertThat(cloudFormation.resources("stack")).isEqualTo(new Reply.Answer<>(listed, ""));
    }

    @Test
    void aListThatDoesNotEndIsNoAnswer() {
        assertThat(cloudFormation.resources("stack"))
                .isEqualTo(new Reply.OutcomeUnknown<>("the list of stack resources does not end", ""));
    }

    @Test
    void readsAllPagesOfEventsBackToTheFirstOldOne() {
        client.events = List.of(
                event("nat-0abc/10.0.1.9", "UPDATE_COMPLETE", more -> {}),
                event(
                        "nat-0abc/10.0.1.5",
                        "UPDATE_IN_PROGRESS",
                        more -> more.timestamp(CREATED).resourceProperties("{\"AddressLimit\": \"8\"}")),
                event(
                        "nat-0abc/10.0.1.5",
                        "CREATE_COMPLETE",
                        more -> more.timestamp(CREATED).resourceProperties("not JSON")),
                event("nat-0abc/10.0.1.5", "CREATE_IN_PROGRESS", more -> {}));
        assertThat(cloudFormation.events("stack", event -> event.status().equals("CREATE_IN_PROGRESS")))
                .isEqualTo(new Reply.Answer<>(
                        List.of(
                                read("nat-0abc/10.0.1.9", "UPDATE_COMPLETE", Instant.MAX, Map.of()),
                                read("nat-0abc/10.0.1.5", "UPDATE_IN_PROGRESS", CREATED, Map.of("AddressLimit", "8")),
                                read("nat-0abc/10.0.1.5", "CREATE_COMPLETE", CREATED, Map.of())),
                        ""));
    }

    private static StackEvent read(String physicalId, String status, Instant at, Map<String, Object> properties) {
        return new StackEvent("Addresses", physicalId, Contract.RESOURCE_TYPE, status, at, properties);
    }

    @Test
    void eventsThatDoNotEndAreNoAnswer() {
        assertThat(cloudFormation.events("stack", event -> false))
                .isEqualTo(new Reply.OutcomeUnknown<>("the list of stack events does not end", ""));
    }

    @Test
    void aStackThatWasNeverUpdatedIsKnownByItsCreation() {
        client.stacks = List.of(Stack.builder()
                .stackStatus("CREATE_IN_PROGRESS")
                .creationTime(CREATED)
                .build());
        assertThat(cloudFormation.operation("stack"))
                .isEqualTo(new Reply.Answer<>(new StackOperation("CREATE_IN_PROGRESS", CREATED.toEpochMilli()), ""));
    }

    @Test
    void aReplyWithoutTheStackIsNoAnswer() {
        assertThat(cloudFormation.operation("stack"))
                .isEqualTo(new Reply.OutcomeUnknown<>(
                        "the reply cannot be read: java.util.NoSuchElementException: No value present", ""));
    }

    @Test
    void aStackWithoutAnyTimeIsNoAnswer() {
        client.stacks = List.of(Stack.builder().build());
        assertThat(cloudFormation.operation("stack")).isInstanceOf(Reply.OutcomeUnknown.class);
    }

    /** A changing call rests on the stack's status, and must not wait for it. */
    @Test
    void theStatusIsReadInAShortTime() {
        cloudFormation.operation("stack");
        assertThat(client.times).containsExactly(Optional.of(LAST_READ));
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

    private static software.amazon.awssdk.services.cloudformation.model.StackEvent event(
            String physicalId,
            String status,
            Consumer<software.amazon.awssdk.services.cloudformation.model.StackEvent.Builder> more) {
        return software.amazon.awssdk.services.cloudformation.model.StackEvent.builder()
                .logicalResourceId("Addresses")
                .physicalResourceId(physicalId)
                .resourceType(Contract.RESOURCE_TYPE)
                .resourceStatus(status)
                .applyMutation(more)
                .build();
    }

    private static final class Client implements CloudFormationClient {
        private final List<Optional<Duration>> times = new ArrayList<>();
        private Function<String, ListStackResourcesResponse> resources = token -> page("more");
        private List<software.amazon.awssdk.services.cloudformation.model.StackEvent> events = List.of();
        private List<Stack> stacks = List.of();

        @Override
        public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
            return resources.apply(request.nextToken());
        }

        @Override
        public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
            times.add(request.overrideConfiguration().flatMap(call -> call.apiCallTimeout()));
            return DescribeStacksResponse.builder().stacks(stacks).build();
        }

        /** One event a page, and no end. */
        @Override
        public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
            int page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            return DescribeStackEventsResponse.builder()
                    .stackEvents(events.stream().skip(page).limit(1).toList())
                    .nextToken(String.valueOf(page + 1))
                    .build();
        }

        @Override
        public String serviceName() {
            return "cloudformation";
        }

        @Override
        public void close() {}
    }
}

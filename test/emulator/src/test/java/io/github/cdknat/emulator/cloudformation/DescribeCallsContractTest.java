package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.client.CallResults;
import io.github.cdknat.emulator.client.Transport;
import io.github.cdknat.emulator.http.EmulatorServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** DescribeStacks, DescribeStackResource and ListStackResources, in process and through the SDK. */
@ParameterizedClass(name = "{0}")
@EnumSource
class DescribeCallsContractTest {
    private static final String TEMPLATE = """
            {'Resources': {
              'A': {'Type': 'Custom::X', 'Metadata': {'Drain': %2$s}, 'Properties': {'Id': 'A-%1$s'}},
              'B': {'Type': 'Custom::X', 'DependsOn': 'A'}}}
            """;

    @Parameter
    Transport way;

    private final EmulatorServer door = new EmulatorServer();
    private final ScriptedProvider deployments = new ScriptedProvider();
    private CallResults book;

    @BeforeEach
    void openTheBook() {
        book = new CallResults(
                way.probe(door, "cloudformation", deployments.cloudFormation, "arn:aws:iam::123456789012:role/tester"));
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    @Test
    void aStackShowsItsStatusAndTimes() {
        Stack stack = deployments.begin(template(1));
        assertThat(stacks(stack.id()))
                .containsEntry("StackName", "S")
                .containsEntry("StackId", stack.id())
                .containsEntry("StackStatus", "CREATE_IN_PROGRESS")
                .containsEntry("CreationTime", "2026-01-01T00:00:00Z")
                .doesNotContainKey("LastUpdatedTime");
        deployments.settle(stack);
        deployments.begin(template(2));
        assertThat(stacks("S"))
                .containsEntry("StackStatus", "UPDATE_IN_PROGRESS")
                .containsKey("LastUpdatedTime");
    }

    @Test
    void theTimeOfTheLastUpdateTellsOperationsApart() {
        deployments.deploy(template(1));
        deployments.pass(100);
        deployments.deploy(template(2));
        Object updated = stacks("S").get("LastUpdatedTime");
        deployments.failingOnce("Update A", "no").begin(template(3));
        Object next = stacks("S").get("LastUpdatedTime");
        assertThat(next).isNotEqualTo(updated);
        deployments.pass(3);
        assertThat(stacks("S"))
                .containsEntry("StackStatus", "UPDATE_ROLLBACK_IN_PROGRESS")
                .containsEntry("LastUpdatedTime", next);
        deployments.pass(60);
        deployments.cloudFormation.delete("S");
        assertThat(stacks("S"))
                .containsEntry("StackStatus", "DELETE_IN_PROGRESS")
                .containsEntry("LastUpdatedTime", next);
    }

    @Test
    void whetherARollbackOrADeleteChangesThatTimeIsASwitch() {
        deployments.cloudFormation.options().rollbackChangesLastUpdated = true;
        deployments.cloudFormation.options().deleteChangesLastUpdated = true;
        deployments.deploy(template(1));
        deployments.failingOnce("Update A", "no").begin(template(2));
        Object begun = stacks("S").get("LastUpdatedTime");
        deployments.pass(3);
        Object rolledBack = stacks("S").get("LastUpdatedTime");
        assertThat(rolledBack).isNotEqualTo(begun);
        deployments.pass(60);
        deployments.cloudFormation.delete("S");
        assertThat(stacks("S").get("LastUpdatedTime")).isNotEqualTo(rolledBack);
    }

    @Test
    void aDeletedStackIsFoundByItsIdOnly() {
        Stack stack = deployments.deploy(template(1));
        deployments.delete();
        assertThat(stacks(stack.id())).containsEntry("StackStatus", "DELETE_COMPLETE");
        assertThat(book.refusal("DescribeStacks", "StackName", "S"))
                .isEqualTo("400 ValidationError: Stack with id S does not exist");
    }

    @Test
    void refusesUnknownStacksAndResources() {
        assertThat(book.refusal("ListStackResources", "StackName", "S"))
                .isEqualTo("400 ValidationError: Stack with id S does not exist");
        deployments.deploy(template(1));
        assertThat(book.refusal("DescribeStackResource", "StackName", "S", "LogicalResourceId", "Z"))
                .isEqualTo("400 ValidationError: Resource Z does not exist for stack S");
        assertThat(book.refusal("ListStackResources", "StackName", "S", "NextToken", "later"))
                .isEqualTo("400 ValidationError: Invalid NextToken: later");
    }

    @Test
    void resourcesAreListedWithTheirPhysicalIdOnceTheyHaveOne() {
        deployments.silent("Create B").begin(template(1));
        deployments.pass(5);
        Map<String, Object> list = book.ok("ListStackResources", "StackName", "S");
        assertThat(CallResults.each(list, "StackResourceSummaries", "LogicalResourceId"))
                .containsExactly("A", "B");
        assertThat(CallResults.each(list, "StackResourceSummaries", "PhysicalResourceId"))
                .containsExactly("A-1", null);
        assertThat(CallResults.each(list, "StackResourceSummaries", "ResourceStatus"))
                .containsExactly("CREATE_COMPLETE", "CREATE_IN_PROGRESS");
        assertThat(CallResults.items(list, "StackResourceSummaries").get(0))
                .containsEntry("ResourceType", "Custom::X")
                .containsKey("LastUpdatedTimestamp");
    }

    @Test
    void aReplacedResourceShowsItsNewIdWhileTheOldOneIsDeleted() {
        deployments.deploy(template(1));
        deployments.silent("Delete A").begin(template(2));
        deployments.pass(10);
        assertThat(stacks("S")).containsEntry("StackStatus", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
        assertThat(resource("A"))
                .containsEntry("PhysicalResourceId", "A-2")
                .containsEntry("ResourceStatus", "UPDATE_COMPLETE");
    }

    @Test
    void aRemovedResourceIsDeletingAndThenGone() {
        deployments.deploy(template(1));
        Stack stack = deployments.begin("{'Resources': {'B': {'Type': 'Custom::X'}}}");
        deployments.pass(2);
        assertThat(resource("A")).containsEntry("ResourceStatus", "DELETE_IN_PROGRESS");
        deployments.settle(stack);
        assertThat(CallResults.each(
                        book.ok("ListStackResources", "StackName", "S"), "StackResourceSummaries", "LogicalResourceId"))
                .containsExactly("B");
    }

    @Test
    void theMetadataIsThatOfTheCurrentTemplate() {
        deployments.deploy(template(1));
        assertThat(resource("A")).containsEntry("Metadata", "{\"Drain\":10}");
        deployments.deploy(TEMPLATE.formatted(1, 20));
        assertThat(resource("A")).containsEntry("Metadata", "{\"Drain\":20}").containsEntry("StackName", "S");
    }

    @Test
    void eventsAreToldNewestFirstAndInPagesOfAHundred() {
        Stack stack = deployments.deploy(template(1));
        for (int n = 2; n < 20; n++) {
            deployments.deploy(template(n));
        }
        Map<String, Object> page = book.ok("DescribeStackEvents", "StackName", "S");
        assertThat(CallResults.items(page, "StackEvents")).hasSize(100);
        assertThat(CallResults.items(page, "StackEvents").get(0))
                .containsEntry("LogicalResourceId", "S")
                .containsEntry("PhysicalResourceId", stack.id())
                .containsEntry("ResourceStatus", "UPDATE_COMPLETE");
        Object last = CallResults.items(page, "StackEvents").get(99).get("EventId");
        deployments.deploy(template(20));
        page = book.ok("DescribeStackEvents", "StackName", "S", "NextToken", page.get("NextToken"));
        assertThat(CallResults.each(page, "StackEvents", "EventId")).doesNotContain(last);
        assertThat(CallResults.items(page, "StackEvents")
                        .get(CallResults.items(page, "StackEvents").size() - 1))
                .containsEntry("ResourceStatus", "CREATE_IN_PROGRESS");
        assertThat(page).doesNotContainKey("NextToken");
    }

    @Test
    void resourcesComeInPagesOfAHundred() {
        StringBuilder resources = new StringBuilder();
        for (int n = 0; n < 120; n++) {
            resources.append(n == 0 ? "" : ", ").append("'R").append(n).append("': {'Type': 'My::Inert'}");
        }
        deployments.deploy("{'Resources': {" + resources + "}}");
        Map<String, Object> page = book.ok("ListStackResources", "StackName", "S");
        assertThat(CallResults.items(page, "StackResourceSummaries")).hasSize(100);
        page = book.ok("ListStackResources", "StackName", "S", "NextToken", page.get("NextToken"));
        assertThat(CallResults.items(page, "StackResourceSummaries")).hasSize(20);
        assertThat(page).doesNotContainKey("NextToken");
    }

    @Test
    void theBookMayBeAnOldOneIfTheSwitchSaysSo() {
        Stack stack = deployments.deploy(template(1));
        deployments.pass(10);
        deployments.cloudFormation.options().staleness = call -> Duration.ofSeconds(4);
        deployments.begin(template(2));
        assertThat(stacks(stack.id())).containsEntry("StackStatus", "CREATE_COMPLETE");
        deployments.pass(4);
        assertThat(stacks(stack.id())).containsEntry("StackStatus", "UPDATE_IN_PROGRESS");
    }

    @Test
    void everyKindOfCallCanBeOldByItsOwnAmount() {
        deployments.deploy(template(1));
        deployments.pass(100);
        deployments.begin(TEMPLATE.formatted(2, 20));
        deployments.pass(50);
        deployments.cloudFormation.options().staleness =
                call -> Duration.ofSeconds(call.action().equals("DescribeStacks") ? 0 : 60);
        assertThat(stacks("S")).containsEntry("StackStatus", "UPDATE_COMPLETE");
        assertThat(resource("A"))
                .containsEntry("PhysicalResourceId", "A-1")
                .containsEntry("Metadata", "{\"Drain\":10}");
        assertThat(events().get(0)).containsEntry("ResourceStatus", "CREATE_COMPLETE");
    }

    @Test
    void whetherAnOldReadKnowsANewStackIsAnOption() {
        deployments.cloudFormation.options().staleness = call -> Duration.ofSeconds(60);
        deployments.begin(template(1));
        assertThat(stacks("S")).containsEntry("StackStatus", "CREATE_IN_PROGRESS");
        deployments.cloudFormation.options().newStackUnknown = true;
        assertThat(book.refusal("DescribeStacks", "StackName", "S"))
                .isEqualTo("400 ValidationError: Stack with id S does not exist");
        deployments.pass(60);
        assertThat(stacks("S")).containsEntry("StackStatus", "CREATE_IN_PROGRESS");
    }

    @Test
    void eventsShowWhatWasAskedForAndInWhichOperation() {
        deployments.cloudFormation.options().clientRequestToken = "token";
        deployments.deploy(template(1));
        deployments.failingOnce("Update A", "no").deploy(template(2));
        List<Map<String, Object>> events = events();
        List<Object> operations = CallResults.each(stacks("S"), "LastOperations", "OperationId");
        assertThat(CallResults.each(stacks("S"), "LastOperations", "OperationType"))
                .containsExactly("ROLLBACK", "UPDATE_STACK", "CREATE_STACK");
        assertThat(events.stream()
                        .filter(event -> "A".equals(event.get("LogicalResourceId")))
                        .map(event -> event.get("ResourceStatus") + " " + event.get("ResourceProperties") + " "
                                + operations.indexOf(event.get("OperationId"))))
                .containsExactly(
                        "UPDATE_COMPLETE {\"Id\":\"A-1\"} 0",
                        "UPDATE_IN_PROGRESS {\"Id\":\"A-1\"} 0",
                        "UPDATE_FAILED {\"Id\":\"A-2\"} 1",
                        "UPDATE_IN_PROGRESS {\"Id\":\"A-2\"} 1",
                        "CREATE_COMPLETE {\"Id\":\"A-1\"} 2",
                        "CREATE_IN_PROGRESS {\"Id\":\"A-1\"} 2");
        assertThat(events).allSatisfy(event -> assertThat(event).containsEntry("ClientRequestToken", "token"));
        deployments.cloudFormation.options().operationsReported = false;
        assertThat(CallResults.items(stacks("S"), "LastOperations")).isEmpty();
        assertThat(events()).allSatisfy(event -> assertThat(event).doesNotContainKey("OperationId"));
    }

    @Test
    void whenABeginningCanBeSeenIsAnOptionAndNothingOvertakesIt() {
        deployments.cloudFormation.options().inProgressLag = Duration.ofSeconds(30);
        Stack stack = deployments.begin(template(1));
        deployments.pass(20);
        assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(events()).hasSize(1);
        deployments.pass(30);
        assertThat(events()).hasSize(6);
    }

    @Test
    void theRowOfAReplacedResourceCanShowWhatIsBeingDeleted() {
        deployments.cloudFormation.options().rowShowsWhatIsDeleted = true;
        deployments.deploy(template(1));
        Stack stack = deployments.silent("Delete A").begin(template(2));
        deployments.pass(10);
        assertThat(resource("A"))
                .containsEntry("PhysicalResourceId", "A-1")
                .containsEntry("ResourceStatus", "DELETE_IN_PROGRESS");
        deployments.usual("Delete A").settle(stack);
        assertThat(resource("A"))
                .containsEntry("PhysicalResourceId", "A-2")
                .containsEntry("ResourceStatus", "UPDATE_COMPLETE");
    }

    private static String template(int ids) {
        return TEMPLATE.formatted(ids, 10);
    }

    private List<Map<String, Object>> events() {
        return CallResults.items(book.ok("DescribeStackEvents", "StackName", "S"), "StackEvents");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> resource(String id) {
        return (Map<String, Object>) book.ok("DescribeStackResource", "StackName", "S", "LogicalResourceId", id)
                .get("StackResourceDetail");
    }

    private Map<String, Object> stacks(String nameOrId) {
        return CallResults.items(book.ok("DescribeStacks", "StackName", nameOrId), "Stacks")
                .get(0);
    }
}

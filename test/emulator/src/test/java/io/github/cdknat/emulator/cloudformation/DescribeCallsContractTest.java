package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.client.ServiceContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DescribeStacks, DescribeStackResource and ListStackResources. */
class DescribeCallsContractTest extends ServiceContract {
    private static final String TEMPLATE = """
            {'Resources': {
              'A': {'Type': 'Custom::X', 'Metadata': {'Drain': %2$s}, 'Properties': {'Id': 'A-%1$s'}},
              'B': {'Type': 'Custom::X', 'DependsOn': 'A'}}}
            """;

    private final ScriptedProvider deployments = new ScriptedProvider();
    private final CloudFormationOptions options = deployments.cloudFormation.options();

    @BeforeEach
    void openTheBook() {
        connect("cloudformation", deployments.cloudFormation);
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUpdateChangesTheTimeOfTheLastOneAndARollbackOrADeleteIfTheSwitchSaysSo(boolean changes) {
        options.rollbackChangesLastUpdated = changes;
        options.deleteChangesLastUpdated = changes;
        deployments.deploy(template(1));
        deployments.deploy(template(2));
        Object before = stacks("S").get("LastUpdatedTime");
        deployments.failingOnce("Update A", "no").begin(template(3));
        Object begun = stacks("S").get("LastUpdatedTime");
        assertThat(begun).isNotEqualTo(before);
        deployments.pass(3);
        assertThat(stacks("S")).containsEntry("StackStatus", "UPDATE_ROLLBACK_IN_PROGRESS");
        Object rolledBack = stacks("S").get("LastUpdatedTime");
        assertThat(rolledBack.equals(begun)).isEqualTo(!changes);
        deployments.pass(60);
        deployments.cloudFormation.delete("S");
        assertThat(stacks("S")).containsEntry("StackStatus", "DELETE_IN_PROGRESS");
        assertThat(stacks("S").get("LastUpdatedTime").equals(rolledBack)).isEqualTo(!changes);
    }

    @Test
    void aDeletedStackIsFoundByItsIdOnly() {
        Stack stack = deployments.deploy(template(1));
        deployments.delete();
        assertThat(stacks(stack.id())).containsEntry("StackStatus", "DELETE_COMPLETE");
        assertThat(refusal("DescribeStacks", "StackName", "S"))
                .isEqualTo("400 ValidationError: Stack with id S does not exist");
    }

    @Test
    void refusesUnknownStacksAndResources() {
        assertThat(refusal("ListStackResources", "StackName", "S"))
                .isEqualTo("400 ValidationError: Stack with id S does not exist");
        deployments.deploy(template(1));
        assertThat(refusal("DescribeStackResource", "StackName", "S", "LogicalResourceId", "Z"))
                .isEqualTo("400 ValidationError: Resource Z does not exist for stack S");
        assertThat(refusal("ListStackResources", "StackName", "S", "NextToken", "later"))
                .isEqualTo("400 ValidationError: Invalid NextToken: later");
    }

    @Test
    void resourcesAreListedWithTheirPhysicalIdOnceTheyHaveOne() {
        deployments.silent("Create B").begin(template(1));
        deployments.pass(5);
        assertThat(rows(ok("ListStackResources", "StackName", "S")))
                .extracting(row -> row.get("LogicalResourceId") + " " + row.get("ResourceType") + " "
                        + row.get("PhysicalResourceId") + " " + row.get("ResourceStatus"))
                .containsExactly("A Custom::X A-1 CREATE_COMPLETE", "B Custom::X null CREATE_IN_PROGRESS");
        assertThat(resource("A")).containsKey("LastUpdatedTimestamp");
    }

    @Test
    void aRemovedResourceIsDeletingAndThenGone() {
        deployments.deploy(template(1));
        Stack stack = deployments.begin("{'Resources': {'B': {'Type': 'Custom::X'}}}");
        deployments.pass(2);
        assertThat(resource("A")).containsEntry("ResourceStatus", "DELETE_IN_PROGRESS");
        deployments.settle(stack);
        assertThat(rows(ok("ListStackResources", "StackName", "S")))
                .extracting(row -> row.get("LogicalResourceId"))
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
        Map<String, Object> page = ok("DescribeStackEvents", "StackName", "S");
        List<Map<String, Object>> newest = items(page, "StackEvents");
        assertThat(newest).hasSize(100);
        assertThat(newest.get(0))
                .containsEntry("LogicalResourceId", "S")
                .containsEntry("PhysicalResourceId", stack.id())
                .containsEntry("ResourceStatus", "UPDATE_COMPLETE");
        deployments.deploy(template(20));
        page = ok("DescribeStackEvents", "StackName", "S", "NextToken", page.get("NextToken"));
        List<Map<String, Object>> older = items(page, "StackEvents");
        assertThat(older)
                .extracting(event -> event.get("EventId"))
                .doesNotContain(newest.get(99).get("EventId"));
        assertThat(older.get(older.size() - 1)).containsEntry("ResourceStatus", "CREATE_IN_PROGRESS");
        assertThat(page).doesNotContainKey("NextToken");
    }

    @Test
    void resourcesComeInPagesOfAHundred() {
        deployments.deploy(IntStream.range(0, 120)
                .mapToObj(n -> "'R" + n + "': {'Type': 'My::Inert'}")
                .collect(Collectors.joining(", ", "{'Resources': {", "}}")));
        Map<String, Object> page = ok("ListStackResources", "StackName", "S");
        assertThat(rows(page)).hasSize(100);
        page = ok("ListStackResources", "StackName", "S", "NextToken", page.get("NextToken"));
        assertThat(rows(page)).hasSize(20);
        assertThat(page).doesNotContainKey("NextToken");
    }

    @Test
    void theBookMayBeAnOldOneIfTheSwitchSaysSo() {
        Stack stack = deployments.deploy(template(1));
        deployments.pass(10);
        options.staleness = call -> Duration.ofSeconds(4);
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
        options.staleness = call -> Duration.ofSeconds(call.action().equals("DescribeStacks") ? 0 : 60);
        assertThat(stacks("S")).containsEntry("StackStatus", "UPDATE_COMPLETE");
        assertThat(resource("A"))
                .containsEntry("PhysicalResourceId", "A-1")
                .containsEntry("Metadata", "{\"Drain\":10}");
        assertThat(events().get(0)).containsEntry("ResourceStatus", "CREATE_COMPLETE");
    }

    @Test
    void whetherAnOldReadKnowsANewStackIsAnOption() {
        options.staleness = call -> Duration.ofSeconds(60);
        deployments.begin(template(1));
        assertThat(stacks("S")).containsEntry("StackStatus", "CREATE_IN_PROGRESS");
        options.newStackUnknown = true;
        assertThat(refusal("DescribeStacks", "StackName", "S"))
                .isEqualTo("400 ValidationError: Stack with id S does not exist");
        deployments.pass(60);
        assertThat(stacks("S")).containsEntry("StackStatus", "CREATE_IN_PROGRESS");
    }

    @Test
    void eventsShowWhatWasAskedForAndInWhichOperation() {
        options.clientRequestToken = "token";
        deployments.deploy(template(1));
        deployments.failingOnce("Update A", "no").deploy(template(2));
        List<Map<String, Object>> events = events();
        List<Object> operations = each(stacks("S"), "LastOperations", "OperationId");
        assertThat(each(stacks("S"), "LastOperations", "OperationType"))
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
        options.operationsReported = false;
        assertThat(items(stacks("S"), "LastOperations")).isEmpty();
        deployments.deploy(template(3));
        assertThat(events().get(0)).doesNotContainKey("OperationId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    AS_SENT     | {"Number":"7","Deep":{"b":"true","a":["1","x"]},"Id":"A-1"}
                    OTHER_ORDER | {"Number":"7","Id":"A-1","Deep":{"b":"true","a":["1","x"]}}
                    TYPED       | {"Number":7,"Deep":{"b":true,"a":[1,"x"]},"Id":"A-1"}
                    LEFT_OUT    | null
                    """)
    void howAnEventWritesPropertiesIsAnOption(EventProperties written, String text) {
        options.eventProperties = written;
        deployments.deploy(template(1).replace("'Id': ", "'Number': 7, 'Deep': {'b': true, 'a': [1, 'x']}, 'Id': "));
        assertThat(events().stream()
                        .filter(event -> "A".equals(event.get("LogicalResourceId")))
                        .map(event -> String.valueOf(event.get("ResourceProperties"))))
                .containsOnly(text);
    }

    @Test
    void whenABeginningCanBeSeenIsAnOptionAndNothingOvertakesIt() {
        options.inProgressLag = Duration.ofSeconds(30);
        Stack stack = deployments.begin(template(1));
        deployments.pass(20);
        assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(events()).hasSize(1);
        deployments.pass(30);
        assertThat(events()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"false, A-2, UPDATE_COMPLETE", "true, A-1, DELETE_IN_PROGRESS"})
    void whileTheOldOneIsDeletedAReplacedResourceShowsItsNewIdOrWhatIsBeingDeleted(
            boolean deleted, String id, String status) {
        options.rowShowsWhatIsDeleted = deleted;
        deployments.deploy(template(1));
        Stack stack = deployments.silent("Delete A").begin(template(2));
        deployments.pass(10);
        assertThat(stacks("S")).containsEntry("StackStatus", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
        assertThat(resource("A")).containsEntry("PhysicalResourceId", id).containsEntry("ResourceStatus", status);
        deployments.usual("Delete A").settle(stack);
        assertThat(resource("A"))
                .containsEntry("PhysicalResourceId", "A-2")
                .containsEntry("ResourceStatus", "UPDATE_COMPLETE");
    }

    private static List<Map<String, Object>> rows(Map<String, Object> list) {
        return items(list, "StackResourceSummaries");
    }

    private static String template(int ids) {
        return TEMPLATE.formatted(ids, 10);
    }

    private List<Map<String, Object>> events() {
        return items(ok("DescribeStackEvents", "StackName", "S"), "StackEvents");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> resource(String id) {
        return (Map<String, Object>) ok("DescribeStackResource", "StackName", "S", "LogicalResourceId", id)
                .get("StackResourceDetail");
    }

    private Map<String, Object> stacks(String nameOrId) {
        return items(ok("DescribeStacks", "StackName", nameOrId), "Stacks").get(0);
    }
}

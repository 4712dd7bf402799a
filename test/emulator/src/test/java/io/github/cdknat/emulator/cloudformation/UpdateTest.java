package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.ResourceProvider.Asked;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creates, updates, replacements and deletes that go well. */
class UpdateTest {
    private final ScriptedProvider deployments = new ScriptedProvider();

    @Test
    void resourcesAreMadeAfterWhatTheyReferToAndTheOthersAtOnce() {
        Stack stack = deployments.deploy("""
                {'Resources': {
                  'C': {'Type': 'Custom::X', 'Properties': {'From': {'Ref': 'B'}}},
                  'B': {'Type': 'Custom::X', 'DependsOn': 'A'},
                  'A': {'Type': 'Custom::X'},
                  'D': {'Type': 'Custom::X'}}}
                """);
        assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(deployments.requests).containsExactly("Create A", "Create D", "Create B", "Create C");
    }

    @Test
    void aCreateIsAskedForWithoutAPhysicalIdAndWithEveryScalarAsText() {
        Stack stack = deployments.deploy(custom("'ServiceToken': 'arn:f', 'N': 5, 'B': true, 'L': [1, {'x': 2.5}]"));
        Map<String, Object> event = new LinkedHashMap<>(deployments.events.get(0));
        assertThat(stack.id()).matches("arn:aws:cloudformation:eu-central-1:123456789012:stack/S/[0-9a-f-]{36}");
        assertThat(event.remove("RequestId").toString()).matches("[0-9a-f-]{36}");
        assertThat(event.remove("ResponseURL").toString())
                .startsWith(
                        "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/");
        Map<?, ?> properties =
                Map.of("ServiceToken", "arn:f", "N", "5", "B", "true", "L", List.of("1", Map.of("x", "2.5")));
        assertThat(event)
                .isEqualTo(Map.of(
                        "RequestType", "Create",
                        "ServiceToken", "arn:f",
                        "StackId", stack.id(),
                        "LogicalResourceId", "A",
                        "ResourceType", "Custom::X",
                        "ResourceProperties", properties));
    }

    @Test
    void anUpdateIsAskedForWithBothPropertiesAndADeleteWithTheLastOnes() {
        deployments.deploy(custom("'V': '1'"));
        deployments.deploy(custom("'V': '2'"));
        deployments.delete();
        assertThat(deployments.requests).containsExactly("Create A", "Update A A-1", "Delete A A-1");
        assertThat(deployments.events.get(1))
                .containsEntry("OldResourceProperties", Map.of("V", "1"))
                .containsEntry("ResourceProperties", Map.of("V", "2"))
                .containsEntry("PhysicalResourceId", "A-1");
        assertThat(deployments.events.get(2))
                .containsEntry("ResourceProperties", Map.of("V", "2"))
                .doesNotContainKey("OldResourceProperties");
    }

    @Test
    void whatDoesNotChangeGetsNoRequest() {
        deployments.begun(custom("'V': '1'"));
        assertThat(deployments.deploy(custom("'V': '1'")).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(deployments.requests).isEmpty();
    }

    @Test
    void anotherPhysicalIdMeansThatTheOldOneIsDeletedAfterAllOtherUpdates() {
        String template = """
                {'Resources': {
                  'A': {'Type': 'Custom::X', 'Properties': {'Id': 'A-%1$s'}},
                  'B': {'Type': 'Custom::X', 'DependsOn': 'A', 'Properties': {'V': '%1$s'}}}}
                """;
        deployments.begun(template.formatted("1"));
        Stack stack = deployments.deploy(template.formatted("2"));
        assertThat(deployments.requests).containsExactly("Update A A-1", "Update B B-1", "Delete A A-1");
        assertThat(stack.physicalId("A")).isEqualTo("A-2");
        assertThat(stack.events())
                .filteredOn(event -> event.logicalId().equals(ScriptedProvider.STACK))
                .extracting(Stack.Event::status)
                .endsWith("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE");
    }

    @Test
    void aChangedCreateOnlyPropertyMakesANewResourceFirst() {
        deployments.cloudFormation.register("My::Thing", new Things());
        String template = "{'Resources': {'A': {'Type': 'My::Thing', 'Properties': {'Fixed': '%s', 'Free': '%s'}}}}";
        deployments.deploy(template.formatted("1", "1"));
        deployments.deploy(template.formatted("1", "2"));
        Stack stack = deployments.deploy(template.formatted("2", "2"));
        assertThat(deployments.requests).containsExactly("make 1", "change 1", "make 2", "unmake 1");
        assertThat(stack.physicalId("A")).isEqualTo("thing-2");
    }

    @ParameterizedTest
    @CsvSource({"false, Delete B B-1, Delete A A-1", "true, Delete A A-1, Delete B B-1"})
    void whatIsNoLongerInTheTemplateGoesInCleanUpDependentsFirstOrAllAtOnce(boolean atOnce, String first, String last) {
        deployments.cloudFormation.options().cleanUpDeletesCustomResourcesAtOnce = atOnce;
        deployments.begun("""
                {'Resources': {
                  'A': {'Type': 'Custom::X'},
                  'B': {'Type': 'Custom::X', 'DependsOn': 'A'},
                  'C': {'Type': 'Custom::X', 'Properties': {'V': '1'}}}}
                """);
        Stack stack = deployments.deploy("{'Resources': {'C': {'Type': 'Custom::X', 'Properties': {'V': '2'}}}}");
        assertThat(deployments.requests).containsExactly("Update C C-1", first, last);
        assertThat(stack.physicalIds("Custom::X")).isEqualTo(Map.of("C", "C-1"));
    }

    @Test
    void aFailingCleanUpDeleteIsTriedThreeTimesAndThenAbandoned() {
        deployments.begun(custom("'Id': 'A-1'"));
        Stack stack = deployments.failing("Delete A", "not now").deploy(custom("'Id': 'A-2'"));
        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(deployments.requests)
                .containsExactly("Update A A-1", "Delete A A-1", "Delete A A-1", "Delete A A-1");
        assertThat(ScriptedProvider.told(stack)).endsWith("A DELETE_FAILED: not now");
    }

    @Test
    void aStackIsDeletedDependentsFirstAndWhatAFailedOneDependsOnStays() {
        deployments.begun("""
                {'Resources': {
                  'A': {'Type': 'Custom::X'},
                  'B': {'Type': 'Custom::X', 'DependsOn': ['A']},
                  'C': {'Type': 'Custom::X'}}}
                """);
        assertThat(deployments.failing("Delete B", "no").delete().status()).isEqualTo("DELETE_FAILED");
        assertThat(deployments.takeRequests()).containsExactly("Delete C C-1", "Delete B B-1");
        assertThat(deployments.usual("Delete B").delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(deployments.requests).containsExactly("Delete B B-1", "Delete A A-1");
    }

    @Test
    void aDeletedStackCanBeMadeAgain() {
        String first = deployments.deploy(custom("'V': '1'")).id();
        deployments.delete();
        Stack again = deployments.deploy(custom("'V': '1'"));
        assertThat(again.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(again.id()).isNotEqualTo(first);
    }

    @Test
    void outputsAreThoseOfTheLastUpdateThatSucceeded() {
        String template = "{'Resources': {'A': {'Type': 'Custom::X', 'Properties': {'Id': '%s'}}},"
                + " 'Outputs': {'O': {'Value': {'Fn::Sub': 'is ${A}'}}}}";
        assertThat(deployments.deploy(template.formatted("A-1")).outputs()).isEqualTo(Map.of("O", "is A-1"));
        assertThat(deployments.deploy(template.formatted("A-2")).outputs()).isEqualTo(Map.of("O", "is A-2"));
        Stack failed = deployments.failing("Update A", "no").deploy(template.formatted("A-3"));
        assertThat(failed.outputs()).isEqualTo(Map.of("O", "is A-2"));
    }

    private static String custom(String properties) {
        return "{'Resources': {'A': {'Type': 'Custom::X', 'Properties': {" + properties + "}}}}";
    }

    private final class Things implements ResourceProvider {
        @Override
        public Set<String> createOnly() {
            return Set.of("Fixed");
        }

        @Override
        public void create(Asked asked, Completion completion) {
            deployments.requests.add("make " + asked.properties().get("Fixed"));
            completion.done(new Made("thing-" + asked.properties().get("Fixed"), Map.of()));
        }

        @Override
        public void update(Asked asked, Completion completion) {
            deployments.requests.add("change " + asked.properties().get("Fixed"));
            completion.done(new Made(asked.physicalId(), Map.of()));
        }

        @Override
        public void delete(Asked asked, Completion completion) {
            deployments.requests.add("unmake " + asked.properties().get("Fixed"));
            completion.done(null);
        }
    }
}

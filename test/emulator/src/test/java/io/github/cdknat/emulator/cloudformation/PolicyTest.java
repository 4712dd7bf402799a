package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DeletionPolicy and UpdateReplacePolicy ("DeletionPolicy attribute", "UpdateReplacePolicy attribute", CloudFormation User Guide). */
class PolicyTest {
    private static final String OTHER = "'B': {'Type': 'Custom::X'}";

    private final ScriptedProvider deployments = new ScriptedProvider();

    @ParameterizedTest
    @ValueSource(strings = {"Retain", "RetainExceptOnCreate"})
    void aRetainedResourceOutlivesItsStack(String policy) {
        deployments.deploy(with("'DeletionPolicy': '" + policy + "'", "A-1"));
        Stack stack = deployments.delete();
        assertThat(stack.status()).isEqualTo("DELETE_COMPLETE");
        assertThat(deployments.requests).containsExactly("Create A", "Create B", "Delete B B-1");
        assertThat(ScriptedProvider.told(stack)).contains("A DELETE_SKIPPED");
    }

    @Test
    void aRetainedResourceOutlivesItsRemovalFromTheTemplate() {
        deployments.deploy(with("'DeletionPolicy': 'Retain'", "A-1"));
        Stack stack = deployments.deploy("{'Resources': {" + OTHER + "}}");
        assertThat(deployments.requests).containsExactly("Create A", "Create B");
        assertThat(stack.physicalId("A")).isNull();
    }

    @Test
    void theDeletionPolicySaysNothingAboutReplacement() {
        deployments.deploy(with("'DeletionPolicy': 'Retain'", "A-1"));
        deployments.deploy(with("'DeletionPolicy': 'Retain'", "A-2"));
        assertThat(deployments.requests).endsWith("Update A A-1", "Delete A A-1");
    }

    @Test
    void aReplacedResourceStaysIfItsUpdateReplacePolicySaysSo() {
        deployments.deploy(with("'UpdateReplacePolicy': 'Retain'", "A-1"));
        deployments.deploy(with("'UpdateReplacePolicy': 'Retain'", "A-2"));
        assertThat(deployments.requests).endsWith("Update A A-1");
        deployments.delete();
        assertThat(deployments.requests).contains("Delete A A-2");
    }

    @ParameterizedTest
    @CsvSource({"Retain, false", "RetainExceptOnCreate, true"})
    void retainKeepsWhatAFailedCreateOrUpdateHasMadeAndRetainExceptOnCreateDoesNot(String policy, boolean deleted) {
        deployments.failing("Create C", "no").deploy(failing(policy));
        assertThat(deployments.requests.contains("Delete A A-1")).isEqualTo(deleted);
        ScriptedProvider updated = new ScriptedProvider();
        updated.deploy("{'Resources': {" + OTHER + "}}");
        updated.failing("Create C", "no").deploy(failing(policy));
        assertThat(updated.requests.contains("Delete A A-1")).isEqualTo(deleted);
    }

    private static String with(String policy, String id) {
        return "{'Resources': {'A': {'Type': 'Custom::X', " + policy + ", 'Properties': {'Id': '" + id + "'}}, " + OTHER
                + "}}";
    }

    private static String failing(String policy) {
        return "{'Resources': {'A': {'Type': 'Custom::X', 'DeletionPolicy': '" + policy + "'}, " + OTHER
                + ", 'C': {'Type': 'Custom::X', 'DependsOn': ['A', 'B']}}}";
    }
}

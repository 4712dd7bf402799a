package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** "Preserve successfully provisioned resources": "Choose how to handle failures when provisioning resources", CloudFormation User Guide. */
class WithoutRollbackTest {
    private static final String TEMPLATE = """
            {'Resources': {
              'A': {'Type': 'Custom::X', 'Properties': {'V': '%1$s'}},
              'B': {'Type': 'Custom::X', 'DependsOn': 'A', 'Properties': {'V': '%1$s'}},
              'C': {'Type': 'Custom::X', 'Properties': {'V': '%1$s'}},
              'D': {'Type': 'Custom::X', 'DependsOn': 'C', 'Properties': {'V': '%1$s'}}}}
            """;

    private final ScriptedProvider deployments = new ScriptedProvider();

    @Test
    void aFailureStopsItsOwnPathOnlyAndLeavesEverythingAsItIs() {
        Stack stack = deployments.failing("Create A", "no").deployWithoutRollback(TEMPLATE.formatted(1));
        assertThat(stack.status()).isEqualTo("CREATE_FAILED");
        assertThat(deployments.requests).containsExactly("Create A", "Create C", "Create D");
        assertThat(ScriptedProvider.told(stack)).contains("A CREATE_FAILED: no", "D CREATE_COMPLETE");
    }

    @Test
    void theNextDeploymentDeletesAndMakesAgainWhatFailedToBeMade() {
        deployments.failing("Create A", "no").deployWithoutRollback(TEMPLATE.formatted(1));
        deployments.takeRequests();
        Stack stack = deployments.usual("Create A").deployWithoutRollback(TEMPLATE.formatted(1));
        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(deployments.requests).containsExactly("Delete A A-1", "Create A", "Create B");
    }

    @Test
    void theNextDeploymentSendsAFailedUpdateAgain() {
        deployments.begun(TEMPLATE.formatted(1));
        Stack stack = deployments.failing("Update A", "no").deployWithoutRollback(TEMPLATE.formatted(2));
        assertThat(stack.status()).isEqualTo("UPDATE_FAILED");
        assertThat(deployments.takeRequests()).containsExactly("Update A A-1", "Update C C-1", "Update D D-1");
        deployments.usual("Update A").deployWithoutRollback(TEMPLATE.formatted(2));
        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(deployments.requests).containsExactly("Update A A-1", "Update B B-1");
    }

    @Test
    void aFailedStackCanBeDeleted() {
        deployments.failing("Create A", "no").deployWithoutRollback(TEMPLATE.formatted(1));
        deployments.takeRequests();
        assertThat(deployments.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(deployments.requests).containsExactly("Delete A A-1", "Delete D D-1", "Delete C C-1");
    }

    /** Case 20634232: the old A before the old B, and the new B before the new A; nothing could be deleted first. */
    @Test
    void aPreservedUpdateThatTurnedAnOrderAroundCanBeDeleted() {
        deployments.deploy("""
                {'Resources': {
                  'A': {'Type': 'Custom::X', 'Properties': {'Id': 'A-1'}},
                  'B': {'Type': 'Custom::X', 'DependsOn': 'A', 'Properties': {'Id': 'B-1'}}}}
                """);
        deployments.failing("Create C", "no").deployWithoutRollback("""
                {'Resources': {
                  'A': {'Type': 'Custom::X', 'DependsOn': 'B', 'Properties': {'Id': 'A-2'}},
                  'B': {'Type': 'Custom::X', 'Properties': {'Id': 'B-2'}},
                  'C': {'Type': 'Custom::X', 'DependsOn': 'A'}}}
                """);
        deployments.takeRequests();
        assertThat(deployments.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(deployments.requests)
                .containsExactlyInAnyOrder(
                        "Delete A A-1", "Delete A A-2", "Delete B B-1", "Delete B B-2", "Delete C C-1")
                .containsSubsequence("Delete A A-2", "Delete B B-2");
    }
}

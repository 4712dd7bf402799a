package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leads out of a failed state: RollbackStack, skipping what failed, and deletion, with and without retained resources. */
class FailedStackTest {
    private static final String CHAIN = """
            {'Resources': {
              'A': {'Type': 'Custom::X', 'Properties': {'Id': 'A-%1$s'}},
              'B': {'Type': 'Custom::X', 'DependsOn': 'A', 'Properties': {'V': '%1$s'}}}}
            """;

    private final ScriptedProvider deployments = new ScriptedProvider();
    private final EmbeddedCloudFormation cloudFormation = deployments.cloudFormation;

    @Test
    void severalPreservedFailuresAreRolledBackToTheLastStableState() {
        deployments.deploy(CHAIN.formatted(1));
        deployments.failing("Update B", "no").deployWithoutRollback(CHAIN.formatted(2));
        deployments.deployWithoutRollback(CHAIN.formatted(3).replace("}}}}", "}}, 'N': {'Type': 'Custom::X'}}}"));
        deployments.usual("Update B").takeRequests();
        cloudFormation.rollbackStack(ScriptedProvider.STACK);
        Stack stack = deployments.settle(cloudFormation.stack(ScriptedProvider.STACK));
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(deployments.requests)
                .containsExactlyInAnyOrder(
                        "Update A A-3", "Update B B-1", "Delete A A-2", "Delete A A-3", "Delete N N-1");
        assertThat(stack.physicalIds("Custom::X").values()).containsExactly("A-1", "B-1");
        assertThat(stack.operations())
                .extracting(Stack.Operation::type)
                .containsExactly("ROLLBACK", "UPDATE_STACK", "UPDATE_STACK", "CREATE_STACK");
    }

    @Test
    void aPreservedCreationHasNoStableStateAndIsDeleted() {
        deployments.failing("Create B", "no").deployWithoutRollback(CHAIN.formatted(1));
        deployments.deployWithoutRollback(CHAIN.formatted(2));
        deployments.takeRequests();
        cloudFormation.rollbackStack(ScriptedProvider.STACK);
        Stack stack = deployments.settle(cloudFormation.stack(ScriptedProvider.STACK));
        assertThat(stack.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(deployments.requests).containsExactlyInAnyOrder("Delete A A-1", "Delete A A-2", "Delete B B-1");
        assertThatThrownBy(() -> cloudFormation.rollbackStack(ScriptedProvider.STACK))
                .hasMessage("Cannot roll back: the stack is ROLLBACK_COMPLETE");
    }

    @Test
    void everythingThatFailedToBeRolledBackCanBeSkipped() {
        Stack stack = failedRollback();
        cloudFormation.forceRollback(ScriptedProvider.STACK);
        assertThat(deployments.settle(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(stack.operations().get(0).type()).isEqualTo("CONTINUE_ROLLBACK");
    }

    @ParameterizedTest
    @CsvSource({"false, 'Delete A A-1,Delete B B-1'", "true, 'Delete A A-1,Delete A A-2,Delete B B-1'"})
    void whetherTheDeletionOfAFailedRollbackDeletesWhatWasReplacedIsAnOption(boolean cleansUp, String requests) {
        cloudFormation.options().deleteCleansUpFailedRollback = cleansUp;
        failedRollback();
        assertThat(deployments.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(deployments.requests)
                .containsExactlyInAnyOrder(requests.split(","))
                .startsWith("Delete B B-1");
    }

    @Test
    void whatCannotBeDeletedCanBeRetained() {
        deployments.deploy(CHAIN.formatted(1));
        assertThatThrownBy(() -> cloudFormation.delete(ScriptedProvider.STACK, Set.of("A")))
                .hasMessage("Cannot retain resources: the stack is CREATE_COMPLETE");
        assertThat(deployments.failing("Delete A", "no").delete().status()).isEqualTo("DELETE_FAILED");
        cloudFormation.delete(ScriptedProvider.STACK, Set.of("A"));
        Stack stack = deployments.settle(cloudFormation.stack(ScriptedProvider.STACK));
        assertThat(stack.status()).isEqualTo("DELETE_COMPLETE");
        assertThat(ScriptedProvider.told(stack)).endsWith("A DELETE_SKIPPED");
    }

    /** A is back at A-1, and B is not back. */
    private Stack failedRollback() {
        deployments.deploy(CHAIN.formatted(1));
        Stack stack = deployments.failing("Update B", "no").deploy(CHAIN.formatted(2));
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        deployments.takeRequests();
        return stack;
    }
}

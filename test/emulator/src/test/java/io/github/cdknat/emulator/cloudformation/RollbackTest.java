package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.emulator.cloudformation.CloudFormationOptions.Order;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures and what follows: rollback in its variants, cancel, continue, and rollback disabled. */
class RollbackTest {
    private static final String CHAIN = """
            {'Resources': {
              'A': {'Type': 'Custom::X', 'Properties': {'Id': 'A-%1$s'}},
              'B': {'Type': 'Custom::X', 'DependsOn': 'A', 'Properties': {'V': '%1$s'}},
              'C': {'Type': 'Custom::X', 'DependsOn': 'B', 'Properties': {'V': '%1$s'}}}}
            """;

    private final ScriptedProvider deployments = new ScriptedProvider();

    @Test
    void aFailedCreateDeletesWhatWasMadeAlsoWhatFailed() {
        Stack stack = deployments.failing("Create B", "no").deploy(CHAIN.formatted(1));
        assertThat(stack.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(deployments.requests).containsExactly("Create A", "Create B", "Delete B B-1", "Delete A A-1");
        assertThat(ScriptedProvider.told(stack)).contains("B CREATE_FAILED: no");
        assertThatThrownBy(() -> deployments.deploy(CHAIN.formatted(1)))
                .hasMessage("Stack:" + stack.id() + " is in ROLLBACK_COMPLETE state and can not be updated.");
    }

    @Test
    void aCreateThatNeverAnsweredIsDeletedUnderAnInventedId() {
        Stack stack = deployments.silent("Create B").deploy(CHAIN.formatted(1));
        assertThat(stack.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(deployments.requests.get(2)).matches("Delete B S-B-[0-9A-F]{12}");
        assertThat(deployments.account.now()).isAfter("2026-01-01T01:00:00Z");
    }

    @Test
    void serviceTimeoutSaysHowLongAnAnswerMayTake() {
        Stack stack = deployments
                .silent("Create A")
                .deploy("{'Resources': {'A': {'Type': 'Custom::X', 'Properties': {'ServiceTimeout': '60'}}}}");
        assertThat(ScriptedProvider.told(stack))
                .contains("A CREATE_FAILED: CloudFormation did not receive a response from your Custom Resource. Please"
                        + " check your logs for requestId ["
                        + deployments.events.get(0).get("RequestId") + "].");
        assertThat(deployments.cloudFormation.custom().requests().get(0).isTimedOut())
                .isTrue();
        assertThat(deployments.account.now()).isBefore("2026-01-01T00:01:10Z");
    }

    @ParameterizedTest
    @CsvSource({
        "DEPENDENCIES_FIRST, Update A A-2, Update B B-1, Update C C-1",
        "DEPENDENCIES_LAST, Update C C-1, Update B B-1, Update A A-2"
    })
    void aFailedUpdateIsTakenBackInTheOrderOfTheSwitchAndThenCleanedUp(Order order, String a, String b, String c) {
        deployments.cloudFormation.options().rollbackOrder = order;
        deployments.begun(CHAIN.formatted(1));
        Stack stack = deployments.failingOnce("Update C", "no").deploy(CHAIN.formatted(2));
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(deployments.requests)
                .containsExactly("Update A A-1", "Update B B-1", "Update C C-1", a, b, c, "Delete A A-2");
        assertThat(stack.physicalId("A")).isEqualTo("A-1");
    }

    @Test
    void whetherAReplacedCustomResourceGetsAnUpdateBackIsASwitch() {
        deployments.cloudFormation.options().rollbackUpdatesReplaced = false;
        deployments.begun(CHAIN.formatted(1));
        Stack stack = deployments.failingOnce("Update B", "no").deploy(CHAIN.formatted(2));
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(deployments.requests)
                .containsExactly("Update A A-1", "Update B B-1", "Update B B-1", "Delete A A-2");
        assertThat(stack.physicalId("A")).isEqualTo("A-1");
    }

    @Test
    void whatARolledBackUpdateHasMadeIsDeletedInCleanUp() {
        deployments.begun("{'Resources': {'A': {'Type': 'Custom::X', 'Properties': {'V': '1'}}}}");
        Stack stack = deployments.failing("Create B", "no").deploy("""
                        {'Resources': {
                          'A': {'Type': 'Custom::X', 'Properties': {'V': '2'}},
                          'N': {'Type': 'Custom::X'},
                          'B': {'Type': 'Custom::X', 'DependsOn': ['A', 'N']}}}
                        """);
        assertThat(deployments.requests)
                .containsExactly(
                        "Update A A-1", "Create N", "Create B", "Update A A-1", "Delete B B-1", "Delete N N-1");
        assertThat(stack.physicalIds("Custom::X").keySet()).isEqualTo(Set.of("A"));
    }

    @Test
    void theFailureOfOneResourceForgetsTheOthersInProgress() {
        Stack stack = deployments
                .silent("Create A")
                .failing("Create B", "no")
                .deploy("{'Resources': {'A': {'Type': 'Custom::X'}, 'B': {'Type': 'Custom::X'}}}");
        assertThat(ScriptedProvider.told(stack)).contains("A CREATE_FAILED: Resource creation cancelled");
        assertThat(deployments.respond(deployments.events.get(0), ScriptedProvider.answer(deployments.events.get(0))))
                .isEqualTo(200);
        assertThat(stack.status()).isEqualTo("ROLLBACK_COMPLETE");
    }

    @Test
    void aCancelledUpdateIsTakenBackAndALateAnswerDoesNotCount() {
        deployments.deploy(CHAIN.formatted(1));
        Stack stack = deployments.silent("Update B").begin(CHAIN.formatted(2));
        deployments.pass(10);
        deployments.usual("Update B").cloudFormation.cancelUpdate(ScriptedProvider.STACK);
        deployments.settle(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(ScriptedProvider.told(stack)).contains("B UPDATE_FAILED: Resource update cancelled");
        assertThat(stack.physicalId("A")).isEqualTo("A-1");
        assertThatThrownBy(() -> deployments.cloudFormation.cancelUpdate(ScriptedProvider.STACK))
                .hasMessage("Cannot cancel: the stack is UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void aFailedRollbackWaitsForSomebodyWhoContinuesItOrSkipsWhatFailed() {
        Stack stack = failedRollback();
        assertThat(deployments.takeRequests()).endsWith("Update A A-2", "Update B B-1");
        deployments.cloudFormation.continueUpdateRollback(ScriptedProvider.STACK);
        assertThat(deployments.settle(stack).status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        assertThat(deployments.takeRequests()).containsExactly("Update B B-1");
        deployments.cloudFormation.continueUpdateRollback(ScriptedProvider.STACK, Set.of("B"));
        assertThat(deployments.settle(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(deployments.requests).containsExactly("Delete A A-2");
    }

    @Test
    void aFailedRollbackIsContinuedWithWhatHasNotBeenTakenBack() {
        Stack stack = failedRollback();
        deployments.takeRequests();
        deployments.usual("Update B").cloudFormation.continueUpdateRollback(ScriptedProvider.STACK);
        assertThat(deployments.settle(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(deployments.requests).containsExactly("Update B B-1", "Delete A A-2");
    }

    @Test
    void aFailedRollbackTakesNoUpdateAndOtherwiseNothingCanBeContinued() {
        deployments.deploy(CHAIN.formatted(1));
        assertThatThrownBy(() -> deployments.cloudFormation.continueUpdateRollback(ScriptedProvider.STACK))
                .hasMessage("Cannot continue the rollback: the stack is CREATE_COMPLETE");
        Stack stack = failedRollback();
        assertThatThrownBy(() -> deployments.deploy(CHAIN.formatted(3)))
                .hasMessage("Stack:" + stack.id() + " is in UPDATE_ROLLBACK_FAILED state and can not be updated.");
    }

    @Test
    void aCreateInProgressCanBeDeleted() {
        Stack stack = deployments.silent("Create B").begin(CHAIN.formatted(1));
        deployments.pass(10);
        deployments.delete();
        assertThat(stack.status()).isEqualTo("DELETE_COMPLETE");
        assertThat(deployments.requests.get(2)).matches("Delete B S-B-[0-9A-F]{12}");
        assertThat(deployments.requests.get(3)).isEqualTo("Delete A A-1");
    }

    private Stack failedRollback() {
        if (deployments.cloudFormation.stack(ScriptedProvider.STACK) == null) {
            deployments.deploy(CHAIN.formatted(1));
        }
        Stack stack = deployments.failing("Update B", "no").deploy(CHAIN.formatted(2));
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        return stack;
    }
}

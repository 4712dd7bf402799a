package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of deployments: monitoring, express mode, and what becomes of the id of a FAILED answer. */
class DeploymentOptionsTest {
    private static final String ONE = "{'Resources': {'A': {'Type': 'Custom::X', 'Properties': {'Id': 'A-%s'}}}}";

    private final ScriptedProvider deployments = new ScriptedProvider();
    private final CloudFormationOptions options = deployments.cloudFormation.options();

    @Test
    void whatWasReplacedStaysUntilTheMonitoringTimeIsOver() {
        deployments.deploy(ONE.formatted(1));
        options.monitoringTime = Duration.ofMinutes(10);
        Stack stack = deployments.begin(ONE.formatted(2));
        deployments.pass(590);
        assertThat(stack.status()).isEqualTo("UPDATE_IN_PROGRESS");
        assertThat(deployments.requests).endsWith("Update A A-1");
        deployments.settle(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(deployments.requests).endsWith("Delete A A-1");
    }

    @Test
    void whileItIsMonitoredADeploymentCanBeRolledBack() {
        deployments.deploy(ONE.formatted(1));
        options.monitoringTime = Duration.ofMinutes(10);
        Stack stack = deployments.begin(ONE.formatted(2));
        deployments.pass(300);
        deployments.cloudFormation.cancelUpdate(ScriptedProvider.STACK);
        deployments.settle(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(deployments.requests).endsWith("Update A A-2", "Delete A A-2");
    }

    @Test
    void expressModeDoesNotRollBack() {
        deployments.deploy(ONE.formatted(1));
        options.expressMode = true;
        Stack stack = deployments.failing("Update A", "no").deploy(ONE.formatted(2));
        assertThat(stack.status()).isEqualTo("UPDATE_FAILED");
    }

    @ParameterizedTest
    @CsvSource({"false, Update A A-1", "true, 'Update A half-made,Delete A half-made'"})
    void theIdOfAFailedAnswerToAnUpdateIsForgottenOrBecomesTheRecord(boolean becomesRecord, String rollback) {
        options.failedIdBecomesRecord = becomesRecord;
        deployments.begun(ONE.formatted(1));
        deployments.answering("Update A", event -> {
            deployments.usual("Update A");
            Map<String, Object> answer = ScriptedProvider.answer(event);
            answer.putAll(Map.of("Status", "FAILED", "Reason", "no", "PhysicalResourceId", "half-made"));
            return answer;
        });
        Stack stack = deployments.deploy(ONE.formatted(2));
        assertThat(String.join(",", deployments.requests)).isEqualTo("Update A A-1," + rollback);
        assertThat(stack.physicalId("A")).isEqualTo("A-1");
    }
}

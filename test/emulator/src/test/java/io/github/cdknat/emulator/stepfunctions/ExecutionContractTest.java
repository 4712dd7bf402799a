package io.github.cdknat.emulator.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.client.CallResults;
import io.github.cdknat.emulator.client.Transport;
import io.github.cdknat.emulator.http.EmulatorServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** StartExecution and ListExecutions, in process and through the SDK. */
@ParameterizedClass(name = "{0}")
@EnumSource
class ExecutionContractTest {
    private static final String WAIT =
            "{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"Seconds\": 9, \"End\": true}}}";

    @Parameter
    Transport way;

    private final EmulatorServer door = new EmulatorServer();
    private final MachineFixture machine = new MachineFixture();
    private String arn;
    private CallResults states;

    @BeforeEach
    void createTheMachine() {
        arn = machine.create(WAIT);
        states = new CallResults(
                way.probe(door, "states", machine.stepFunctions, "arn:aws:iam::123456789012:role/tester"));
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    @Test
    void anExecutionRunsAndEnds() {
        Map<String, Object> started = start("e1", "{}");
        assertThat(started).containsEntry("executionArn", arn.replace("stateMachine", "execution") + ":e1");
        assertThat(shown(0))
                .containsEntry("name", "e1")
                .containsEntry("status", "RUNNING")
                .doesNotContainKey("stopDate");
        machine.pass(10);
        assertThat(shown(0)).containsEntry("status", "SUCCEEDED").containsKeys("startDate", "stopDate");
    }

    @Test
    void theSameNameAndInputStartNothingWhileTheExecutionRuns() {
        Map<String, Object> first = start("e1", "{}");
        machine.pass(1);
        assertThat(start("e1", "{}")).isEqualTo(first);
        assertThat(machine.stepFunctions.executions()).hasSize(1);
    }

    @Test
    void refusesANameThatWasUsedWithOtherInputOrHasEnded() {
        String exists = "400 ExecutionAlreadyExists: Execution Already Exists: '"
                + arn.replace("stateMachine", "execution") + ":e1'";
        start("e1", "{}");
        assertThat(states.refusal("StartExecution", "stateMachineArn", arn, "name", "e1", "input", "{\"a\": 1}"))
                .isEqualTo(exists);
        machine.pass(10);
        assertThat(states.refusal("StartExecution", "stateMachineArn", arn, "name", "e1", "input", "{}"))
                .isEqualTo(exists);
    }

    @Test
    void withoutANameTheServiceChoosesOne() {
        states.ok("StartExecution", "stateMachineArn", arn);
        states.ok("StartExecution", "stateMachineArn", arn);
        assertThat(machine.stepFunctions.executions()).hasSize(2);
    }

    @Test
    void refusesBadNamesBadInputAndUnknownMachines() {
        assertThat(states.refusal("StartExecution", "stateMachineArn", arn, "name", "a b"))
                .isEqualTo("400 InvalidName: Invalid Name: 'a b'");
        assertThat(states.refusal("StartExecution", "stateMachineArn", arn, "name", "x".repeat(81)))
                .isEqualTo("400 InvalidName: Invalid Name: '" + "x".repeat(81) + "'");
        assertThat(states.refusal("StartExecution", "stateMachineArn", arn, "input", "{"))
                .isEqualTo("400 InvalidExecutionInput: Invalid State Machine Execution Input");
        String large = "{\"x\": \"" + "x".repeat(262_144) + "\"}";
        assertThat(states.refusal("StartExecution", "stateMachineArn", arn, "input", large))
                .isEqualTo("400 InvalidExecutionInput: Invalid State Machine Execution Input: too long");
        assertThat(states.refusal("StartExecution", "stateMachineArn", arn + "x"))
                .isEqualTo("400 StateMachineDoesNotExist: State Machine Does Not Exist: " + arn + "x");
        assertThat(states.refusal("ListExecutions", "stateMachineArn", arn + "x"))
                .isEqualTo("400 StateMachineDoesNotExist: State Machine Does Not Exist: " + arn + "x");
    }

    @Test
    void theListIsNewestFirstAndComesInPages() {
        for (int n = 1; n <= 5; n++) {
            start("e" + n, "{}");
            machine.pass(1);
        }
        Map<String, Object> page = list("maxResults", "2");
        assertThat(CallResults.each(page, "executions", "name")).containsExactly("e5", "e4");
        page = list("maxResults", "2", "nextToken", page.get("nextToken"));
        assertThat(CallResults.each(page, "executions", "name")).containsExactly("e3", "e2");
        page = list("maxResults", "2", "nextToken", page.get("nextToken"));
        assertThat(CallResults.each(page, "executions", "name")).containsExactly("e1");
        assertThat(page).doesNotContainKey("nextToken");
        assertThat(CallResults.each(list("maxResults", "0"), "executions", "name"))
                .hasSize(5);
    }

    @Test
    void aPageHasAHundredUnlessMoreAreAskedFor() {
        for (int n = 0; n < 101; n++) {
            start("e" + n, "{}");
        }
        assertThat(CallResults.items(list(), "executions")).hasSize(100);
        assertThat(CallResults.items(list("maxResults", "1000"), "executions")).hasSize(101);
        assertThat(states.refusal("ListExecutions", "stateMachineArn", arn, "maxResults", "1001"))
                .isEqualTo("400 ValidationException: Invalid maxResults: 1001");
        assertThat(states.refusal("ListExecutions", "stateMachineArn", arn, "nextToken", "later"))
                .isEqualTo("400 InvalidToken: Invalid nextToken: later");
    }

    @Test
    void theListCanBeFilteredByStatus() {
        start("e1", "{}");
        machine.pass(10);
        start("e2", "{}");
        assertThat(CallResults.each(list("statusFilter", "RUNNING"), "executions", "name"))
                .containsExactly("e2");
        assertThat(CallResults.each(list("statusFilter", "SUCCEEDED"), "executions", "name"))
                .containsExactly("e1");
    }

    @Test
    void theListShowsStartsAndEndsLateIfTheSwitchSaysSo() {
        machine.stepFunctions.options().staleness = call -> Duration.ofSeconds(3);
        start("e1", "{}");
        assertThat(CallResults.items(list(), "executions")).isEmpty();
        machine.pass(3);
        assertThat(shown(0)).containsEntry("status", "RUNNING");
        machine.pass(8);
        assertThat(shown(0)).containsEntry("status", "RUNNING");
        machine.pass(3);
        assertThat(shown(0)).containsEntry("status", "SUCCEEDED");
    }

    @Test
    void anExecutionCanBeStopped() {
        Map<String, Object> started = start("e1", "{}");
        states.ok("StopExecution", "executionArn", started.get("executionArn"), "cause", "by hand");
        assertThat(shown(0)).containsEntry("status", "ABORTED");
        assertThat(machine.stepFunctions.executions().get(0).cause()).isEqualTo("by hand");
        assertThat(states.refusal("StopExecution", "executionArn", "x"))
                .isEqualTo("400 ExecutionDoesNotExist: Execution Does Not Exist: 'x'");
    }

    @Test
    void executionsStandStillWhileTheServiceIsHalted() {
        machine.stepFunctions.options().halted = () -> machine.seconds() < 100;
        start("e1", "{}");
        machine.pass(99);
        assertThat(machine.stepFunctions.executions().get(0).isRunning()).isTrue();
        machine.pass(20);
        assertThat(machine.stepFunctions.executions().get(0).isRunning()).isFalse();
    }

    @Test
    void refusesACallThatTheRoleMayNotMake() {
        machine.deny();
        assertThat(states.refusal("ListExecutions", "stateMachineArn", arn))
                .isEqualTo("400 AccessDeniedException: User is not authorized to perform: states:ListExecutions");
    }

    private Map<String, Object> start(String name, String input) {
        return states.ok("StartExecution", "stateMachineArn", arn, "name", name, "input", input);
    }

    private Map<String, Object> list(Object... namesAndValues) {
        return states.ok("ListExecutions", CallResults.after(namesAndValues, "stateMachineArn", arn));
    }

    private Map<String, Object> shown(int index) {
        return CallResults.items(list(), "executions").get(index);
    }
}

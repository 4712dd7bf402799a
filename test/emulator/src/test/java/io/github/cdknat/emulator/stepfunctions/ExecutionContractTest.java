package io.github.cdknat.emulator.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.client.ServiceContract;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** StartExecution and ListExecutions. */
class ExecutionContractTest extends ServiceContract {
    private static final String WAIT =
            "{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"Seconds\": 9, \"End\": true}}}";

    private final MachineFixture machine = new MachineFixture();
    private String arn;

    @BeforeEach
    void createTheMachine() {
        arn = machine.create(WAIT);
        connect("states", machine.stepFunctions);
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
        Object[] named = {"name", "e1", "stateMachineArn", arn};
        String exists = "400 ExecutionAlreadyExists: Execution Already Exists: '"
                + arn.replace("stateMachine", "execution") + ":e1'";
        start("e1", "{}");
        assertThat(refusal("StartExecution", after(named, "input", "{\"a\": 1}")))
                .isEqualTo(exists);
        machine.pass(10);
        assertThat(refusal("StartExecution", after(named, "input", "{}"))).isEqualTo(exists);
    }

    @Test
    void withoutANameTheServiceChoosesOne() {
        ok("StartExecution", "stateMachineArn", arn);
        ok("StartExecution", "stateMachineArn", arn);
        assertThat(machine.stepFunctions.executions()).hasSize(2);
    }

    /** A request is its action, then name=value; ARN stands for the machine, and LONG for a name of 81 characters. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    StartExecution stateMachineArn=ARN name=a+b  | InvalidName: Invalid Name: 'a+b'
                    StartExecution stateMachineArn=ARN name=LONG | InvalidName: Invalid Name: 'LONG'
                    StartExecution stateMachineArn=ARN input={   | InvalidExecutionInput: Invalid State Machine Execution Input
                    StartExecution stateMachineArn=ARNx          | StateMachineDoesNotExist: State Machine Does Not Exist: ARNx
                    ListExecutions stateMachineArn=ARNx          | StateMachineDoesNotExist: State Machine Does Not Exist: ARNx
                    ListExecutions stateMachineArn=ARN maxResults=1001 | ValidationException: Invalid maxResults: 1001
                    ListExecutions stateMachineArn=ARN nextToken=later | InvalidToken: Invalid nextToken: later
                    StopExecution executionArn=x | ExecutionDoesNotExist: Execution Does Not Exist: 'x'
                    """, quoteCharacter = '`')
    void refuses(String request, String refusal) {
        String[] words = named(request).split("[ =]");
        assertThat(refusal(words[0], (Object[]) Arrays.copyOfRange(words, 1, words.length)))
                .isEqualTo("400 " + named(refusal));
    }

    private String named(String text) {
        return text.replace("ARN", arn).replace("LONG", "x".repeat(81));
    }

    @Test
    void refusesAnInputOfMoreThan256Kilobytes() {
        assertThat(refusal(
                        "StartExecution", "stateMachineArn", arn, "input", "{\"x\": \"" + "x".repeat(262_144) + "\"}"))
                .isEqualTo("400 InvalidExecutionInput: Invalid State Machine Execution Input: too long");
    }

    @Test
    void theListIsNewestFirstAndComesInPages() {
        for (int n = 1; n <= 5; n++) {
            start("e" + n, "{}");
            machine.pass(1);
        }
        Map<String, Object> page = list("maxResults", "2");
        assertThat(each(page, "executions", "name")).containsExactly("e5", "e4");
        page = list("maxResults", "2", "nextToken", page.get("nextToken"));
        assertThat(each(page, "executions", "name")).containsExactly("e3", "e2");
        page = list("maxResults", "2", "nextToken", page.get("nextToken"));
        assertThat(each(page, "executions", "name")).containsExactly("e1");
        assertThat(page).doesNotContainKey("nextToken");
        assertThat(names("maxResults", "0")).hasSize(5);
    }

    @Test
    void aPageHasAHundredUnlessMoreAreAskedFor() {
        for (int n = 0; n < 101; n++) {
            start("e" + n, "{}");
        }
        assertThat(names()).hasSize(100);
        assertThat(names("maxResults", "1000")).hasSize(101);
    }

    @Test
    void theListCanBeFilteredByStatus() {
        start("e1", "{}");
        machine.pass(10);
        start("e2", "{}");
        assertThat(names("statusFilter", "RUNNING")).containsExactly("e2");
        assertThat(names("statusFilter", "SUCCEEDED")).containsExactly("e1");
    }

    @Test
    void theListShowsStartsAndEndsLateIfTheSwitchSaysSo() {
        machine.stepFunctions.options().staleness = call -> Duration.ofSeconds(3);
        start("e1", "{}");
        assertThat(names()).isEmpty();
        machine.pass(3);
        assertThat(shown(0)).containsEntry("status", "RUNNING");
        machine.pass(8);
        assertThat(shown(0)).containsEntry("status", "RUNNING");
        machine.pass(3);
        assertThat(shown(0)).containsEntry("status", "SUCCEEDED");
    }

    @Test
    void anExecutionCanBeStopped() {
        Object started = start("e1", "{}").get("executionArn");
        ok("StopExecution", "executionArn", started, "cause", "by hand");
        assertThat(shown(0)).containsEntry("status", "ABORTED");
        assertThat(machine.stepFunctions.executions().get(0).cause()).isEqualTo("by hand");
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
        assertThat(refusal("ListExecutions", "stateMachineArn", arn))
                .isEqualTo("400 AccessDeniedException: User is not authorized to perform: states:ListExecutions");
    }

    private Map<String, Object> start(String name, String input) {
        return ok("StartExecution", "stateMachineArn", arn, "name", name, "input", input);
    }

    private Map<String, Object> list(Object... namesAndValues) {
        return ok("ListExecutions", after(namesAndValues, "stateMachineArn", arn));
    }

    private List<Object> names(Object... namesAndValues) {
        return each(list(namesAndValues), "executions", "name");
    }

    private Map<String, Object> shown(int index) {
        return items(list(), "executions").get(index);
    }
}

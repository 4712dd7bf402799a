package io.github.cdknat.emulator.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.stepfunctions.MachineFixture.ErrorA;
import io.github.cdknat.emulator.stepfunctions.MachineFixture.ErrorB;
import io.github.cdknat.emulator.stepfunctions.MachineFixture.ErrorC;
import org.junit.jupiter.api.Test;

/** Retry and Catch as the Amazon States Language has them, and the errors that neither sees. */
class RetryAndCatchTest {
    private final MachineFixture machine = new MachineFixture();

    /** The example of "Handling errors in Step Functions workflows": ErrorA, ErrorB, ErrorC, ErrorB. */
    @Test
    void everyRetrierHasItsOwnAttempts() {
        machine.fails(new ErrorA()).fails(new ErrorB()).fails(new ErrorC()).fails(new ErrorB());
        StateMachineExecution execution = machine.run(task("""
                        "Retry": [
                          {"ErrorEquals": ["A", "B"], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": 2},
                          {"ErrorEquals": ["C"], "IntervalSeconds": 5}],
                        "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Caught"}],"""), "{}");
        assertThat(machine.calls).extracting(call -> call.split(" ")[0]).containsExactly("0", "1", "3", "8");
        assertThat(execution.status()).isEqualTo("SUCCEEDED");
        assertThat(MachineFixture.data(execution))
                .startsWith("{\"error\":{\"Error\":\"io.github.cdknat.emulator.stepfunctions.MachineFixture$ErrorB\"");
    }

    @Test
    void attemptsCountAnewWhenTheStateIsEnteredAgain() {
        machine.fails(new ErrorA())
                .returns("{\"again\": \"yes\"}")
                .fails(new ErrorA())
                .returns("{\"again\": \"no\"}");
        StateMachineExecution execution = machine.run("""
                {"StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "${F}", "Next": "C",
                    "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}]},
                  "C": {"Type": "Choice", "Choices": [
                    {"Variable": "$.again", "StringEquals": "yes", "Next": "T"}], "Default": "S"},
                  "S": {"Type": "Succeed"}}}
                """, "{}");
        assertThat(execution.status()).isEqualTo("SUCCEEDED");
        assertThat(machine.calls).hasSize(4);
    }

    /** Half of the delay on average, and never more than it. */
    @Test
    void fullJitterDelaysByAnyPartOfTheDelay() {
        for (int i = 0; i < 5; i++) {
            machine.fails(new ErrorA());
        }
        machine.run(task("""
                        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "BackoffRate": 1,
                          "MaxAttempts": 5, "JitterStrategy": "FULL"}],"""), "{}");
        assertThat(machine.calls).hasSize(6);
        assertThat(Double.parseDouble(machine.calls.get(5).split(" ")[0])).isBetween(1.0, 49.0);
    }

    @Test
    void delaysGrowUpToTheirMaximum() {
        for (int i = 0; i < 5; i++) {
            machine.fails(new ErrorA());
        }
        machine.run(task("""
                        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "BackoffRate": 3,
                          "MaxAttempts": 5, "MaxDelaySeconds": 10}],"""), "{}");
        assertThat(machine.calls)
                .extracting(call -> call.split(" ")[0])
                .containsExactly("0", "2", "8", "18", "28", "38");
    }

    @Test
    void threeAttemptsAfterOneTwoAndFourSecondsAreTheDefault() {
        for (int i = 0; i < 4; i++) {
            machine.fails(new ErrorA());
        }
        StateMachineExecution execution = machine.run(task("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}],"), "{}");
        assertThat(machine.calls).extracting(call -> call.split(" ")[0]).containsExactly("0", "1", "3", "7");
        assertThat(execution.status()).isEqualTo("FAILED");
    }

    @Test
    void noAttemptsMeanThatTheErrorIsNotRetried() {
        machine.fails(new ErrorA());
        machine.run(task("""
                        "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"]}],"""), "{}");
        assertThat(machine.calls).hasSize(1);
    }

    @Test
    void theContextTellsHowOftenAndSinceWhen() {
        machine.fails(new ErrorA()).fails(new ErrorB());
        machine.run(task("""
                        "Parameters": {"n.$": "$$.State.RetryCount", "entered.$": "$$.State.EnteredTime"},
                        "Retry": [{"ErrorEquals": ["A"]}, {"ErrorEquals": ["B"]}],"""), "{}");
        String entered = "\"entered\":\"2026-01-01T00:00:00.020Z\"}";
        assertThat(machine.calls)
                .containsExactly("0 {\"n\":0," + entered, "1 {\"n\":1," + entered, "2 {\"n\":2," + entered);
    }

    @Test
    void withoutAResultPathACaughtErrorReplacesTheInput() {
        machine.fails(new ErrorA());
        StateMachineExecution execution = machine.run(
                task("\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Caught\"}],"), "{\"a\": 1}");
        assertThat(MachineFixture.data(execution))
                .isEqualTo(
                        "{\"Error\":\"io.github.cdknat.emulator.stepfunctions.MachineFixture$ErrorA\",\"Cause\":\"null\"}");
    }

    @Test
    void failsWhenNobodyCatches() {
        machine.fails(new IllegalStateException("no"));
        StateMachineExecution execution = machine.run(task(""), "{}");
        assertThat(execution.status()).isEqualTo("FAILED");
        assertThat(execution.cause()).isEqualTo("java.lang.IllegalStateException: no");
    }

    @Test
    void aDeadProcessIsAnErrorOfItsOwn() {
        machine.dies();
        assertThat(machine.run(task(""), "{}").cause())
                .isEqualTo("Runtime.ExitError: RequestId: x Error: Runtime exited with error: signal: killed");
    }

    @Test
    void statesAllDoesNotStandForDataLimitExceeded() {
        machine.returns("{\"x\": \"" + "x".repeat(262_144) + "\"}");
        StateMachineExecution execution = machine.run(task("""
                        "Retry": [{"ErrorEquals": ["States.ALL"]}],
                        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}],"""), "{}");
        assertThat(execution.cause()).isEqualTo("States.DataLimitExceeded: the output is over 256 KiB");
        assertThat(machine.calls).hasSize(1);
    }

    @Test
    void aLimitOfBytesIsNotOneOfCharacters() {
        machine.returns("{\"x\": \"" + "\u20ac".repeat(90_000) + "\"}");
        assertThat(machine.run(task(""), "{}").cause())
                .isEqualTo("States.DataLimitExceeded: the output is over 256 KiB");
    }

    @Test
    void nothingCatchesStatesRuntime() {
        StateMachineExecution execution = machine.run(task("""
                        "Parameters": {"x.$": "$.missing"},
                        "Retry": [{"ErrorEquals": ["States.Runtime"]}],
                        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}],"""), "{}");
        assertThat(execution.cause())
                .isEqualTo(
                        "States.Runtime: The JSONPath '$.missing' specified for the field 'x.$' could not be found in"
                                + " the input");
        assertThat(machine.calls).isEmpty();
    }

    @Test
    void aTaskThatTakesTooLongTimesOutAndItsAnswerIsLost() {
        machine.takes(40).returns("{\"second\": true}");
        StateMachineExecution execution = machine.run(
                task("\"TimeoutSeconds\": 30, \"Retry\": [{\"ErrorEquals\": [\"States.Timeout\"]}],"), "{}");
        assertThat(machine.calls).extracting(call -> call.split(" ")[0]).containsExactly("0", "31");
        assertThat(MachineFixture.data(execution)).isEqualTo("{\"second\":true}");
    }

    @Test
    void taskFailedStandsForEveryErrorButATimeout() {
        machine.takes(40);
        String definition = task(
                "\"TimeoutSeconds\": 30, \"Catch\": [{\"ErrorEquals\": [\"States.TaskFailed\"], \"Next\": \"Caught\"}],");
        assertThat(machine.run(definition, "{}").cause()).isEqualTo("States.Timeout: the task took longer than 30 s");
        MachineFixture other = new MachineFixture().fails(new ErrorA());
        assertThat(other.run(definition, "{}").status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aFunctionThatTakesLongerThanItsOwnTimeoutIsTimedOut() {
        machine.takes(61);
        assertThat(machine.run(task(""), "{}").cause())
                .isEqualTo("Sandbox.Timedout: Error: Task timed out after 60.00 seconds");
    }

    @Test
    void lambdasOwnErrorsHaveTheirNames() {
        assertThat(new MachineFixture().deny().run(task(""), "{}").cause())
                .isEqualTo("Lambda.AWSLambdaException: not authorized to perform: lambda:InvokeFunction");
        machine.lambda.throttled = () -> true;
        assertThat(machine.run(task(""), "{}").cause()).isEqualTo("Lambda.TooManyRequestsException: Rate Exceeded.");
        MachineFixture lost = new MachineFixture();
        lost.lambda.answerLost = () -> true;
        assertThat(lost.run(task(""), "{}").cause())
                .isEqualTo("Lambda.ServiceException: An internal error has occurred.");
        assertThat(lost.calls).hasSize(1);
    }

    /** A task whose retriers may say A, B and C for the errors' full names. */
    private static String task(String fields) {
        String named = fields;
        for (String letter : new String[] {"A", "B", "C"}) {
            named = named.replace(
                    "\"" + letter + "\"",
                    "\"io.github.cdknat.emulator.stepfunctions.MachineFixture$Error" + letter + "\"");
        }
        return """
                {"StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "${F}", %s "Next": "S"},
                  "Caught": {"Type": "Succeed"},
                  "S": {"Type": "Succeed"}}}
                """.formatted(named);
    }
}

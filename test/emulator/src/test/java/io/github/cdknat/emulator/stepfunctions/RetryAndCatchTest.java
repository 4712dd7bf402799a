package io.github.cdknat.emulator.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retry and Catch as the Amazon States Language has them, and the errors that neither sees. */
class RetryAndCatchTest {
    /** An error's name is that of its class. */
    private static final Map<String, RuntimeException> ERRORS = Map.of(
            "A", new IllegalStateException(), "B", new IllegalArgumentException(), "C", new ArithmeticException());

    private final MachineFixture machine = new MachineFixture();

    /** What the task has, what its function does call after call, at which seconds it is called, and why the execution fails. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # Every retrier has its own attempts: the example of "Handling errors in Step Functions workflows"
                    'Retry': [{'ErrorEquals': ['A', 'B'], 'MaxAttempts': 2}, {'ErrorEquals': ['C'], 'IntervalSeconds': 5}] | A B C B | 0 1 3 8 | B: null
                    # Three attempts, after 1, 2 and 4 s, are the default; delays grow up to their maximum; no attempts mean no retry by others
                    'Retry': [{'ErrorEquals': ['States.ALL']}] | A A A A | 0 1 3 7 | A: null
                    'Retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': 2, 'BackoffRate': 3, 'MaxAttempts': 5, 'MaxDelaySeconds': 10}] | A A A A A | 0 2 8 18 28 38 |
                    'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 0}, {'ErrorEquals': ['States.ALL']}] | A | 0 | A: null
                    # Nobody catches; a dead process has an error of its own, and so has a function that takes longer than its timeout
                    'Retry': [] | A    | 0 | A: null
                    'Retry': [] | dies | 0 | Runtime.ExitError: RequestId: x Error: Runtime exited with error: signal: killed
                    'Retry': [] | 61   | 0 | Sandbox.Timedout: Error: Task timed out after 60.00 seconds
                    # States.ALL does not stand for an answer that is too long, in bytes and not in characters
                    'Retry': [{'ErrorEquals': ['States.ALL']}], 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Caught'}] | long | 0 | States.DataLimitExceeded: the output is over 256 KiB
                    'Retry': [] | wide | 0 | States.DataLimitExceeded: the output is over 256 KiB
                    # Nothing catches States.Runtime
                    'Parameters': {'x.$': '$.missing'}, 'Retry': [{'ErrorEquals': ['States.Runtime']}], 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Caught'}] | A | `` | States.Runtime: The JSONPath '$.missing' specified for the field 'x.$' could not be found in the input
                    # States.TaskFailed stands for every error but a timeout
                    'TimeoutSeconds': 30, 'Catch': [{'ErrorEquals': ['States.TaskFailed'], 'Next': 'Caught'}] | 40 | 0 | States.Timeout: the task took longer than 30 s
                    'TimeoutSeconds': 30, 'Catch': [{'ErrorEquals': ['States.TaskFailed'], 'Next': 'Caught'}] | A  | 0 |
                    """)
    void aTaskIsRetriedCaughtOrFailsItsExecution(String fields, String script, String seconds, String cause) {
        for (String word : script.split(" ")) {
            switch (word) {
                case "A", "B", "C" -> machine.fails(ERRORS.get(word));
                case "dies" -> machine.dies();
                case "long" -> machine.returns("{\"x\": \"" + "x".repeat(262_144) + "\"}");
                case "wide" -> machine.returns("{\"x\": \"" + "\u20ac".repeat(90_000) + "\"}");
                default -> machine.takes(Integer.parseInt(word));
            }
        }
        StateMachineExecution execution = machine.run(task(fields), "{}");
        assertThat(String.join(" ", calledAt())).isEqualTo(seconds);
        assertThat(execution.status()).isEqualTo(cause == null ? "SUCCEEDED" : "FAILED");
        assertThat(execution.cause()).isEqualTo(cause == null ? "" : named(cause, "", ":"));
    }

    @Test
    void attemptsCountAnewWhenTheStateIsEnteredAgain() {
        machine.fails(ERRORS.get("A"))
                .returns("{\"again\": \"yes\"}")
                .fails(ERRORS.get("A"))
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
            machine.fails(ERRORS.get("A"));
        }
        machine.run(task("""
                        'Retry': [{'ErrorEquals': ['States.ALL'], 'IntervalSeconds': 10, 'BackoffRate': 1,
                          'MaxAttempts': 5, 'JitterStrategy': 'FULL'}]"""), "{}");
        assertThat(machine.calls).hasSize(6);
        assertThat(Double.parseDouble(calledAt().get(5))).isBetween(1.0, 49.0);
    }

    @Test
    void theContextTellsHowOftenAndSinceWhen() {
        machine.fails(ERRORS.get("A")).fails(ERRORS.get("B"));
        machine.run(task("""
                        'Parameters': {'n.$': '$$.State.RetryCount', 'entered.$': '$$.State.EnteredTime'},
                        'Retry': [{'ErrorEquals': ['A']}, {'ErrorEquals': ['B']}]"""), "{}");
        String entered = "\"entered\":\"2026-01-01T00:00:00.020Z\"}";
        assertThat(machine.calls)
                .containsExactly("0 {\"n\":0," + entered, "1 {\"n\":1," + entered, "2 {\"n\":2," + entered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                     | {"Error":"A","Cause":"null"}
                    , 'ResultPath': '$.e' | {"a":1,"e":{"Error":"A","Cause":"null"}}
                    """)
    void aCaughtErrorReplacesTheInputOrGoesWhereItsResultPathSays(String resultPath, String data) {
        machine.fails(ERRORS.get("A"));
        StateMachineExecution execution = machine.run(
                task("'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Caught'" + resultPath + "}]"), "{\"a\": 1}");
        assertThat(MachineFixture.data(execution)).isEqualTo(named(data, "\"", "\""));
    }

    @Test
    void aTaskThatTakesTooLongTimesOutAndItsAnswerIsLost() {
        machine.takes(40).returns("{\"second\": true}");
        StateMachineExecution execution =
                machine.run(task("'TimeoutSeconds': 30, 'Retry': [{'ErrorEquals': ['States.Timeout']}]"), "{}");
        assertThat(calledAt()).containsExactly("0", "31");
        assertThat(MachineFixture.data(execution)).isEqualTo("{\"second\":true}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    denied      | 0 | Lambda.AWSLambdaException: not authorized to perform: lambda:InvokeFunction
                    throttled   | 0 | Lambda.TooManyRequestsException: Rate Exceeded.
                    unavailable | 0 | Lambda.ServiceException: The service is temporarily unavailable.
                    answer lost | 1 | Lambda.ServiceException: An internal error has occurred.
                    """)
    void lambdasOwnErrorsHaveTheirNames(String trouble, int calls, String cause) {
        switch (trouble) {
            case "denied" -> machine.deny();
            case "throttled" -> machine.lambda.throttled = () -> true;
            case "unavailable" -> machine.lambda.unavailable = () -> true;
            default -> machine.lambda.answerLost = () -> true;
        }
        assertThat(machine.run(task("'Retry': []"), "{}").cause()).isEqualTo(cause);
        assertThat(machine.calls).hasSize(calls);
    }

    private List<String> calledAt() {
        return machine.calls.stream().map(call -> call.split(" ")[0]).toList();
    }

    private static String task(String fields) {
        return """
                {"StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "${F}", %s, "Next": "S"},
                  "Caught": {"Type": "Succeed"},
                  "S": {"Type": "Succeed"}}}
                """.formatted(named(fields, "'", "'").replace('\'', '"'));
    }

    /** With the full names of the errors A, B and C. */
    private static String named(String text, String before, String after) {
        String named = text;
        for (Map.Entry<String, RuntimeException> error : ERRORS.entrySet()) {
            named = named.replace(
                    before + error.getKey() + after,
                    before + error.getValue().getClass().getName() + after);
        }
        return named;
    }
}

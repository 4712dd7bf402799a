package io.github.cdknat.emulator.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.emulator.core.ApiCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states, what they do with data, and what is refused or fails. */
class InterpreterTest {
    private final MachineFixture machine = new MachineFixture();

    @Test
    void aTaskGetsWhatItsParametersTakeFromInputAndContext() {
        machine.run("""
                {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "${F}", "End": true, "Parameters": {
                  "plain": "$.a", "a.$": "$.a.b", "all.$": "$",
                  "inner": {"id.$": "$$.Execution.Id", "name.$": "$$.Execution.Name", "state.$": "$$.State.Name",
                    "machine.$": "$$.StateMachine.Id", "start.$": "$$.Execution.StartTime"}}}}}
                """, "{\"a\": {\"b\": [1]}}");
        assertThat(machine.calls)
                .containsExactly("0 {\"plain\":\"$.a\",\"a\":[1],\"all\":{\"a\":{\"b\":[1]}},\"inner\":{"
                        + "\"id\":\"arn:aws:states:eu-central-1:123456789012:execution:m:e\",\"name\":\"e\","
                        + "\"state\":\"T\",\"machine\":\"arn:aws:states:eu-central-1:123456789012:stateMachine:m\","
                        + "\"start\":\"2026-01-01T00:00:00Z\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "ResultPath": "$.x", | {"a":1,"x":{"r":1}}
                    ``                   | {"r":1}
                    """)
    void withoutParametersATaskGetsTheWholeInputAndItsResultGoesWhereResultPathSays(String fields, String data) {
        machine.returns("{\"r\": 1}");
        assertThat(MachineFixture.data(machine.run(task(fields), "{\"a\": 1}"))).isEqualTo(data);
        assertThat(machine.calls).containsExactly("0 {\"a\":1}");
    }

    @Test
    void aWaitTakesItsSeconds() {
        machine.run("""
                {"StartAt": "W", "States": {
                  "W": {"Type": "Wait", "Seconds": 10, "Next": "V"},
                  "V": {"Type": "Wait", "SecondsPath": "$.s", "Next": "T"},
                  "T": {"Type": "Task", "Resource": "${F}", "End": true}}}
                """, "{\"s\": 7}");
        assertThat(machine.calls).containsExactly("17 {\"s\":7}");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"s\": -1}, Invalid seconds: -1",
        "{\"s\": 100000000}, Invalid seconds: 100000000",
        "{\"s\": 1.5}, Invalid seconds: 1.5",
        "{\"s\": \"7\"}, Invalid seconds: 7",
        "{}, Invalid seconds: nothing at $.s"
    })
    void failsWhenAWaitHasNoWholeNumberOfSeconds(String input, String problem) {
        StateMachineExecution execution = machine.run(
                "{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"SecondsPath\": \"$.s\", \"End\": true}}}",
                input);
        assertThat(execution.cause()).isEqualTo("States.Runtime: " + problem);
    }

    @ParameterizedTest
    @CsvSource({"{\"a\": \"x\"}, SUCCEEDED", "{\"a\": \"y\"}, FAILED", "{\"a\": 1}, FAILED", "{}, FAILED"})
    void aChoiceTakesTheFirstRuleThatHolds(String input, String status) {
        StateMachineExecution execution = machine.run("""
                {"StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "F", "Choices": [
                    {"And": [{"Variable": "$.a", "IsPresent": true}, {"Variable": "$.a", "IsNumeric": true}], "Next": "F"},
                    {"And": [{"Variable": "$.a", "IsPresent": true}, {"Variable": "$.a", "StringEquals": "x"}], "Next": "S"},
                    {"Variable": "$.a", "IsPresent": false, "Next": "F"}]},
                  "S": {"Type": "Succeed"},
                  "F": {"Type": "Fail", "Error": "Oh", "Cause": "no"}}}
                """, input);
        assertThat(execution.status()).isEqualTo(status);
        assertThat(execution.cause()).isEqualTo(status.equals("FAILED") ? "Oh: no" : "");
    }

    @Test
    void failsWhenNoChoiceMatchesAndWhenAComparedValueIsMissing() {
        String definition = """
                {"StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": "x", "Next": "S"}]},
                  "S": {"Type": "Succeed"}}}
                """;
        assertThat(machine.run(definition, "{\"a\": \"y\"}").cause()).isEqualTo("States.NoChoiceMatched");
        assertThat(new MachineFixture().run(definition, "{}").cause()).isEqualTo("States.Runtime: Invalid path '$.a'");
    }

    @Test
    void aPassPutsItsResultOrHandsTheInputOn() {
        assertThat(MachineFixture.data(machine.run("""
                        {"StartAt": "P", "States": {
                          "P": {"Type": "Pass", "Result": {"r": 1}, "ResultPath": "$.x", "Next": "Q"},
                          "Q": {"Type": "Pass", "End": true}}}
                        """, "{\"a\": 1}"))).isEqualTo("{\"a\":1,\"x\":{\"r\":1}}");
    }

    /** "Intrinsic functions for JSONPath states": States.MathRandom leaves its end out. */
    @Test
    void aPassCalculatesAndPutsItsResultInsideOfAnother() {
        String data = MachineFixture.data(machine.run("""
                {"StartAt": "P", "States": {
                  "P": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.a.n, 1)", "r.$": "States.MathRandom(4, 5)"},
                    "ResultPath": "$.b", "Next": "Q"},
                  "Q": {"Type": "Pass", "Result": true, "ResultPath": "$.a.m", "Next": "C"},
                  "C": {"Type": "Choice", "Choices": [{"Variable": "$.b.n", "NumericGreaterThan": 1, "Next": "S"}],
                    "Default": "P"},
                  "S": {"Type": "Pass", "End": true}}}
                """, "{\"a\": {\"n\": 1}}"));
        assertThat(data).isEqualTo("{\"a\":{\"n\":1,\"m\":true},\"b\":{\"n\":2,\"r\":4}}");
    }

    /** 1 event for the start, 5 for each task, 2 for each wait: the 3572nd task would be too much. */
    @Test
    void failsWhenTheHistoryHasMoreThanTwentyFiveThousandEvents() {
        StateMachineExecution execution = machine.run("""
                {"StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "${F}", "Next": "W"},
                  "W": {"Type": "Wait", "Seconds": 1, "Next": "T"}}}
                """, "{}");
        assertThat(execution.status()).isEqualTo("FAILED");
        assertThat(execution.cause()).isEqualTo("The execution reached the maximum number of history events (25000).");
        assertThat(machine.calls).hasSize(3571);
    }

    @Test
    void deletingTheMachineEndsItsExecutions() {
        String arn = machine.create(
                "{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"Seconds\": 9," + " \"End\": true}}}");
        machine.stepFunctions.call(new ApiCall("states", "StartExecution", Map.of("stateMachineArn", arn), "role"));
        machine.stepFunctions.delete(arn);
        assertThat(machine.stepFunctions.executions())
                .extracting(StateMachineExecution::status)
                .isEqualTo(List.of("ABORTED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Type': 'Parallel'} | does not know all of [Type]",
                "{'Type': 'Wait', 'Seconds': 1, 'Timestamp': 'x', 'End': true} | does not know all of [Type, Seconds, Timestamp, End]",
                "{'Type': 'Pass', 'Next': 'Nowhere'} | has no state Nowhere",
                "{'Type': 'Task', 'Resource': 'f', 'End': true, 'Retry': [{'ErrorEquals': ['States.ALL', 'A']}]} | has States.ALL neither alone nor last",
                "{'Type': 'Task', 'Resource': 'f', 'End': true, 'Retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['A']}]} | has States.ALL neither alone nor last",
                "{'Type': 'Task', 'Resource': 'f', 'End': true, 'Retry': [{'ErrorEquals': ['A'], 'Comment': 'x'}]} | does not know all of [ErrorEquals, Comment]",
                "{'Type': 'Task', 'Resource': 'f', 'End': true, 'Catch': [{'ErrorEquals': ['A'], 'Next': 'Nowhere'}]} | has no state Nowhere"
            })
    void refusesDefinitionsThatItDoesNotKnow(String state, String problem) {
        String definition = "{\"StartAt\": \"X\", \"States\": {\"X\": " + state.replace('\'', '"') + "}}";
        assertThatThrownBy(() -> machine.create(definition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid state X: the embedded Step Functions " + problem);
    }

    private static String task(String fields) {
        return "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": \"${F}\", " + fields
                + " \"End\": true}}}";
    }
}

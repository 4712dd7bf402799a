package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Events that Lambda could not deliver to OnEvent; the record's form: "Capturing records of Lambda asynchronous invocations". */
class UndeliveredEventTest {
    private final List<String> answers = new ArrayList<>();
    private final Map<String, Object> event = EventFixture.event("Create", Map.of());
    private Reply<List<Execution>> executions = new Reply.Answer<>(List.of(), "");
    private final Queue<Integer> statuses = new ArrayDeque<>();
    private int status = 200;

    @Test
    void isAnsweredWithTheCause() {
        assertThat(answer(Map.of("errorMessage", "no credentials"))).containsEntry("delivery", "TAKEN");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0))
                .contains("\"Status\":\"FAILED\"")
                .contains("\"Reason\":\"Cannot start the execution for Addresses: Lambda gave up on the event"
                        + " (RetriesExhausted: no credentials); nothing was changed for this request, deploy again.\"");
    }

    @Test
    void isLeftAloneIfItsExecutionRunsAlready() {
        executions = new Reply.Answer<>(
                List.of(new Execution(
                        ExecutionNames.of(CloudFormationEvent.of(event), event), Execution.Status.RUNNING, 0)),
                "");
        assertThat(answer(Map.of())).containsEntry("why", "its execution was started: this was a duplicate");
        assertThat(answers).isEmpty();
    }

    @Test
    void isOnlyLoggedIfItDoesNotSayWhomToAnswer() {
        event.remove("ResponseURL");
        assertThat(answer(Map.of()))
                .containsEntry("why", "ResponseURL is missing (CloudFormation sends one with every request)");
        assertThat(answers).isEmpty();
    }

    @Test
    void isAnsweredWhenNobodyCanTellWhetherItWasStarted() {
        executions = new Reply.OutcomeUnknown<>("connection closed", "");
        answer(Map.of());
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0))
                .contains("\"Reason\":\"Cannot start the execution for Addresses: Lambda gave up on the event"
                        + " (RetriesExhausted), and states:ListExecutions does not tell whether it was started (no answer:"
                        + " connection closed); if it was started, it takes back what it does: deploy again.\"");
    }

    /** Three quick failures, and CloudFormation would forget what is to be released. */
    @Test
    void isNotAnsweredIfItIsADeleteThatMayHaveBeenStarted() {
        executions = new Reply.OutcomeUnknown<>("connection closed", "");
        event.put("RequestType", "Delete");
        assertThatThrownBy(() -> answer(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot answer for Addresses yet: Lambda gave up on the event (RetriesExhausted), and"
                        + " states:ListExecutions does not tell whether it was started (no answer: connection closed)");
        assertThat(answers).isEmpty();
    }

    @Test
    void failsWhenTheBucketDoesNotTakeItSoThatLambdaTriesAgain() {
        status = 503;
        assertThatThrownBy(() -> answer(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot answer: the ResponseURL took no answer in 3 tries; the answer was: Cannot start the execution for"
                                + " Addresses: Lambda gave up on the event (RetriesExhausted); nothing was changed for this request,"
                                + " deploy again.");
        assertThat(answers).hasSize(3);
    }

    /** Case 3057182: one PUT for each of Lambda's deliveries, and the bucket took none of them. */
    @Test
    void putsItsAnswerUpToThreeTimes() {
        statuses.addAll(List.of(503, 503));
        assertThat(answer(Map.of())).containsEntry("delivery", "TAKEN");
        assertThat(answers).hasSize(3);
    }

    private Map<String, Object> answer(Map<String, Object> responsePayload) {
        Map<String, Object> invocation = Map.of(
                "requestContext", Map.of("condition", "RetriesExhausted"),
                "requestPayload", event,
                "responsePayload", responsePayload);
        assertThat(FallbackResponder.isUndelivered(invocation)).isTrue();
        Responder responder = new Responder((url, body) -> {
            answers.add(new String(body, StandardCharsets.UTF_8));
            return statuses.isEmpty() ? status : statuses.remove();
        });
        Map<String, Object> logged = new HashMap<>();
        new FallbackResponder(responder, logged::putAll).answerUndelivered(invocation, listing(), "machine");
        return logged;
    }

    private StepFunctions listing() {
        return new StepFunctions() {
            @Override
            public Reply<Boolean> start(String stateMachineArn, String name, String input) {
                throw new AssertionError("Converge starts nothing");
            }

            @Override
            public Reply<List<Execution>> since(String stateMachineArn, long start) {
                return executions;
            }
        };
    }
}

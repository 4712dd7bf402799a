package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Lambda gives up delivering to the OnEvent function ("Asynchronous invocation", on-failure destination, AWS Lambda
 * Developer Guide): the event is answered, so that no stack waits for its timeout in vain.
 */
final class UndeliveredEvent {
    /** Lambda delivers the record three times in all, and nothing else answers: so each time counts. */
    private static final int TRIES = 3;

    private final StepFunctions executions;
    private final String stateMachineArn;
    private final Responder responder;

    UndeliveredEvent(StepFunctions executions, String stateMachineArn, Responder responder) {
        this.executions = executions;
        this.stateMachineArn = stateMachineArn;
        this.responder = responder;
    }

    /** Whether the input is an invocation record and not the state machine's. */
    static boolean isRecord(Map<String, Object> input) {
        return input.containsKey("requestContext") && input.containsKey("requestPayload");
    }

    /**
     * Answers the event FAILED, unless an execution of that very event has been started: then this was its duplicate.
     *
     * @return what to log
     * @throws IllegalStateException if the answer did not come through, or nobody can tell whether a Delete's execution was
     *     started; Lambda tries again
     */
    Map<String, Object> answer(Map<String, Object> input) {
        Map<String, Object> payload = Invocation.object(input.get("requestPayload"));
        CloudFormationEvent event = CloudFormationEvent.of(payload);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", "undelivered");
        line.put("request", event.requestType() + " " + event.logicalResourceId());
        if (event.responseUrl().isEmpty()) {
            line.put("why", "the event does not say whom to answer");
            return line;
        }
        Reply<List<Execution>> started = executions.since(stateMachineArn, Instant.EPOCH.toEpochMilli());
        if (isAmong(started, ExecutionNames.of(event, payload).text())) {
            line.put("why", "its execution was started: this was a duplicate");
            return line;
        }
        String because = "Lambda gave up on the event (" + why(input) + ")";
        String reason = started instanceof Reply.Answer
                ? cannotStart(event, because)
                : cannotTell(
                        event,
                        because + ", and states:ListExecutions does not tell whether it was started ("
                                + started.outcome() + ")");
        line.put("reason", reason);
        line.put("delivery", send(event, reason).name());
        return line;
    }

    private static boolean isAmong(Reply<List<Execution>> started, String name) {
        return started instanceof Reply.Answer<List<Execution>> answer
                && answer.value().stream()
                        .anyMatch(execution -> execution.name().text().equals(name));
    }

    /**
     * An execution that was started all the same finds its deployment failed, and takes back what it did. A Delete stays unanswered:
     * CloudFormation asks for it three times only, and its own timeout makes more of them than a quick answer.
     */
    private static String cannotTell(CloudFormationEvent event, String because) {
        if (event.requestType().equals("Delete")) {
            throw new ExecutionStarter.RetryLaterException(
                    "Cannot answer for " + event.logicalResourceId() + " yet: " + because);
        }
        return "Cannot start the execution for " + event.logicalResourceId() + ": " + because
                + "; if it was started, it takes back what it does: deploy again, or continue the rollback.";
    }

    private Responder.Delivery send(CloudFormationEvent event, String reason) {
        Response failed = Response.failed(RefusedRecord.physicalId(event), reason);
        Responder.Delivery delivery = responder.answer(event, failed);
        for (int tries = 1; tries < TRIES && delivery == Responder.Delivery.FAILED; tries++) {
            delivery = responder.answer(event, failed);
        }
        if (delivery == Responder.Delivery.FAILED) {
            throw new ExecutionStarter.RetryLaterException(
                    "Cannot answer: the ResponseURL took no answer; the answer was: " + reason);
        }
        return delivery;
    }

    static String cannotStart(CloudFormationEvent event, String because) {
        return "Cannot start the execution for " + event.logicalResourceId() + ": " + because
                + "; nothing was changed for this request, deploy again.";
    }

    private static String why(Map<String, Object> input) {
        Object condition = Invocation.object(input.get("requestContext")).get("condition");
        Object error = Invocation.object(input.get("responsePayload")).get("errorMessage");
        return error == null ? String.valueOf(condition) : condition + ": " + error;
    }
}

package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.aws.Refused;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.event.InvalidEventException;
import io.github.cdknat.handler.event.RequestParser;
import io.github.cdknat.handler.plan.Decision;
import io.github.cdknat.handler.stepfunctions.Executions;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the OnEvent function does: every event becomes an execution, or an answer that says why not. */
public final class Intake {
    private static final int TRIES = 3;

    private final Executions executions;
    private final String stateMachineArn;
    private final Responder responder;
    private final Log log;

    public Intake(Executions executions, String stateMachineArn, Responder responder, Log log) {
        this.executions = executions;
        this.stateMachineArn = stateMachineArn;
        this.responder = responder;
        this.log = log;
    }

    /**
     * Takes one event.
     *
     * @throws IllegalArgumentException if the event does not say whom to answer
     * @throws IllegalStateException if the execution cannot be started yet: Lambda delivers the event once more after a minute,
     *     and what it gives up comes to {@link Undelivered}
     */
    public void take(Map<String, Object> event) {
        CloudFormationEvent parsed = CloudFormationEvent.of(event);
        if (!parsed.isAnswerable()) {
            throw new IllegalArgumentException("Invalid event: ResponseURL, StackId, RequestId or LogicalResourceId is"
                    + " missing (CloudFormation sends all of them), so nobody can be answered");
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", "intake");
        line.put("request", parsed.requestType() + " " + parsed.logicalResourceId());
        try {
            RequestParser.parse(parsed);
            start(parsed, event, line);
        } catch (InvalidEventException e) {
            refuse(parsed, e.getMessage(), line);
        }
        log.line(line);
    }

    private void start(CloudFormationEvent parsed, Map<String, Object> event, Map<String, Object> line) {
        String name = ExecutionNames.of(parsed, event).text();
        String input = Json.write(Map.of("event", event, "journal", Map.of()));
        line.put("execution", name);
        Reply<Boolean> reply = executions.start(stateMachineArn, name, input);
        for (int tried = 1; tried < TRIES && !(reply instanceof Reply.Answer); tried++) {
            reply = executions.start(stateMachineArn, name, input);
        }
        line.put("start", reply.outcome());
        if (reply instanceof Reply.Refusal<Boolean> refusal && refusal.kind() == Refused.FINAL) {
            refuse(parsed, Undelivered.cannotStart(parsed, "Step Functions answered " + reply.outcome()), line);
        } else if (!(reply instanceof Reply.Answer)) {
            log.line(line);
            throw new IllegalStateException("Cannot start the execution for " + parsed.logicalResourceId()
                    + " yet: Step Functions answered " + reply.outcome());
        }
    }

    private void refuse(CloudFormationEvent event, String reason, Map<String, Object> line) {
        line.put("reason", reason);
        line.put(
                "delivery",
                responder
                        .answer(event, Decision.failed(Refusal.physicalId(event), reason))
                        .name());
    }
}

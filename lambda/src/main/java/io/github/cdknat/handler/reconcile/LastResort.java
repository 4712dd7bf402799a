package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.plan.Decision;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer when passes fail again and again: nothing is observed, nothing is changed. A decision that the journal already
 * holds is sent as it is; it may have reached CloudFormation before.
 */
final class LastResort {
    private final Responder responder;
    private final Log log;

    LastResort(Responder responder, Log log) {
        this.responder = responder;
        this.log = log;
    }

    /**
     * Answers, unless CloudFormation has the answer.
     *
     * @throws IllegalStateException if no answer came through: the state machine tries again
     */
    Map<String, Object> answer(Map<String, Object> input) {
        CloudFormationEvent event = CloudFormationEvent.of(Turn.object(input.get("event")));
        Map<String, Object> journal = Turn.object(input.get("journal"));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", "answer");
        line.put("request", event.requestType() + " " + event.logicalResourceId());
        line.put("error", Turn.error(input));
        if (!JournalCodec.isAnswered(journal)) {
            send(event, JournalCodec.decision(journal).orElseGet(() -> failure(event, Turn.error(input))), line);
        }
        log.line(line);
        if (Responder.Delivery.FAILED.name().equals(line.get("delivery"))) {
            throw new IllegalStateException("Cannot answer: the ResponseURL took no answer");
        }
        return Map.of("next", "FAILED", "answered", true);
    }

    private void send(CloudFormationEvent event, Decision decision, Map<String, Object> line) {
        line.put("status", decision.success() ? "SUCCESS" : "FAILED");
        line.put("physicalId", decision.physicalId());
        line.put("reason", decision.reason());
        line.put("delivery", responder.answer(event, decision).name());
    }

    private static Decision failure(CloudFormationEvent event, String error) {
        String reason = "Cannot finish the request for " + event.logicalResourceId() + ": the function failed (" + error
                + "); look at the execution in Step Functions, and unassign what it left on the gateway.";
        return Decision.failed(Refusal.physicalId(event), reason);
    }
}

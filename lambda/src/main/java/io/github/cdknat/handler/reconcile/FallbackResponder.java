package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.model.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An answer when passes fail again and again: nothing is observed, nothing is changed. A decision that the journal already
 * holds is sent as it is; it may have reached CloudFormation before.
 */
final class FallbackResponder {
    private final Responder responder;
    private final Log log;

    FallbackResponder(Responder responder, Log log) {
        this.responder = responder;
        this.log = log;
    }

    /**
     * Answers, unless CloudFormation has the answer.
     *
     * @throws IllegalStateException if no answer came through: the state machine tries again
     */
    Map<String, Object> answer(Map<String, Object> input) {
        return answer(input, event -> failure(event, Invocation.error(input)));
    }

    private Map<String, Object> answer(Map<String, Object> input, Function<CloudFormationEvent, Response> otherwise) {
        CloudFormationEvent event = CloudFormationEvent.of(Invocation.object(input.get("event")));
        Map<String, Object> journal = Invocation.object(input.get("journal"));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", "answer");
        line.put("request", event.requestType() + " " + event.logicalResourceId());
        line.put("error", Invocation.error(input));
        if (!JournalCodec.isAnswered(journal)) {
            send(event, JournalCodec.decision(journal).orElseGet(() -> otherwise.apply(event)), line);
        }
        log.line(line);
        if (Responder.Delivery.FAILED.name().equals(line.get("delivery"))) {
            throw new IllegalStateException("Cannot answer: the ResponseURL took no answer");
        }
        return Map.of("next", "FAILED", "answered", true);
    }

    /** Ends an execution whose journal only a newer handler can read: nothing is observed or changed, and the journal stays whole. */
    Map<String, Object> endUnread(Map<String, Object> input, String format) {
        Map<String, Object> journal = new LinkedHashMap<>(Invocation.object(input.get("journal")));
        journal.putAll(answer(input, event -> unreadable(event, format)));
        return journal;
    }

    private void send(CloudFormationEvent event, Response decision, Map<String, Object> line) {
        line.put("status", decision.success() ? "SUCCESS" : "FAILED");
        line.put("physicalId", decision.physicalId());
        line.put("reason", decision.reason());
        line.put("delivery", responder.answer(event, decision).name());
    }

    private static Response failure(CloudFormationEvent event, String error) {
        String reason = "Cannot finish the request for " + event.logicalResourceId() + ": the function failed (" + error
                + "); look at the execution in Step Functions, and unassign what it left on the gateway.";
        return Response.failed(RefusedRecord.physicalId(event), reason);
    }

    private static Response unreadable(CloudFormationEvent event, String format) {
        String reason =
                "Cannot finish the request for " + event.logicalResourceId() + ": its journal has format " + format
                        + " (this handler reads formats up to " + JournalFormat.NEWEST
                        + "; a newer release began the request, and the"
                        + " functions were set back meanwhile); nothing more was changed: look at the execution in Step Functions for"
                        + " what it had assigned, and deploy the newer release again or unassign that.";
        return Response.failed(RefusedRecord.physicalId(event), reason);
    }
}

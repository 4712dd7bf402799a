package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An answer when passes fail again and again: nothing is observed, nothing is changed. A decision that the journal already
 * holds is sent as it is; it may have reached CloudFormation before.
 */
final class FallbackResponder {
    private static final String FALLBACKS = "fallbacks";
    private static final int MOST_FALLBACKS = 180;
    private static final int PAUSE_SECONDS = 60;

    private final Responder responder;
    private final Log log;

    FallbackResponder(Responder responder, Log log) {
        this.responder = responder;
        this.log = log;
    }

    /**
     * Answers, unless CloudFormation has the answer; what the request may have assigned goes on being taken back.
     *
     * @throws IllegalStateException if no answer came through: the state machine tries again
     */
    Map<String, Object> answer(Map<String, Object> input) {
        Map<String, Object> journal = new LinkedHashMap<>(Invocation.object(input.get("journal")));
        Response decision = deliver(input, event -> failure(event, Invocation.error(input), journal));
        int fallbacks = journal.get(FALLBACKS) instanceof Number number ? number.intValue() + 1 : 1;
        boolean goesOn = fallbacks <= MOST_FALLBACKS
                && (decision.success() || !assigned(journal).isEmpty());
        if (!decision.success()) {
            journal.putIfAbsent("failure", decision.reason());
        }
        journal.putIfAbsent("decision", JournalCodec.decision(decision));
        journal.put("answered", true);
        journal.put(FALLBACKS, fallbacks);
        journal.put("next", goesOn ? "WAIT" : "FAILED");
        journal.put("wait", PAUSE_SECONDS);
        return journal;
    }

    /** Ends an execution whose journal only a newer handler can read: nothing is observed or changed, and the journal stays whole. */
    Map<String, Object> endUnread(Map<String, Object> input, String format) {
        Map<String, Object> journal = new LinkedHashMap<>(Invocation.object(input.get("journal")));
        deliver(input, event -> unreadable(event, format));
        journal.put("next", "FAILED");
        journal.put("answered", true);
        return journal;
    }

    private Response deliver(Map<String, Object> input, Function<CloudFormationEvent, Response> otherwise) {
        CloudFormationEvent event = CloudFormationEvent.of(Invocation.object(input.get("event")));
        Map<String, Object> journal = Invocation.object(input.get("journal"));
        Response decision = JournalCodec.decision(journal).orElseGet(() -> otherwise.apply(event));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", "answer");
        line.put("request", event.requestType() + " " + event.logicalResourceId());
        line.put("error", Invocation.error(input));
        if (!JournalCodec.isAnswered(journal)) {
            send(event, decision, line);
        }
        log.line(line);
        if (Responder.Delivery.FAILED.name().equals(line.get("delivery"))) {
            throw new IllegalStateException("Cannot answer: the ResponseURL took no answer");
        }
        return decision;
    }

    private void send(CloudFormationEvent event, Response decision, Map<String, Object> line) {
        line.put("status", decision.success() ? "SUCCESS" : "FAILED");
        line.put("physicalId", decision.physicalId());
        line.put("reason", decision.reason());
        line.put("delivery", responder.answer(event, decision).name());
    }

    private static Response failure(CloudFormationEvent event, String error, Map<String, Object> journal) {
        List<Ipv4> assigned = assigned(journal);
        String reason = "Cannot finish the request for " + event.logicalResourceId() + ": the function failed (" + error
                + "); look at the execution in Step Functions for the cause"
                + (assigned.isEmpty()
                        ? "."
                        : ". It goes on taking back " + Ipv4.list(assigned) + "; unassign that if it does not.");
        return Response.failed(RefusedRecord.physicalId(event, assigned), reason);
    }

    /** What a Create or Update has assigned or may have, as far as the journal can be read; a Delete has nothing to take back. */
    private static List<Ipv4> assigned(Map<String, Object> journal) {
        Set<Ipv4> assigned = new TreeSet<>(JournalCodec.readable(journal, "mine"));
        Map<String, Object> pending = Invocation.object(journal.get("intention"));
        if ("ASSIGN".equals(pending.get("verb")) && Boolean.TRUE.equals(journal.get("mayHaveRun"))) {
            assigned.addAll(JournalCodec.readable(pending, "addresses"));
        }
        return List.copyOf(assigned);
    }

    private static Response unreadable(CloudFormationEvent event, String format) {
        String reason =
                "Cannot finish the request for " + event.logicalResourceId() + ": its journal has format " + format
                        + " (this handler reads formats up to " + JournalVersion.NEWEST
                        + "; a newer release began the request, and the"
                        + " functions were set back meanwhile); nothing more was changed: look at the execution in Step Functions for"
                        + " what it had assigned, and deploy the newer release again or unassign that.";
        return Response.failed(RefusedRecord.physicalId(event), reason);
    }
}

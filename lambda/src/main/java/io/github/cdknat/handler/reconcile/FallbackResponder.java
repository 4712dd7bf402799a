package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers for requests that no pass answers: nothing is observed, nothing is changed. Passes fail again and again, only a newer handler
 * can read the journal, or the request was never started.
 */
public final class FallbackResponder {
    /** A record of nothing on no gateway: its Delete owes nothing. */
    private static final String NOTHING = "refused/none";

    private static final String FALLBACKS = "fallbacks";
    private static final int MOST_FALLBACKS = 180;
    private static final int PAUSE_SECONDS = 60;

    /** Who refuses an event has no second chance, so that each answer is tried so often. */
    private static final int TRIES = 3;

    private final Responder responder;
    private final Log log;

    public FallbackResponder(Responder responder, Log log) {
        this.responder = responder;
        this.log = log;
    }

    /** The physical id of a request that was refused before anything was done. */
    public static String physicalId(CloudFormationEvent event) {
        return event.physicalResourceId().orElse(NOTHING);
    }

    /**
     * Answers, unless CloudFormation has the answer; what the request may have assigned goes on being taken back. A decision that the
     * journal already holds is sent as it is; it may have reached CloudFormation before.
     *
     * @throws IllegalStateException if no answer came through: the state machine tries again
     */
    Map<String, Object> answer(Map<String, Object> input) {
        Map<String, Object> journal = journal(input);
        List<Ipv4> assigned = JournalCodec.assigned(journal);
        Response response = deliver(input, event -> failure(event, Invocation.error(input), assigned));
        int fallbacks = journal.get(FALLBACKS) instanceof Number number ? number.intValue() + 1 : 1;
        boolean goesOn = fallbacks <= MOST_FALLBACKS && (response.success() || !assigned.isEmpty());
        Map<String, Object> next = JournalCodec.responded(journal, response);
        next.put(FALLBACKS, fallbacks);
        next.put("next", goesOn ? "WAIT" : "FAILED");
        next.put("wait", PAUSE_SECONDS);
        return next;
    }

    /** Ends an execution whose journal only a newer handler can read: nothing is observed or changed, and the journal stays whole. */
    Map<String, Object> endUnread(Map<String, Object> input, String format) {
        Map<String, Object> journal = journal(input);
        deliver(input, event -> unreadable(event, format));
        journal.put("next", "FAILED");
        journal.put("responded", true);
        return journal;
    }

    private static Map<String, Object> journal(Map<String, Object> input) {
        return new LinkedHashMap<>(Invocation.object(input.get("journal")));
    }

    private Response deliver(Map<String, Object> input, Function<CloudFormationEvent, Response> otherwise) {
        CloudFormationEvent event = CloudFormationEvent.of(Invocation.object(input.get("event")));
        Map<String, Object> journal = journal(input);
        Response response = JournalCodec.response(journal).orElseGet(() -> otherwise.apply(event));
        Map<String, Object> line = line("answer", event);
        line.put("error", Invocation.error(input));
        if (!JournalCodec.isResponded(journal)) {
            line.put("status", response.success() ? "SUCCESS" : "FAILED");
            line.put("physicalId", response.physicalId());
            line.put("reason", response.reason());
            line.put("delivery", responder.answer(event, response).name());
        }
        log.line(line);
        if (Responder.Delivery.FAILED.name().equals(line.get("delivery"))) {
            throw new IllegalStateException("Cannot answer: the ResponseURL took no answer");
        }
        return response;
    }

    private static Response failure(CloudFormationEvent event, String error, List<Ipv4> assigned) {
        String reason = "Cannot finish the request for " + event.logicalResourceId() + ": the function failed (" + error
                + "); look at the execution in Step Functions for the cause"
                + (assigned.isEmpty()
                        ? "."
                        : ". It goes on taking back " + Ipv4.list(assigned) + "; unassign that if it does not.");
        return Response.failed(physicalId(event, assigned), reason);
    }

    /** That of a Create that may have assigned these before it failed: CloudFormation deletes what the record lists. */
    private static String physicalId(CloudFormationEvent event, Collection<Ipv4> assigned) {
        String gateway = String.valueOf(event.properties().get(Contract.NAT_GATEWAY_ID));
        return event.physicalResourceId()
                .orElseGet(() -> assigned.isEmpty() || !gateway.startsWith("nat-")
                        ? NOTHING
                        : AddressRecord.of(gateway, assigned).physicalId());
    }

    private static Response unreadable(CloudFormationEvent event, String format) {
        String reason =
                "Cannot finish the request for " + event.logicalResourceId() + ": its journal has format " + format
                        + " (this handler reads formats up to " + JournalCodec.NEWEST
                        + "; a newer release began the request, and the"
                        + " functions were set back meanwhile); nothing more was changed: look at the execution in Step Functions for"
                        + " what it had assigned, and deploy the newer release again or unassign that.";
        return Response.failed(physicalId(event), reason);
    }

    static Map<String, Object> line(String task, CloudFormationEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", task);
        line.put("request", event.requestType() + " " + event.logicalResourceId());
        return line;
    }

    /**
     * Answers FAILED for a request that was not started.
     *
     * @param line the log line, which it completes
     * @throws RetryLaterException if the answer did not come through: Lambda tries again
     */
    void refuse(CloudFormationEvent event, String reason, Map<String, Object> line) {
        Response failed = Response.failed(physicalId(event), reason);
        Responder.Delivery delivery = responder.answer(event, failed);
        for (int tries = 1; tries < TRIES && delivery == Responder.Delivery.FAILED; tries++) {
            delivery = responder.answer(event, failed);
        }
        line.put("reason", reason);
        line.put("delivery", delivery.name());
        if (delivery == Responder.Delivery.FAILED) {
            throw new RetryLaterException(
                    "Cannot answer: the ResponseURL took no answer in " + TRIES + " tries; the answer was: " + reason);
        }
    }

    static String cannotStart(CloudFormationEvent event, String because) {
        return "Cannot start the execution for " + event.logicalResourceId() + ": " + because
                + "; nothing was changed for this request, " + again(event) + ".";
    }

    private static String again(CloudFormationEvent event) {
        return switch (event.requestType()) {
            case "Delete" -> "delete again";
            case "Update" -> "deploy again, or continue the update rollback if there is one";
            default -> "deploy again";
        };
    }

    /** Whether the input is Lambda's record of an event that it gave up, and not the state machine's. */
    static boolean isUndelivered(Map<String, Object> input) {
        return input.containsKey("requestContext") && input.containsKey("requestPayload");
    }

    /**
     * Answers what Lambda gave up delivering to the OnEvent function ("Asynchronous invocation", on-failure destination, AWS Lambda
     * Developer Guide), so that no stack waits for its timeout in vain; unless its execution has been started: then it was a duplicate.
     *
     * @throws RetryLaterException if the answer did not come through, or nobody can tell whether a Delete's execution was started;
     *     Lambda tries again
     */
    void answerUndelivered(Map<String, Object> input, StepFunctions executions, String stateMachineArn) {
        Map<String, Object> payload = Invocation.object(input.get("requestPayload"));
        CloudFormationEvent event = CloudFormationEvent.of(payload);
        Map<String, Object> line = line("undelivered", event);
        Optional<String> unanswerable = responder.refusal(event);
        if (unanswerable.isPresent()) {
            line.put("why", unanswerable.get());
        } else {
            Reply<List<Execution>> started = executions.since(stateMachineArn, Instant.EPOCH.toEpochMilli());
            String name = ExecutionNames.of(event, payload).text();
            if (started instanceof Reply.Answer<List<Execution>> listed
                    && listed.value().stream()
                            .anyMatch(execution -> execution.name().text().equals(name))) {
                line.put("why", "its execution was started: this was a duplicate");
            } else {
                refuse(event, whyNotStarted(event, why(input), started), line);
            }
        }
        log.line(line);
    }

    /**
     * An execution that was started all the same finds its deployment failed, and takes back what it did. A Delete stays unanswered:
     * CloudFormation asks for it three times only, and its own timeout makes more of them than a quick answer.
     */
    private static String whyNotStarted(CloudFormationEvent event, String why, Reply<List<Execution>> started) {
        String because = "Lambda gave up on the event (" + why + ")";
        if (started instanceof Reply.Answer) {
            return cannotStart(event, because);
        }
        because += ", and states:ListExecutions does not tell whether it was started (" + started.outcome() + ")";
        if (event.requestType().equals("Delete")) {
            throw new RetryLaterException("Cannot answer for " + event.logicalResourceId() + " yet: " + because);
        }
        return "Cannot start the execution for " + event.logicalResourceId() + ": " + because
                + "; if it was started, it takes back what it does: " + again(event) + ".";
    }

    private static String why(Map<String, Object> input) {
        Object condition = Invocation.object(input.get("requestContext")).get("condition");
        Object error = Invocation.object(input.get("responsePayload")).get("errorMessage");
        return error == null ? String.valueOf(condition) : condition + ": " + error;
    }

    /** The event shall be delivered once more. */
    static final class RetryLaterException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        RetryLaterException(String message) {
            super(message);
        }
    }
}

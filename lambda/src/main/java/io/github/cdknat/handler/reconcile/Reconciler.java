package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.cloudformation.CloudFormation;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.event.InvalidEventException;
import io.github.cdknat.handler.event.RequestParser;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.plan.Messages;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the Converge function does: one pass, or one answer, for each call of the state machine. */
public final class Reconciler {
    private static final int RETRY_SECONDS = 5;
    private static final int CONFIRM_SECONDS = 2;

    private final Ec2 ec2;
    private final CloudFormation stack;
    private final StepFunctions executions;
    private final String stateMachineArn;
    private final Responder responder;
    private final FallbackResponder fallback;
    private final Log log;

    /**
     * Converges over these ports.
     *
     * @param stateMachineArn where executions are looked for when Lambda has given an event up
     */
    public Reconciler(
            Ec2 ec2,
            CloudFormation stack,
            StepFunctions executions,
            String stateMachineArn,
            Responder responder,
            Log log) {
        this.ec2 = ec2;
        this.stack = stack;
        this.executions = executions;
        this.stateMachineArn = stateMachineArn;
        this.responder = responder;
        this.fallback = new FallbackResponder(responder, log);
        this.log = log;
    }

    /**
     * Runs one call.
     *
     * @param input what the state machine passes: task, event, journal, execution and, after a failure, error; or Lambda's
     *     record of an event that it could not deliver
     * @return the new journal, with the state machine's next step in {@code next} and {@code wait} (seconds)
     * @throws IllegalArgumentException if the input is not the state machine's
     */
    public Map<String, Object> run(Map<String, Object> input) {
        if (FallbackResponder.isUndelivered(input)) {
            fallback.answerUndelivered(input, executions, stateMachineArn);
            return Map.of();
        }
        Optional<String> newer = JournalCodec.newerFormat(Invocation.object(input.get("journal")));
        if (newer.isPresent()) {
            return fallback.endUnread(input, newer.get());
        }
        if ("answer".equals(input.get("task"))) {
            return fallback.answer(input);
        }
        Invocation turn = Invocation.of(input);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", turn.task());
        line.put("execution", turn.self().name().text());
        line.put("request", turn.event().requestType() + " " + turn.event().logicalResourceId());
        try {
            NextState next = step(turn, line).paced();
            line.put("pass", next.journal().passes() + 1);
            line.put("next", next.state() + (next.state().equals("WAIT") ? " " + next.seconds() + " s" : ""));
            return next.toJson();
        } catch (RuntimeException e) {
            line.put("crash", e.toString());
            throw e;
        } finally {
            log.line(line);
        }
    }

    private NextState step(Invocation turn, Map<String, Object> line) {
        if (turn.task().equals("respond")) {
            return respond(turn, line);
        }
        Journal journal = turn.journalAfterEarlierTries();
        try {
            Request request = RequestParser.parse(turn.event());
            return switch (turn.task()) {
                case "converge" -> pass(turn, request, journal, line);
                case "recover" -> recover(turn, request, journal, line);
                default -> throw new IllegalArgumentException("Invalid task: " + turn.task());
            };
        } catch (InvalidEventException e) {
            return fail(turn, journal, e.getMessage());
        }
    }

    private NextState pass(Invocation turn, Request request, Journal journal, Map<String, Object> line) {
        CallLog calls = new CallLog();
        try {
            return new Pass(ec2, calls, turn, request, line).run(new Observer(ec2, stack, executions, calls), journal);
        } catch (Observer.UnsupportedFormatException e) {
            line.put("why", e.getMessage());
            return journal.responded()
                    ? NextState.end(
                            journal,
                            journal.response().filter(Response::success).isPresent())
                    : fail(
                            turn,
                            journal,
                            "Cannot finish the request for " + turn.event().logicalResourceId() + ": " + e.getMessage()
                                    + "; nothing more was changed: deploy the newer release again.");
        } finally {
            line.put("calls", calls.calls());
        }
    }

    private static NextState fail(Invocation turn, Journal journal, String reason) {
        Response failed = Response.failed(FallbackResponder.physicalId(turn.event()), reason);
        return NextState.respond(journal.with(draft -> {
            draft.response = failed;
            draft.pendingChange = null;
        }));
    }

    /** An earlier call failed for a reason of its own: a Create or Update undoes itself, a Delete says so. */
    private NextState recover(Invocation turn, Request request, Journal journal, Map<String, Object> line) {
        line.put("error", turn.error());
        if (journal.response().isPresent() || journal.failureReason().isPresent()) {
            return pass(turn, request, journal, line);
        }
        String reason = Messages.crashed(request, turn.error());
        return request instanceof Request.CreateOrUpdate
                ? pass(turn, request, journal.with(draft -> draft.failureReason = reason), line)
                : fail(turn, journal, reason);
    }

    private NextState respond(Invocation turn, Map<String, Object> line) {
        Journal journal = turn.journal();
        Response response = journal.response().orElseThrow();
        Responder.Delivery delivery = responder.answer(turn.event(), response);
        line.put("status", response.success() ? "SUCCESS" : "FAILED");
        line.put("physicalId", response.physicalId());
        line.put("reason", response.reason());
        line.put("delivery", delivery.name());
        int timeout = RequestParser.serviceTimeout(turn.event());
        if (delivery == Responder.Delivery.FAILED
                && !turn.now().isAfter(turn.start().plusSeconds(timeout))) {
            return NextState.pause(journal, RETRY_SECONDS);
        }
        Journal responded = journal.with(draft -> draft.responded = true);
        boolean isDelete = turn.event().requestType().equals("Delete");
        boolean undoing =
                journal.failureReason().isPresent() && !journal.assigned().isEmpty();
        boolean goesOn = journal.deferred() || !isDelete && (response.success() || undoing);
        return goesOn ? NextState.pause(responded, CONFIRM_SECONDS) : NextState.end(responded, response.success());
    }
}

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
    private final Responder responder;
    private final UndeliveredEvent undelivered;
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
        this.responder = responder;
        this.undelivered = new UndeliveredEvent(executions, stateMachineArn, responder);
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
        if (UndeliveredEvent.isRecord(input)) {
            log.line(undelivered.answer(input));
            return Map.of();
        }
        Optional<String> newer = JournalVersion.newer(Invocation.object(input.get("journal")));
        if (newer.isPresent()) {
            return new FallbackResponder(responder, log).endUnread(input, newer.get());
        }
        if ("answer".equals(input.get("task"))) {
            return new FallbackResponder(responder, log).answer(input);
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
            log.line(line);
            return next.toJson();
        } catch (RuntimeException e) {
            line.put("crash", e.toString());
            log.line(line);
            throw e;
        }
    }

    private NextState step(Invocation turn, Map<String, Object> line) {
        return switch (turn.task()) {
            case "converge" -> pass(turn, turn.journalAfterEarlierTries(), line);
            case "recover" -> recover(turn, line);
            case "respond" -> respond(turn, line);
            default -> throw new IllegalArgumentException("Invalid task: " + turn.task());
        };
    }

    private NextState pass(Invocation turn, Journal journal, Map<String, Object> line) {
        LoggingEc2 noted = new LoggingEc2(ec2);
        try {
            Pass pass = new Pass(noted, turn, RequestParser.parse(turn.event()), line);
            return pass.run(new Observer(noted, stack, executions), journal);
        } catch (InvalidEventException e) {
            String reason = e.getMessage();
            return NextState.respond(journal.with(draft -> draft.decision = Response.failed(physicalId(turn), reason)));
        } catch (Observer.UnsupportedFormatException e) {
            line.put("why", e.getMessage());
            return leave(turn, journal, e.getMessage());
        } finally {
            line.put("calls", noted.notes());
        }
    }

    /** Nothing more is changed; an answer that is out stays as it is. */
    private static NextState leave(Invocation turn, Journal journal, String why) {
        String reason = "Cannot finish the request for " + turn.event().logicalResourceId() + ": " + why
                + "; nothing more was changed: deploy the newer release again.";
        return journal.answered()
                ? NextState.end(
                        journal, journal.decision().filter(Response::success).isPresent())
                : NextState.respond(journal.with(draft -> draft.decision = Response.failed(physicalId(turn), reason)));
    }

    /** An earlier call failed for a reason of its own: a Hold undoes itself, a Release says so. */
    private NextState recover(Invocation turn, Map<String, Object> line) {
        Journal journal = turn.journalAfterEarlierTries();
        line.put("error", turn.error());
        if (journal.decision().isPresent() || journal.failure().isPresent()) {
            return pass(turn, journal, line);
        }
        try {
            Request request = RequestParser.parse(turn.event());
            String reason = Messages.crashed(request, turn.error());
            return request instanceof Request.CreateOrUpdate
                    ? pass(turn, journal.with(draft -> draft.failure = reason), line)
                    : NextState.respond(
                            journal.with(draft -> draft.decision = Response.failed(physicalId(turn), reason)));
        } catch (InvalidEventException e) {
            return pass(turn, journal, line);
        }
    }

    private NextState respond(Invocation turn, Map<String, Object> line) {
        Journal journal = turn.journal();
        Response decision = journal.decision().orElseThrow();
        Responder.Delivery delivery = responder.answer(turn.event(), decision);
        line.put("status", decision.success() ? "SUCCESS" : "FAILED");
        line.put("physicalId", decision.physicalId());
        line.put("reason", decision.reason());
        line.put("delivery", delivery.name());
        if (delivery == Responder.Delivery.FAILED && !isOver(turn)) {
            return NextState.pause(journal, RETRY_SECONDS);
        }
        Journal answered = journal.with(draft -> draft.answered = true);
        boolean release = turn.event().requestType().equals("Delete");
        boolean undoing = answered.failure().isPresent() && !answered.mine().isEmpty();
        return release && !answered.handedOn() || !decision.success() && !undoing
                ? NextState.end(answered, decision.success())
                : NextState.pause(answered, CONFIRM_SECONDS);
    }

    private static boolean isOver(Invocation turn) {
        try {
            int timeout = RequestParser.parse(turn.event()).serviceTimeout();
            return turn.now().isAfter(turn.start().plusSeconds(timeout));
        } catch (InvalidEventException e) {
            return turn.now().isAfter(turn.start().plusSeconds(3600));
        }
    }

    private static String physicalId(Invocation turn) {
        return RefusedRecord.physicalId(turn.event());
    }
}

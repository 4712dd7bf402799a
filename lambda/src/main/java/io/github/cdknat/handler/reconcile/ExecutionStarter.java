package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.event.InvalidEventException;
import io.github.cdknat.handler.event.RequestParser;
import io.github.cdknat.handler.reconcile.FallbackResponder.RetryLaterException;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the OnEvent function does: every event becomes an execution, or an answer that says why not. */
public final class ExecutionStarter {
    private static final int TRIES = 3;

    private static final Set<String> REQUEST_TYPES = Set.of("Create", "Update", "Delete");

    /**
     * Step Functions carries at most 256 KiB from state to state (Step Functions quotas), and the event travels with the
     * journal; ours have some 2 KiB.
     */
    private static final int MOST_BYTES = 65_536;

    private final StepFunctions executions;
    private final String stateMachineArn;
    private final Responder responder;
    private final Log log;

    public ExecutionStarter(StepFunctions executions, String stateMachineArn, Responder responder, Log log) {
        this.executions = executions;
        this.stateMachineArn = stateMachineArn;
        this.responder = responder;
        this.log = log;
    }

    /**
     * Takes one event.
     *
     * @throws IllegalArgumentException if nobody can be answered: the event did not come from CloudFormation, and nothing is started
     * @throws RetryLaterException if it could be neither started nor answered: Lambda delivers the event once more after a minute,
     *     and what it gives up comes to {@link FallbackResponder#answerUndelivered}
     */
    public void take(Map<String, Object> event) {
        CloudFormationEvent parsed = CloudFormationEvent.of(event);
        Optional<String> unanswerable = responder.refusal(parsed);
        if (unanswerable.isPresent()) {
            throw new IllegalArgumentException("Cannot take the event: " + unanswerable.get()
                    + "; it did not come from CloudFormation, so nothing is started and nobody is answered.");
        }
        Map<String, Object> line = FallbackResponder.line("intake", parsed);
        try {
            start(parsed, event, line)
                    .ifPresent(reason -> new FallbackResponder(responder, log).refuse(parsed, reason, line));
        } finally {
            log.line(line);
        }
    }

    /** Starts the execution, or says why it does not run. */
    private Optional<String> start(CloudFormationEvent parsed, Map<String, Object> event, Map<String, Object> line) {
        try {
            String input = Json.write(Map.of("event", event));
            check(parsed, input);
            String name = ExecutionNames.of(parsed, event).text();
            line.put("execution", name);
            Reply<Boolean> reply = executions.start(stateMachineArn, name, input);
            for (int tried = 1; tried < TRIES && !(reply instanceof Reply.Answer); tried++) {
                reply = executions.start(stateMachineArn, name, input);
            }
            line.put("start", reply.outcome());
            if (reply instanceof Reply.Answer) {
                return Optional.empty();
            }
            if (reply instanceof Reply.Rejected<Boolean> refusal && refusal.kind() == ErrorKind.FINAL) {
                return Optional.of(FallbackResponder.cannotStart(parsed, "Step Functions answered " + reply.outcome()));
            }
            throw new RetryLaterException("Cannot start the execution for " + parsed.logicalResourceId()
                    + " yet: Step Functions answered " + reply.outcome());
        } catch (RetryLaterException e) {
            throw e;
        } catch (InvalidEventException e) {
            return Optional.of(e.getMessage());
        } catch (RuntimeException e) {
            return Optional.of("Cannot start the execution for " + parsed.logicalResourceId()
                    + ": the function failed (" + e
                    + "); see its log group, and report it if the cause is not in your account.");
        }
    }

    /**
     * Refuses what is no request of CloudFormation's. What asks for something that cannot be is refused by its execution, which goes on
     * answering for as long as the bucket is away.
     */
    private static void check(CloudFormationEvent event, String input) throws InvalidEventException {
        if (!REQUEST_TYPES.contains(event.requestType())) {
            RequestParser.parse(event);
        }
        int bytes = input.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new InvalidEventException("Invalid event: " + bytes + " bytes of JSON (at most " + MOST_BYTES
                    + ", which every pass carries along); remove from the resource's properties what the construct did"
                    + " not put there.");
        }
    }
}

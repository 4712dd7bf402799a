package io.github.cdknat.handler.fuzz;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.OnEvent;
import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.fuzz.FuzzRunner.BrokenException;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.reconcile.ExecutionStarter;
import io.github.cdknat.handler.reconcile.Responder;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OnEvent with a malformed event: it starts the execution, answers FAILED, or asks Lambda to deliver the event once more. */
final class OnEventTarget implements StepFunctions {
    private static final int MOST_INPUT = 262_144;

    private final Mutator mutator;
    private final List<String> names = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final ResponseBucket mailbox;

    OnEventTarget(Mutator mutator) {
        this.mutator = mutator;
        this.mailbox = new ResponseBucket(mutator);
    }

    String run() throws BrokenException {
        byte[] event = mutator.json(mutator.pick(FuzzCorpus.EVENTS));
        OnEvent function = new OnEvent(new ExecutionStarter(this, "machine", new Responder(mailbox), line -> {}));
        try {
            function.handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), null);
        } catch (IOException | IllegalArgumentException e) {
            return nobodyToAnswer(event)
                    ? "nobody to answer"
                    : broken("gave an event up that has a ResponseURL: " + e, event);
        } catch (IllegalStateException e) {
            return mailbox.isAnswered() ? broken("asks for an answered event again", event) : "once more, please";
        }
        if (names.size() > 3 || mailbox.tries() > 3) {
            return broken(names.size() + " starts, " + mailbox.tries() + " answers", event);
        }
        boolean started = !inputs.isEmpty();
        if (started == mailbox.isOver()) {
            return broken(started ? "started and answered" : "neither started nor answered", event);
        }
        return started ? started(event) : answered(event);
    }

    private String started(byte[] event) throws BrokenException {
        boolean named = names.stream()
                .allMatch(
                        name -> name.length() <= 80 && ExecutionName.parse(name).isPresent());
        boolean small = inputs.stream().allMatch(input -> input.getBytes(StandardCharsets.UTF_8).length < MOST_INPUT);
        return named && small ? "started" : broken("started as " + names, event);
    }

    private String answered(byte[] event) throws BrokenException {
        return mailbox.succeeded() ? broken("answered SUCCESS", event) : "refused";
    }

    private static boolean nobodyToAnswer(byte[] event) {
        try {
            Map<String, Object> read = Json.read(new ByteArrayInputStream(event));
            return !isId(read.get("ResponseURL"), 2_048)
                    || !isId(read.get("StackId"), 1_024)
                    || !isId(read.get("RequestId"), 128)
                    || !isId(read.get("LogicalResourceId"), 255)
                    || String.valueOf(read.get("PhysicalResourceId")).getBytes(StandardCharsets.UTF_8).length > 1_024;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isId(@Nullable Object value, int most) {
        return value instanceof String text
                && !text.isEmpty()
                && !text.matches("(?s).*\\s.*")
                && text.getBytes(StandardCharsets.UTF_8).length <= most;
    }

    private static String broken(String what, byte[] event) throws BrokenException {
        throw new BrokenException(what + " for " + FuzzCorpus.excerpt(event));
    }

    @Override
    public Reply<Boolean> start(String stateMachineArn, String name, String input) {
        names.add(name);
        Optional<Reply<Boolean>> trouble = mutator.chance(0.8)
                ? Optional.empty()
                : Optional.of(mutator.pick(List.of(
                        new Reply.OutcomeUnknown<>("connection reset", ""),
                        new Reply.Rejected<>(ErrorKind.THROTTLED, "ThrottlingException", "slow down", ""),
                        new Reply.Rejected<>(ErrorKind.FINAL, "InvalidName", "no", ""))));
        if (trouble.isEmpty()) {
            inputs.add(input);
        }
        return trouble.orElse(new Reply.Answer<>(true, ""));
    }

    @Override
    public Reply<List<Execution>> since(String stateMachineArn, long start) {
        throw new AssertionError("OnEvent lists nothing: " + Map.of());
    }
}

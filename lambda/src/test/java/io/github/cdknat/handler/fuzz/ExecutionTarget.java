package io.github.cdknat.handler.fuzz;

import io.github.cdknat.handler.Converge;
import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.fuzz.FuzzRunner.BrokenException;
import io.github.cdknat.handler.reconcile.ConvergeHarness;
import io.github.cdknat.handler.reconcile.Reconciler;
import io.github.cdknat.handler.reconcile.Responder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A whole execution, as the state machine runs it, from a garbled journal, or with AWS's replies garbled now and then. */
final class ExecutionTarget {
    /** Two minutes and the time after the answer of two hours take some hundred calls. */
    private static final int MOST_STEPS = 3_000;

    /** The one in the corpus, in seconds. */
    private static final int SERVICE_TIMEOUT = 120;

    /** The state machine's retries of Respond and Answer. */
    private static final int TRIES = 9;

    private final Mutator mutator;
    private final ResponseBucket mailbox;
    private final HostileAws aws;
    private final Converge function;
    private final String eventText;
    private final Map<String, Object> event;
    private Map<String, Object> journal = Map.of();
    private Map<String, Object> error = Map.of();
    private boolean journalSucceeds;
    private int recoveries;

    ExecutionTarget(Mutator mutator) {
        this.mutator = mutator;
        this.mailbox = new ResponseBucket(mutator);
        this.aws = FuzzClients.open(new HostileAws(mutator));
        this.eventText = mutator.pick(FuzzCorpus.EVENTS);
        this.event = Mutator.read(eventText);
        this.function = new Converge(new Reconciler(
                FuzzClients.GATEWAYS,
                FuzzClients.STACK,
                FuzzClients.EXECUTIONS,
                "machine",
                new Responder((url, body) -> {
                    int status = mailbox.put(url, body);
                    tellCloudFormation(new String(body, StandardCharsets.UTF_8), status);
                    return status;
                }),
                line -> {}));
        aws.requestType = String.valueOf(event.get("RequestType"));
        aws.physicalId = String.valueOf(event.getOrDefault("PhysicalResourceId", ""));
        aws.properties = Json.write(event.get("ResourceProperties"));
        if (eventText.equals(FuzzCorpus.DELETE)) {
            aws.stackStatus = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";
            aws.addresses.put("10.0.1.9", "succeeded");
        }
    }

    String withAGarbledJournal() throws BrokenException {
        String garbled = new String(mutator.json(mutator.pick(FuzzCorpus.JOURNALS)), StandardCharsets.UTF_8);
        try {
            journal = Mutator.read(garbled);
        } catch (IllegalArgumentException e) {
            return "not JSON";
        }
        journalSucceeds = garbled.contains("\"success\":true");
        boolean answered = Boolean.TRUE.equals(journal.get("responded"));
        return run(answered, "from the journal " + garbled);
    }

    String withGarbledReplies() throws BrokenException {
        aws.hostility = mutator.pick(List.of(0.02, 0.1, 0.5, 1.0));
        return run(false, "with replies garbled at " + aws.hostility);
    }

    private String run(boolean answeredBefore, String how) throws BrokenException {
        String state = "converge";
        int steps = 0;
        while (!state.equals("END") && steps++ < MOST_STEPS) {
            state = step(state);
        }
        String context = " (" + event.get("RequestType") + ", " + how + ")";
        if (!state.equals("END")) {
            throw new BrokenException("no end after " + MOST_STEPS + " steps" + context);
        }
        boolean inTime = aws.now.isBefore(ConvergeHarness.START.plusSeconds(SERVICE_TIMEOUT));
        if (!answeredBefore && !mailbox.isOver() && (inTime || mailbox.tries() == 0)) {
            throw new BrokenException("no answer" + context);
        }
        if (mailbox.isOfTwoMinds() || !mailbox.problems().isEmpty()) {
            throw new BrokenException("answers contradict: " + mailbox.problems() + context);
        }
        boolean hold = !event.get("RequestType").equals("Delete");
        if (mailbox.succeeded() && hold && !journalSucceeds && !deservesSuccess()) {
            throw new BrokenException("SUCCESS by accident" + context);
        }
        return mailbox.succeeded()
                ? "SUCCESS"
                : mailbox.isOver() ? "FAILED" : answeredBefore ? "answered before" : "no bucket";
    }

    private boolean deservesSuccess() {
        return eventText.equals(FuzzCorpus.COUNT) ? aws.addresses.size() > 1 : aws.everSaidServing;
    }

    private String step(String state) {
        if (state.equals("answer") && recoveries++ > TRIES) {
            return "END";
        }
        try {
            journal = call(state);
            return after(state);
        } catch (Exception e) {
            error = Map.of("Error", e.getClass().getName(), "Cause", String.valueOf(e.getMessage()));
            return state.equals("converge") ? "recover" : "answer";
        }
    }

    private String after(String state) {
        Object next = journal.get("next");
        if ("WAIT".equals(next) && journal.get("wait") instanceof Number wait) {
            aws.now = aws.now.plusSeconds(wait.longValue());
            return "converge";
        }
        return "AGAIN".equals(next)
                ? "converge"
                : "RESPOND".equals(next)
                        ? "respond"
                        : "FAILED".equals(next) || "SUCCEEDED".equals(next) ? "END" : "answer";
    }

    private Map<String, Object> call(String state) throws Exception {
        String name = ExecutionNames.of(CloudFormationEvent.of(event), event).text();
        Map<String, Object> input = ConvergeHarness.input(state, event, journal, error, name, aws.now);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(input)), output, null);
        return Mutator.read(output.toString(StandardCharsets.UTF_8));
    }

    /** What CloudFormation does with an answer that it took. */
    private void tellCloudFormation(String body, int status) {
        Map<String, Object> answer = Mutator.read(body);
        if (status == 200 && "SUCCESS".equals(answer.get("Status"))) {
            aws.recorded = String.valueOf(answer.get("PhysicalResourceId"));
            aws.recordStatus = "UPDATE_COMPLETE";
        }
    }
}

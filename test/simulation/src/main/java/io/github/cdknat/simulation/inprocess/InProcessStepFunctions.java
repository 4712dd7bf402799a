package io.github.cdknat.simulation.inprocess;

import static io.github.cdknat.simulation.inprocess.RoleClient.text;

import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handler's Step Functions port over an embedded Step Functions. */
public final class InProcessStepFunctions implements StepFunctions {
    private static final int PAGE = 100;

    private final RoleClient caller;

    public InProcessStepFunctions(ApiService stepFunctions, String principal) {
        this.caller = new RoleClient(stepFunctions, "states", principal);
    }

    @Override
    public Reply<Boolean> start(String stateMachineArn, String name, String input) {
        Reply<Boolean> reply = caller.read(
                        "StartExecution", Map.of("stateMachineArn", stateMachineArn, "name", name, "input", input))
                .map(body -> true);
        return reply instanceof Reply.Rejected<Boolean> refusal
                        && refusal.code().equals("ExecutionAlreadyExists")
                ? new Reply.Answer<>(true, "")
                : reply;
    }

    @Override
    public Reply<List<Execution>> since(String stateMachineArn, long start) {
        return caller.pages(
                        "ListExecutions",
                        Map.of("stateMachineArn", stateMachineArn, "maxResults", PAGE),
                        "executions",
                        item -> started(item) < start)
                .map(all ->
                        all.stream().flatMap(item -> execution(item).stream()).toList());
    }

    private static Optional<Execution> execution(Map<String, Object> item) {
        Execution.Status status = switch (text(item, "status")) {
            case "RUNNING", "PENDING_REDRIVE" -> Execution.Status.RUNNING;
            case "SUCCEEDED" -> Execution.Status.SUCCEEDED;
            default -> Execution.Status.ENDED_OTHERWISE;
        };
        return ExecutionName.parse(text(item, "name")).map(name -> new Execution(name, status, started(item)));
    }

    /** Step Functions writes times as seconds since the epoch, with a fraction. */
    private static long started(Map<String, Object> item) {
        return Math.round(((Number) item.get("startDate")).doubleValue() * 1000);
    }
}

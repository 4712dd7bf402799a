package io.github.cdknat.handler.stepfunctions;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.aws.SdkCall;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/** Step Functions through the AWS SDK. */
public final class SdkStepFunctions implements StepFunctions {
    private static final String EXISTS = "ExecutionAlreadyExists";
    /** The most that ListExecutions gives (AWS Step Functions API Reference). */
    private static final int PAGE = 1000;

    private final SfnClient client;

    public SdkStepFunctions(SfnClient client) {
        this.client = client;
    }

    @Override
    public Reply<Boolean> start(String stateMachineArn, String name, String input) {
        Reply<Boolean> reply = SdkCall.of(() -> {
            client.startExecution(request ->
                    request.stateMachineArn(stateMachineArn).name(name).input(input));
            return true;
        });
        return reply instanceof Reply.Rejected<Boolean> refusal
                        && refusal.code().equals(EXISTS)
                ? new Reply.Answer<>(true, "")
                : reply;
    }

    @Override
    public Reply<List<Execution>> since(String stateMachineArn, long start) {
        return SdkCall.of(() -> {
            List<Execution> found = new ArrayList<>();
            String next = null;
            do {
                String token = next;
                ListExecutionsResponse response =
                        client.listExecutions(request -> request.stateMachineArn(stateMachineArn)
                                .maxResults(PAGE)
                                .nextToken(token));
                response.executions().stream()
                        .filter(item -> item.startDate().toEpochMilli() >= start)
                        .flatMap(item -> execution(item).stream())
                        .forEach(found::add);
                next = reaches(response, start) ? null : response.nextToken();
            } while (next != null);
            return found;
        });
    }

    private static boolean reaches(ListExecutionsResponse response, long start) {
        return response.executions().stream().anyMatch(item -> item.startDate().toEpochMilli() < start);
    }

    private static Optional<Execution> execution(ExecutionListItem item) {
        Execution.Status status = switch (item.statusAsString()) {
            case "RUNNING", "PENDING_REDRIVE" -> Execution.Status.RUNNING;
            case "SUCCEEDED" -> Execution.Status.SUCCEEDED;
            case "FAILED" -> Execution.Status.FAILED;
            default -> Execution.Status.STOPPED;
        };
        return ExecutionName.parse(item.name())
                .map(name -> new Execution(name, status, item.startDate().toEpochMilli()));
    }
}

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
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

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
            for (int page = 0; page < MOST_PAGES; page++) {
                String token = next;
                ListExecutionsResponse response =
                        client.listExecutions(request -> request.stateMachineArn(stateMachineArn)
                                .maxResults(PAGE)
                                .nextToken(token));
                response.executions().stream()
                        .filter(item -> item.startDate().toEpochMilli() >= start)
                        .flatMap(item -> execution(item).stream())
                        .forEach(found::add);
                next = response.nextToken();
                if (next == null || reaches(response, start)) {
                    break;
                }
            }
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
            default -> Execution.Status.ENDED_OTHERWISE;
        };
        return ExecutionName.parse(item.name())
                .map(name -> new Execution(name, status, item.startDate().toEpochMilli()));
    }
}

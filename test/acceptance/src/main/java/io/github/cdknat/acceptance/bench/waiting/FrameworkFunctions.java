package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions of CDK's Provider framework, after aws/aws-cdk, packages/aws-cdk-lib/custom-resources/lib/provider-framework/runtime,
 * framework.ts and cfn-response.ts: {@code onEvent} calls the user's handler and starts the waiter; {@code isComplete} calls the user's
 * handler and answers, or throws Retry, which the waiter's Retry turns into the next poll; any other error answers FAILED at once.
 */
final class FrameworkFunctions {
    static final String ON_EVENT = "index.onEvent";
    static final String IS_COMPLETE = "index.isComplete";

    private final BenchmarkAccount account;
    private final EmbeddedAws aws;

    FrameworkFunctions(BenchmarkAccount account) {
        this.account = account;
        this.aws = account.aws;
    }

    void register() {
        aws.functionCode("framework.onEvent", this::onEvent);
        aws.functionCode("framework.isComplete", this::isComplete);
        aws.functionCode("framework.onTimeout", this::onTimeout);
        aws.functionCode(ON_EVENT, (function, payload) -> Json.write(userOnEvent(function, Json.object(payload))));
        aws.functionCode(
                IS_COMPLETE, (function, payload) -> Json.write(userIsComplete(function, Json.object(payload))));
    }

    // ------------------------------------------------------------------ the framework's

    private String onEvent(FunctionConfiguration function, String payload) {
        Map<String, Object> event = Json.object(payload);
        try {
            event.putAll(callUser(function, "USER_ON_EVENT_FUNCTION_ARN", event));
            Map<String, Object> start = new LinkedHashMap<>();
            start.put("stateMachineArn", function.environment().get("WAITER_STATE_MACHINE_ARN"));
            start.put("name", event.get("RequestId"));
            start.put("input", Json.write(event));
            ApiReply reply =
                    aws.stepFunctions().call(new ApiCall("states", "StartExecution", start, function.roleArn()));
            if (!(reply instanceof ApiReply.Ok)) {
                throw new FailedException("StartExecution: " + reply);
            }
        } catch (FailedException e) {
            submit("FAILED", event, e.getMessage());
        }
        return "{}";
    }

    private String isComplete(FunctionConfiguration function, String payload) {
        Map<String, Object> event = Json.object(payload);
        try {
            if (!Boolean.TRUE.equals(
                    callUser(function, "USER_IS_COMPLETE_FUNCTION_ARN", event).get("IsComplete"))) {
                throw new RetryException(payload);
            }
            submit("SUCCESS", event, "SUCCESS");
        } catch (FailedException e) {
            submit("FAILED", event, e.getMessage());
        }
        return "{}";
    }

    private String onTimeout(FunctionConfiguration function, String payload) {
        submit("FAILED", Json.object(String.valueOf(Json.object(payload).get("Cause"))), "Operation timed out");
        return "{}";
    }

    private Map<String, Object> callUser(FunctionConfiguration function, String variable, Map<String, Object> event) {
        EmbeddedLambda.Answer answer =
                aws.lambda().invoke(function.environment().get(variable), Json.write(event), function.roleArn());
        if (!answer.isOk()) {
            throw new FailedException(answer.cause());
        }
        return Json.object(answer.payload());
    }

    private void submit(String status, Map<String, Object> event, String reason) {
        Map<String, Object> answer = new LinkedHashMap<>(event);
        answer.keySet().retainAll(Set.of("StackId", "RequestId", "LogicalResourceId"));
        answer.put("PhysicalResourceId", String.valueOf(event.get("PhysicalResourceId")));
        answer.put("Status", status);
        answer.put("Reason", reason);
        aws.putResponse(
                String.valueOf(event.get("ResponseURL")), Json.write(answer).getBytes(StandardCharsets.UTF_8));
    }

    // ------------------------------------------------------------------ the user's

    private Map<String, Object> userOnEvent(FunctionConfiguration function, Map<String, Object> event) {
        step(function, event);
        return Map.of("PhysicalResourceId", account.gateway + "/addresses");
    }

    private Map<String, Object> userIsComplete(FunctionConfiguration function, Map<String, Object> event) {
        return Map.of("IsComplete", step(function, event).isDone());
    }

    private StatelessPlanner step(FunctionConfiguration function, Map<String, Object> event) {
        List<String> wanted = new ArrayList<>();
        if (!"Delete".equals(event.get("RequestType"))) {
            Map<?, ?> properties = (Map<?, ?>) event.get("ResourceProperties");
            ((List<?>) properties.get("Addresses")).forEach(item -> wanted.add(item.toString()));
        }
        StatelessPlanner next = StatelessPlanner.of(account.describe(function.roleArn()), wanted);
        next.call(account, function.roleArn());
        return next;
    }

    /** The user's handler failed, or the waiter could not be started. */
    private static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }

    /** Not complete yet; the message is the whole event, which onTimeout reads. */
    private static final class RetryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RetryException(String event) {
            super(event);
        }
    }
}

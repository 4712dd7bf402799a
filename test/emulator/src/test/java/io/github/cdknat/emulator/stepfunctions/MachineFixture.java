package io.github.cdknat.emulator.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.FunctionCrashException;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.iam.Authorizer;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import io.github.cdknat.emulator.lambda.InProcessFunctionHost;
import io.github.cdknat.emulator.lambda.LambdaOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A world with one function, {@code ${F}} in definitions, that does as the test says: call after call, and "{}" afterwards. */
final class MachineFixture {
    static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:f";
    private static final String ROLE = "arn:aws:iam::123456789012:role/machine";

    final EmulatedAccount account = EmulatedAccount.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 3);
    final LambdaOptions lambda = new LambdaOptions();
    final EmbeddedLambda functions;
    final EmbeddedStepFunctions stepFunctions;
    /** What the function was called with, and when. */
    final List<String> calls = new ArrayList<>();

    private final Deque<UnaryOperator<String>> script = new ArrayDeque<>();
    private boolean allowed = true;

    MachineFixture() {
        lambda.compute = Duration.ZERO;
        InProcessFunctionHost host = new InProcessFunctionHost();
        host.register("f", (function, payload) -> {
            calls.add(seconds() + " " + payload);
            return script.isEmpty() ? "{}" : script.remove().apply(payload);
        });
        Authorizer authorizer = (principal, action, resource, keys) -> allowed || principal.equals(ApiCall.ADMIN);
        functions = new EmbeddedLambda(account, authorizer, host, lambda);
        functions.register(new FunctionConfiguration("f", FUNCTION, "f", ROLE, Map.of(), 60, 128, "", "", ""));
        stepFunctions = new EmbeddedStepFunctions(account, authorizer, functions);
        stepFunctions.endpoint().latency(Duration.ZERO);
    }

    MachineFixture returns(String payload) {
        script.add(input -> payload);
        return this;
    }

    MachineFixture fails(RuntimeException failure) {
        script.add(input -> {
            throw failure;
        });
        return this;
    }

    /** The function's process dies. */
    MachineFixture dies() {
        script.add(input -> {
            throw new FunctionCrashException();
        });
        return this;
    }

    /** The function takes so long that it is still at work. */
    MachineFixture takes(int seconds) {
        script.add(input -> {
            pass(seconds);
            return "{\"late\": true}";
        });
        return this;
    }

    MachineFixture deny() {
        allowed = false;
        return this;
    }

    String create(String definition) {
        return stepFunctions.create("m", definition, Map.of("F", FUNCTION), ROLE);
    }

    /** Starts the machine and lets time pass until the execution has ended. */
    StateMachineExecution run(String definition, String input) {
        Map<String, Object> request = Map.of("stateMachineArn", create(definition), "name", "e", "input", input);
        ApiReply reply = stepFunctions.call(new ApiCall("states", "StartExecution", request, ApiCall.ADMIN));
        assertThat(reply).isInstanceOf(ApiReply.Ok.class);
        StateMachineExecution execution = stepFunctions.executions().get(0);
        account.clock().runUntil(() -> !execution.isRunning(), Instant.MAX);
        return execution;
    }

    /** What the execution carries in the end, as JSON. */
    static String data(StateMachineExecution execution) {
        return Json.write(execution.data);
    }

    void pass(int seconds) {
        account.clock().advance(Duration.ofSeconds(seconds));
    }

    long seconds() {
        return Duration.between(Instant.parse("2026-01-01T00:00:00Z"), account.now())
                .toSeconds();
    }
}

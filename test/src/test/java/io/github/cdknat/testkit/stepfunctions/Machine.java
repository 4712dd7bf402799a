package io.github.cdknat.testkit.stepfunctions;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.testkit.iam.Authorizer;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.CallerDied;
import io.github.cdknat.testkit.kernel.VirtualClock;
import io.github.cdknat.testkit.kernel.World;
import io.github.cdknat.testkit.lambda.EmbeddedLambda;
import io.github.cdknat.testkit.lambda.FunctionConfiguration;
import io.github.cdknat.testkit.lambda.InProcessHost;
import io.github.cdknat.testkit.lambda.LambdaSwitches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A world with one function, {@code ${F}} in definitions, that does as the test says: call after call, and "{}" afterwards. */
final class Machine {
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:f";
    private static final String ROLE = "arn:aws:iam::123456789012:role/machine";

    final World world = World.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 3);
    final LambdaSwitches lambda = new LambdaSwitches();
    final EmbeddedLambda functions;
    final EmbeddedStepFunctions stepFunctions;
    /** What the function was called with, and when. */
    final List<String> calls = new ArrayList<>();

    private final Deque<UnaryOperator<String>> script = new ArrayDeque<>();
    private boolean allowed = true;

    Machine() {
        lambda.compute = Duration.ZERO;
        InProcessHost host = new InProcessHost();
        host.register("f", (function, payload) -> {
            calls.add(seconds() + " " + payload);
            return script.isEmpty() ? "{}" : script.remove().apply(payload);
        });
        Authorizer authorizer = (principal, action, resource, keys) -> allowed || principal.equals(ApiCall.ADMIN);
        functions = new EmbeddedLambda(world, authorizer, host, lambda);
        functions.register(new FunctionConfiguration("f", FUNCTION, "f", ROLE, Map.of(), 60, 128));
        stepFunctions = new EmbeddedStepFunctions(world, authorizer, functions);
        stepFunctions.endpoint().latency(Duration.ZERO);
    }

    Machine returns(String payload) {
        script.add(input -> payload);
        return this;
    }

    Machine fails(RuntimeException failure) {
        script.add(input -> {
            throw failure;
        });
        return this;
    }

    /** The function's process dies. */
    Machine dies() {
        script.add(input -> {
            throw new CallerDied();
        });
        return this;
    }

    /** The function takes so long that it is still at work. */
    Machine takes(int seconds) {
        script.add(input -> {
            world.clock().advance(Duration.ofSeconds(seconds));
            return "{\"late\": true}";
        });
        return this;
    }

    Machine deny() {
        allowed = false;
        return this;
    }

    String create(String definition) {
        return stepFunctions.create("m", definition, Map.of("F", FUNCTION), ROLE);
    }

    /** Starts the machine and lets time pass until the execution has ended. */
    Execution run(String definition, String input) {
        ApiReply reply = stepFunctions.call(new ApiCall(
                "states",
                "StartExecution",
                Map.of("stateMachineArn", create(definition), "name", "e", "input", input),
                ApiCall.ADMIN));
        if (!(reply instanceof ApiReply.Ok)) {
            throw new AssertionError(reply);
        }
        Execution execution = stepFunctions.executions().get(0);
        world.clock().runUntil(() -> !execution.isRunning(), Instant.MAX);
        return execution;
    }

    /** What the execution carries in the end, as JSON. */
    static String data(Execution execution) {
        try {
            return JSON.std.asString(execution.data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long seconds() {
        return Duration.between(
                        Instant.parse("2026-01-01T00:00:00Z"), world.clock().now())
                .toSeconds();
    }

    /** An error whose class name is its error name. */
    static final class ErrorA extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static final class ErrorB extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static final class ErrorC extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

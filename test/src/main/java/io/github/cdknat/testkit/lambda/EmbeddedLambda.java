package io.github.cdknat.testkit.lambda;

import io.github.cdknat.testkit.iam.Authorizer;
import io.github.cdknat.testkit.kernel.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lambda: a registry of functions, synchronous invocation for Step Functions, asynchronous invocation for CloudFormation.
 *
 * <p>"If the function returns an error, Lambda attempts to run it two more times, with a one-minute wait between the first two
 * attempts, and two minutes between the second and third" (AWS Lambda Developer Guide, "Asynchronous invocation"); events
 * older than MaximumEventAgeInSeconds are dropped.
 */
public final class EmbeddedLambda {
    /** How a synchronous invocation ended, as Step Functions sees it: a payload, or an error's name and cause. */
    public record Answer(String payload, String error, String cause) {
        public boolean isOk() {
            return error == null;
        }
    }

    private record Delivery(int maximumAgeSeconds, int maximumRetries) {}

    private static final Delivery DEFAULT_DELIVERY = new Delivery(21_600, 2);

    private final World world;
    private final Authorizer authorizer;
    private final FunctionHost host;
    private final LambdaSwitches switches;
    private final Map<String, FunctionConfiguration> functions = new LinkedHashMap<>();
    private final Map<String, Delivery> deliveries = new HashMap<>();
    private int invocations;

    public EmbeddedLambda(World world, Authorizer authorizer, FunctionHost host, LambdaSwitches switches) {
        this.world = world;
        this.authorizer = authorizer;
        this.host = host;
        this.switches = switches;
    }

    public LambdaSwitches switches() {
        return switches;
    }

    public int invocations() {
        return invocations;
    }

    public void register(FunctionConfiguration function) {
        functions.put(function.arn(), function);
    }

    public void delete(String arn) {
        functions.remove(arn);
    }

    /** EventInvokeConfig of a function, by its name. */
    public void delivery(String functionName, int maximumAgeSeconds, int maximumRetries) {
        deliveries.put(functionName, new Delivery(maximumAgeSeconds, maximumRetries));
    }

    /** Invokes for an answer; error names are those that a state machine's Retry and Catch see. */
    public Answer invoke(String arn, String payload, String principal) {
        if (!authorizer.allows(principal, "lambda:InvokeFunction", arn, Map.of())) {
            return new Answer(null, "Lambda.AWSLambdaException", "not authorized to perform: lambda:InvokeFunction");
        }
        if (switches.throttled.get()) {
            return new Answer(null, "Lambda.TooManyRequestsException", "Rate Exceeded.");
        }
        FunctionConfiguration function = functions.get(arn);
        if (function == null) {
            return new Answer(null, "Lambda.ResourceNotFoundException", "Function not found: " + arn);
        }
        Answer answer = answer(run(function, payload));
        return switches.answerLost.get()
                ? new Answer(null, "Lambda.ServiceException", "An internal error has occurred.")
                : answer;
    }

    /** Takes an event and delivers it later, at least once. */
    public void invokeAsync(String arn, String payload) {
        int times = switches.deliveredTwice.get() ? 2 : 1;
        for (int i = 0; i < times; i++) {
            Instant taken = world.clock().now();
            world.clock().after(switches.queueing.get(), () -> deliver(arn, payload, taken, 0));
        }
    }

    private void deliver(String arn, String payload, Instant taken, int retries) {
        FunctionConfiguration function = functions.get(arn);
        if (function == null) {
            return;
        }
        Delivery delivery = deliveries.getOrDefault(function.name(), DEFAULT_DELIVERY);
        Duration age = Duration.between(taken, world.clock().now());
        if (age.toSeconds() > delivery.maximumAgeSeconds()) {
            world.events().tell("lambda", function.name(), "event dropped: " + age.toSeconds() + " s old");
            return;
        }
        if (!(run(function, payload) instanceof FunctionHost.Invocation.Returned)
                && retries < delivery.maximumRetries()) {
            world.clock().after(Duration.ofMinutes(retries + 1L), () -> deliver(arn, payload, taken, retries + 1));
        }
    }

    private FunctionHost.Invocation run(FunctionConfiguration function, String payload) {
        invocations++;
        world.clock().advance(switches.compute);
        return host.invoke(function, payload);
    }

    /** Error names: AWS Step Functions Developer Guide, "Error names", and the Lambda service integration. */
    private static Answer answer(FunctionHost.Invocation invocation) {
        if (invocation instanceof FunctionHost.Invocation.Returned returned) {
            return new Answer(returned.payload(), null, null);
        }
        if (invocation instanceof FunctionHost.Invocation.Failed failed) {
            return new Answer(null, failed.errorType(), failed.errorMessage());
        }
        return new Answer(null, "Runtime.ExitError", ((FunctionHost.Invocation.Crashed) invocation).message());
    }
}

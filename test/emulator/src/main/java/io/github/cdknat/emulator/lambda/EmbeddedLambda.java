package io.github.cdknat.emulator.lambda;

import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** One run of a function's code, in virtual time: the calls it made and {@link LambdaOptions#compute}. */
    public record Run(FunctionConfiguration function, Instant begin, Instant end) {
        /** What it costs: its memory for its time, each begun millisecond counted ("AWS Lambda pricing"). */
        public double gigabyteSeconds() {
            return function.memoryMegabytes()
                    / 1024.0
                    * Duration.between(begin, end).toMillis()
                    / 1000.0;
        }
    }

    private record Delivery(int maximumAgeSeconds, int maximumRetries, Optional<String> onFailure) {}

    private static final Delivery DEFAULT_DELIVERY = new Delivery(21_600, 2, Optional.empty());

    private final EmulatedAccount account;
    private final Authorizer authorizer;
    private final FunctionHost host;
    private final LambdaOptions options;
    private final Map<String, FunctionConfiguration> functions = new LinkedHashMap<>();
    private final Map<String, Delivery> deliveries = new HashMap<>();
    private final List<String> errors = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    public EmbeddedLambda(EmulatedAccount account, Authorizer authorizer, FunctionHost host, LambdaOptions options) {
        this.account = account;
        this.authorizer = authorizer;
        this.host = host;
        this.options = options;
    }

    public LambdaOptions options() {
        return options;
    }

    public int invocations() {
        return runs.size();
    }

    /** Every run of a function that has ended, in that order. */
    public List<Run> runs() {
        return List.copyOf(runs);
    }

    /** Every error that a function threw: type and message. A process that died is not one. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** A function that the host cannot run is a stand-in. */
    public void register(FunctionConfiguration function) {
        functions.put(function.arn(), function);
        if (host.runs(function)) {
            host.prepare(function);
        }
    }

    /** Whether the function is there and only stands in: what is asked of it is taken as done. */
    public boolean isStandIn(String arn) {
        FunctionConfiguration function = functions.get(arn);
        return function != null && !host.runs(function);
    }

    /** The function of that name or ARN. */
    public Optional<FunctionConfiguration> function(String name) {
        return functions.values().stream()
                .filter(one -> one.name().equals(name) || one.arn().equals(name))
                .findFirst();
    }

    public void delete(String arn) {
        functions.remove(arn);
    }

    /**
     * EventInvokeConfig of a function, by its name.
     *
     * @param onFailure the ARN of the function that gets what could not be delivered; null for none
     */
    public void delivery(String functionName, int maximumAgeSeconds, int maximumRetries, String onFailure) {
        deliveries.put(functionName, new Delivery(maximumAgeSeconds, maximumRetries, Optional.ofNullable(onFailure)));
    }

    /** Invokes for an answer; error names are those that a state machine's Retry and Catch see. */
    public Answer invoke(String arn, String payload, String principal) {
        if (!authorizer.allows(principal, "lambda:InvokeFunction", arn, Map.of())) {
            return new Answer(null, "Lambda.AWSLambdaException", "not authorized to perform: lambda:InvokeFunction");
        }
        if (options.throttled.get()) {
            return new Answer(null, "Lambda.TooManyRequestsException", "Rate Exceeded.");
        }
        if (options.unavailable.get()) {
            return new Answer(null, "Lambda.ServiceException", "The service is temporarily unavailable.");
        }
        FunctionConfiguration function = functions.get(arn);
        if (function == null) {
            return new Answer(null, "Lambda.ResourceNotFoundException", "Function not found: " + arn);
        }
        Answer answer = answer(run(function, payload));
        return options.answerLost.get()
                ? new Answer(null, "Lambda.ServiceException", "An internal error has occurred.")
                : answer;
    }

    /** Takes an event and delivers it later, at least once. */
    public void invokeAsync(String arn, String payload) {
        if (options.eventLost.get()) {
            account.events().tell("lambda", arn, "event lost");
            return;
        }
        int times = options.deliveredTwice.get() ? 2 : 1;
        for (int i = 0; i < times; i++) {
            Instant taken = account.now();
            account.clock().after(options.queueing.get(), () -> deliver(arn, payload, taken, 0, Duration.ofSeconds(1)));
        }
    }

    private void deliver(String arn, String payload, Instant taken, int retries, Duration throttledFor) {
        FunctionConfiguration function = functions.get(arn);
        if (function == null) {
            return;
        }
        Delivery delivery = deliveries.getOrDefault(function.name(), DEFAULT_DELIVERY);
        Duration age = Duration.between(taken, account.now());
        if (age.toSeconds() > delivery.maximumAgeSeconds()) {
            giveUp(function, delivery, payload, "EventAgeExceeded", "");
            return;
        }
        if (options.eventThrottled.get()) {
            Duration next = throttledFor.multipliedBy(2);
            boolean longer = next.compareTo(options.eventRetryAtMost) > 0;
            Duration then = longer ? options.eventRetryAtMost : next;
            account.clock().after(throttledFor, () -> deliver(arn, payload, taken, retries, then));
            return;
        }
        FunctionHost.Invocation outcome = run(function, payload);
        if (outcome instanceof FunctionHost.Invocation.Returned) {
            return;
        }
        if (retries < delivery.maximumRetries()) {
            account.clock()
                    .after(
                            Duration.ofMinutes(retries + 1L),
                            () -> deliver(arn, payload, taken, retries + 1, Duration.ofSeconds(1)));
        } else {
            giveUp(
                    function,
                    delivery,
                    payload,
                    "RetriesExhausted",
                    answer(outcome).cause());
        }
    }

    /** Sends an invocation record to the on-failure destination, with the rights of the function's role. */
    private void giveUp(
            FunctionConfiguration function, Delivery delivery, String payload, String condition, String error) {
        account.events().tell("lambda", function.name(), "event given up: " + condition);
        delivery.onFailure()
                .filter(arn -> authorizer.allows(function.roleArn(), "lambda:InvokeFunction", arn, Map.of()))
                .ifPresent(arn -> invokeAsync(arn, invocationRecord(function, payload, condition, error)));
    }

    /** "Invocation record", AWS Lambda Developer Guide. */
    private String invocationRecord(FunctionConfiguration function, String payload, String condition, String error) {
        return Json.write(new Members()
                .with("version", "1.0")
                .with("timestamp", account.now().toString())
                .with("requestContext", Map.of("functionArn", function.arn() + ":$LATEST", "condition", condition))
                .with("requestPayload", Json.object(payload))
                .withIf(!error.isEmpty(), "responsePayload", Map.of("errorMessage", error)));
    }

    private FunctionHost.Invocation run(FunctionConfiguration function, String payload) {
        Instant begin = account.now();
        account.clock().advance(options.compute);
        FunctionHost.Invocation invocation = host.invoke(function, payload);
        runs.add(new Run(function, begin, account.now()));
        if (account.now().isAfter(begin.plusSeconds(function.timeoutSeconds()))) {
            return new FunctionHost.Invocation.Failed(
                    "Sandbox.Timedout", "Error: Task timed out after " + function.timeoutSeconds() + ".00 seconds");
        }
        if (invocation instanceof FunctionHost.Invocation.Failed failed) {
            errors.add(failed.errorType() + ": " + failed.errorMessage());
        }
        return invocation;
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

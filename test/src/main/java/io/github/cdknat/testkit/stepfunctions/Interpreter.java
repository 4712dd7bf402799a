package io.github.cdknat.testkit.stepfunctions;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.testkit.kernel.World;
import io.github.cdknat.testkit.lambda.EmbeddedLambda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an execution from state to state (Amazon States Language specification). Errors: States.ALL catches everything but
 * States.Runtime and States.DataLimitExceeded (Step Functions Developer Guide, "Error names").
 */
final class Interpreter {
    /** "Maximum execution history size: 25,000 events" (Step Functions quotas). */
    private static final int MOST_EVENTS = 25_000;

    /** "Maximum input or output size for a task, state, or execution: 256 KiB" (Step Functions quotas). */
    private static final int MOST_BYTES = 262_144;

    private final World world;
    private final EmbeddedLambda lambda;
    private final Duration transition;

    Interpreter(World world, EmbeddedLambda lambda, Duration transition) {
        this.world = world;
        this.lambda = lambda;
        this.transition = transition;
    }

    void enter(Execution execution, String state) {
        execution.state = state;
        execution.retries = 0;
        world.clock().after(transition, () -> {
            execution.entered = world.clock().now();
            step(execution);
        });
    }

    private void step(Execution execution) {
        if (!execution.isRunning()) {
            return;
        }
        execution.events += 5;
        if (execution.events > MOST_EVENTS) {
            end(execution, "FAILED", "the history has more than 25,000 events");
            return;
        }
        Map<String, Object> state = execution.machine.definition().state(execution.state);
        try {
            switch ((String) state.get("Type")) {
                case "Task" -> task(execution, state);
                case "Choice" -> enter(execution, Choices.next(state, execution.data, execution.context()));
                case "Wait" -> pause(execution, state);
                case "Pass" -> pass(execution, state);
                case "Succeed" -> end(execution, "SUCCEEDED", "");
                default -> end(execution, "FAILED", String.valueOf(state.get("Cause")));
            }
        } catch (Choices.StatesRuntimeException e) {
            end(execution, "FAILED", "States.Runtime: " + e.getMessage());
        }
    }

    private void pause(Execution execution, Map<String, Object> state) {
        Object seconds = state.containsKey("Seconds")
                ? state.get("Seconds")
                : JsonPath.read((String) state.get("SecondsPath"), execution.data, execution.context());
        if (!(seconds instanceof Number number) || number.longValue() < 0) {
            throw new Choices.StatesRuntimeException("Invalid seconds: " + seconds);
        }
        world.clock().after(Duration.ofSeconds(number.longValue()), () -> {
            if (execution.isRunning()) {
                enter(execution, (String) state.get("Next"));
            }
        });
    }

    private void pass(Execution execution, Map<String, Object> state) {
        put(execution, (String) state.getOrDefault("ResultPath", "$"), state.get("Result"));
        enter(execution, (String) state.get("Next"));
    }

    private void task(Execution execution, Map<String, Object> state) {
        Object parameters = resolve(state.get("Parameters"), execution.data, execution.context());
        String payload = write(parameters);
        EmbeddedLambda.Answer answer = payload.length() > MOST_BYTES
                ? new EmbeddedLambda.Answer(null, "States.DataLimitExceeded", "the input is over 256 KiB")
                : lambda.invoke(
                        execution.machine.substituted((String) state.get("Resource")),
                        payload,
                        execution.machine.roleArn());
        if (answer.isOk() && answer.payload().length() > MOST_BYTES) {
            answer = new EmbeddedLambda.Answer(null, "States.DataLimitExceeded", "the output is over 256 KiB");
        }
        if (!answer.isOk()) {
            failed(execution, state, answer);
            return;
        }
        Map<String, Object> result = read(answer.payload());
        world.events().tell("states", execution.name, execution.state + " -> " + describe(result));
        put(execution, (String) state.getOrDefault("ResultPath", "$"), result);
        enter(execution, (String) state.get("Next"));
    }

    private static String describe(Map<String, Object> result) {
        Object wait = result.get("wait");
        return result.get("next") + (wait == null ? "" : " " + wait + " s");
    }

    private void failed(Execution execution, Map<String, Object> state, EmbeddedLambda.Answer answer) {
        world.events().tell("states", execution.name, execution.state + " failed: " + answer.error());
        for (Object item : list(state.get("Retry"))) {
            Map<?, ?> rule = (Map<?, ?>) item;
            if (matches(rule, answer.error()) && execution.retries < number(rule.get("MaxAttempts"), 3)) {
                double delay = number(rule.get("IntervalSeconds"), 1)
                        * Math.pow(number(rule.get("BackoffRate"), 2), execution.retries);
                long millis = (long) (1000 * Math.min(delay, number(rule.get("MaxDelaySeconds"), Integer.MAX_VALUE)));
                execution.retries++;
                world.clock().after(Duration.ofMillis(millis), () -> step(execution));
                return;
            }
        }
        for (Object item : list(state.get("Catch"))) {
            Map<?, ?> rule = (Map<?, ?>) item;
            if (matches(rule, answer.error())) {
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("Error", answer.error());
                error.put("Cause", answer.cause());
                put(execution, (String) rule.get("ResultPath"), error);
                enter(execution, (String) rule.get("Next"));
                return;
            }
        }
        end(execution, "FAILED", answer.error() + ": " + answer.cause());
    }

    private static boolean matches(Map<?, ?> rule, String error) {
        List<?> names = list(rule.get("ErrorEquals"));
        boolean catchable = !error.equals("States.Runtime") && !error.equals("States.DataLimitExceeded");
        return names.contains(error) || names.contains("States.ALL") && catchable;
    }

    private void end(Execution execution, String status, String cause) {
        execution.status = status;
        execution.end = world.clock().now();
        world.events().tell("states", execution.name, status + (cause.isEmpty() ? "" : ": " + cause));
    }

    @SuppressWarnings("unchecked")
    private static void put(Execution execution, String path, Object result) {
        execution.data = (Map<String, Object>) JsonPath.write(path, execution.data, result);
    }

    private static Object resolve(Object template, Object input, Map<String, Object> context) {
        if (!(template instanceof Map<?, ?> map)) {
            return template;
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = key.toString();
            if (name.endsWith(".$")) {
                Object found = JsonPath.read((String) value, input, context);
                if (found == JsonPath.MISSING) {
                    throw new Choices.StatesRuntimeException("The JSONPath '" + value + "' could not be found");
                }
                resolved.put(name.substring(0, name.length() - 2), found);
            } else {
                resolved.put(name, resolve(value, input, context));
            }
        });
        return resolved;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static double number(Object value, double otherwise) {
        return value == null ? otherwise : ((Number) value).doubleValue();
    }

    private static String write(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(String text) {
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.cdknat.emulator.stepfunctions;

import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Task states: one Lambda function each, with TimeoutSeconds, Retry and Catch. */
record TaskState(EmulatedAccount account, EmbeddedLambda lambda, Interpreter interpreter) {
    /** "Maximum input or output size for a task, state, or execution: 256 KiB of data as a UTF-8 encoded string" (quotas). */
    private static final int MOST_BYTES = 262_144;

    /** LambdaFunctionScheduled, LambdaFunctionStarted, and how it ended. */
    private static final int EVENTS_OF_AN_ATTEMPT = 3;

    void attempt(StateMachineExecution execution, Map<String, Object> state) {
        if (!execution.isRunning() || !interpreter.records(execution, EVENTS_OF_AN_ATTEMPT)) {
            return;
        }
        String payload = Json.write(PayloadTemplate.resolve(state.get("Parameters"), execution, account.random()));
        if (bytes(payload) > MOST_BYTES) {
            failed(execution, state, error("States.DataLimitExceeded", "the input is over 256 KiB"));
            return;
        }
        int attempt = ++execution.attempts;
        VirtualClock.Event timeout = timeout(execution, state, attempt);
        EmbeddedLambda.Answer answer = lambda.invoke(
                execution.machine.substituted((String) state.get("Resource")), payload, execution.machine.roleArn());
        if (execution.isRunning() && execution.attempts == attempt) {
            timeout.cancel();
            execution.attempts++;
            ended(execution, state, answer);
        }
    }

    /** A task that takes longer than TimeoutSeconds fails; the function runs on, and its answer is lost. */
    private VirtualClock.Event timeout(StateMachineExecution execution, Map<String, Object> state, int attempt) {
        long seconds = ((Number) state.getOrDefault("TimeoutSeconds", 99_999_999)).longValue();
        return account.clock().after(Duration.ofSeconds(seconds), () -> {
            if (execution.isRunning() && execution.attempts == attempt) {
                execution.attempts++;
                failed(execution, state, error("States.Timeout", "the task took longer than " + seconds + " s"));
            }
        });
    }

    private void ended(StateMachineExecution execution, Map<String, Object> state, EmbeddedLambda.Answer answer) {
        if (!answer.isOk()) {
            failed(execution, state, answer);
        } else if (bytes(answer.payload()) > MOST_BYTES) {
            failed(execution, state, error("States.DataLimitExceeded", "the output is over 256 KiB"));
        } else {
            Object result = Json.read(answer.payload());
            account.events().tell("states", execution.name, execution.state + " -> " + describe(result));
            execution.put((String) state.getOrDefault("ResultPath", "$"), result);
            interpreter.follow(execution, state);
        }
    }

    private static String describe(Object result) {
        Map<?, ?> fields = result instanceof Map<?, ?> map ? map : Map.of();
        Object wait = fields.get("wait");
        return fields.get("next") + (wait == null ? "" : " " + wait + " s");
    }

    // ------------------------------------------------------------------ Retry and Catch

    /** "MaxAttempts" counts for each retrier apart; the counts begin anew when the state is entered again (specification). */
    private void failed(StateMachineExecution execution, Map<String, Object> state, EmbeddedLambda.Answer answer) {
        account.events().tell("states", execution.name, execution.state + " failed: " + answer.error());
        List<?> retriers = list(state.get("Retry"));
        for (int index = 0; index < retriers.size(); index++) {
            Map<?, ?> retrier = (Map<?, ?>) retriers.get(index);
            if (matches(retrier, answer.error())) {
                int used = execution.retries.getOrDefault(index, 0);
                if (used < number(retrier.get("MaxAttempts"), 3)) {
                    execution.retries.put(index, used + 1);
                    account.clock()
                            .after(jittered(retrier, delay(retrier, used)), () -> attemptAgain(execution, state));
                    return;
                }
                break;
            }
        }
        caught(execution, state, answer);
    }

    private void attemptAgain(StateMachineExecution execution, Map<String, Object> state) {
        try {
            attempt(execution, state);
        } catch (StatesRuntimeException e) {
            interpreter.end(execution, "FAILED", "States.Runtime: " + e.getMessage());
        }
    }

    private static Duration delay(Map<?, ?> retrier, int used) {
        double delay =
                number(retrier.get("IntervalSeconds"), 1) * Math.pow(number(retrier.get("BackoffRate"), 2), used);
        return Duration.ofMillis((long) (1000 * Math.min(delay, number(retrier.get("MaxDelaySeconds"), 31_622_400))));
    }

    /** "FULL": a delay between nothing and the whole one (specification, JitterStrategy). */
    private Duration jittered(Map<?, ?> retrier, Duration delay) {
        return "FULL".equals(retrier.get("JitterStrategy")) ? account.random().between(Duration.ZERO, delay) : delay;
    }

    private void caught(StateMachineExecution execution, Map<String, Object> state, EmbeddedLambda.Answer answer) {
        for (Object item : list(state.get("Catch"))) {
            Map<?, ?> catcher = (Map<?, ?>) item;
            if (matches(catcher, answer.error())) {
                Members error = new Members().with("Error", answer.error()).with("Cause", answer.cause());
                Object path = catcher.get("ResultPath");
                execution.put(path == null ? "$" : path.toString(), error);
                interpreter.enter(execution, (String) catcher.get("Next"));
                return;
            }
        }
        interpreter.end(execution, "FAILED", answer.error() + ": " + answer.cause());
    }

    /**
     * States.ALL stands for every error but States.Runtime and States.DataLimitExceeded, States.TaskFailed for every error of a task but
     * States.Timeout (Step Functions Developer Guide, "Error names").
     */
    private static boolean matches(Map<?, ?> rule, String error) {
        List<?> names = list(rule.get("ErrorEquals"));
        boolean terminal = error.equals("States.DataLimitExceeded");
        return names.contains(error)
                || names.contains("States.ALL") && !terminal
                || names.contains("States.TaskFailed") && !terminal && !error.equals("States.Timeout");
    }

    // ------------------------------------------------------------------ data

    private static EmbeddedLambda.Answer error(String name, String cause) {
        return new EmbeddedLambda.Answer(null, name, cause);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static double number(Object value, double otherwise) {
        return value == null ? otherwise : ((Number) value).doubleValue();
    }
}

package io.github.cdknat.emulator.stepfunctions;

import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import java.time.Duration;
import java.util.Map;

/** Runs an execution from state to state (Amazon States Language specification). */
final class Interpreter {
    /** "Maximum execution history size: 25,000 events", after which the execution fails (Step Functions quotas). */
    private static final int MOST_EVENTS = 25_000;

    /** "Seconds: A time, in seconds, up to 99999999" ("Wait workflow state"). */
    private static final long LONGEST_WAIT = 99_999_999;

    private final EmulatedAccount account;
    private final TaskState tasks;
    private final StepFunctionsOptions options;

    Interpreter(EmulatedAccount account, EmbeddedLambda lambda, StepFunctionsOptions options) {
        this.account = account;
        this.tasks = new TaskState(account, lambda, this);
        this.options = options;
    }

    void enter(StateMachineExecution execution, String state) {
        execution.state = state;
        execution.retries.clear();
        account.clock().after(options.transition, () -> {
            if (options.halted.getAsBoolean() && execution.isRunning()) {
                enter(execution, state);
                return;
            }
            execution.entered = account.now();
            step(execution);
        });
    }

    /** Counts history events; false if there are too many, and then the execution has failed. */
    boolean records(StateMachineExecution execution, int events) {
        execution.events += events;
        if (execution.events > MOST_EVENTS) {
            end(execution, "FAILED", "The execution reached the maximum number of history events (25000).");
            return false;
        }
        return true;
    }

    private void step(StateMachineExecution execution) {
        if (!execution.isRunning() || !records(execution, 2)) {
            return;
        }
        Map<String, Object> state = execution.machine.definition().state(execution.state);
        try {
            switch ((String) state.get("Type")) {
                case "Task" -> tasks.attempt(execution, state);
                case "Choice" -> choose(execution, state);
                case "Wait" -> pause(execution, state);
                case "Pass" -> pass(execution, state);
                case "Succeed" -> end(execution, "SUCCEEDED", "");
                default -> end(execution, "FAILED", state.get("Error") + ": " + state.get("Cause"));
            }
        } catch (StatesRuntimeException e) {
            end(execution, "FAILED", "States.Runtime: " + e.getMessage());
        }
    }

    /** "States.NoChoiceMatched", which nothing can catch, because a Choice has no Catch. */
    private void choose(StateMachineExecution execution, Map<String, Object> state) {
        String next = ChoiceState.next(state, execution);
        if (next == null) {
            end(execution, "FAILED", "States.NoChoiceMatched");
        } else {
            enter(execution, next);
        }
    }

    private void pause(StateMachineExecution execution, Map<String, Object> state) {
        Object seconds = state.containsKey("Seconds")
                ? state.get("Seconds")
                : JsonPath.read((String) state.get("SecondsPath"), execution);
        boolean whole = seconds instanceof Integer || seconds instanceof Long;
        long value = whole ? ((Number) seconds).longValue() : -1;
        if (value < 0 || value > LONGEST_WAIT) {
            throw new StatesRuntimeException("Invalid seconds: "
                    + (seconds == JsonPath.MISSING ? "nothing at " + state.get("SecondsPath") : seconds));
        }
        account.clock().after(Duration.ofSeconds(value), () -> {
            if (execution.isRunning()) {
                follow(execution, state);
            }
        });
    }

    private void pass(StateMachineExecution execution, Map<String, Object> state) {
        Object result = state.containsKey("Parameters")
                ? PayloadTemplate.resolve(state.get("Parameters"), execution, account.random())
                : state.get("Result");
        if (result != null) {
            execution.put((String) state.getOrDefault("ResultPath", "$"), result);
        }
        follow(execution, state);
    }

    /** Next, or the end of the execution. */
    void follow(StateMachineExecution execution, Map<String, Object> state) {
        if (Boolean.TRUE.equals(state.get("End"))) {
            end(execution, "SUCCEEDED", "");
        } else {
            enter(execution, (String) state.get("Next"));
        }
    }

    void end(StateMachineExecution execution, String status, String cause) {
        execution.status = status;
        execution.cause = cause;
        execution.end = account.now();
        account.events().tell("states", execution.name, status + (cause.isEmpty() ? "" : ": " + cause));
    }
}

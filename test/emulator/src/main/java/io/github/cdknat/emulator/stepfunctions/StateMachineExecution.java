package io.github.cdknat.emulator.stepfunctions;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One execution: where it is, and what it carries. */
public final class StateMachineExecution {
    final StateMachine machine;
    final String name;
    final String arn;
    final String input;
    final Instant start;
    Object data;
    String state;
    Instant entered;
    /** How often each retrier of the current state has been used, by its index. */
    final Map<Integer, Integer> retries = new HashMap<>();

    /** Goes up whenever an attempt of a task begins or ends, so that an answer that comes too late is known. */
    int attempts;

    int events;
    String cause = "";
    String status = "RUNNING";
    Instant end;

    StateMachineExecution(
            StateMachine machine, String name, String arn, String input, Instant start, Map<String, Object> data) {
        this.machine = machine;
        this.name = name;
        this.arn = arn;
        this.input = input;
        this.start = start;
        this.data = data;
    }

    public String arn() {
        return arn;
    }

    public String name() {
        return name;
    }

    public String status() {
        return status;
    }

    public Instant start() {
        return start;
    }

    /** When it ended; null while it runs. */
    public Instant end() {
        return end;
    }

    /** What it carries now: the event, and the journal as of the last pass. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> data() {
        return (Map<String, Object>) data;
    }

    /** Why it failed; empty if it did not. */
    public String cause() {
        return cause;
    }

    /** Puts a result where ResultPath says. */
    void put(String path, Object result) {
        data = JsonPath.write(path, data, result);
    }

    boolean isRunning() {
        return status.equals("RUNNING");
    }

    /** The context object, "Accessing execution data from the Context object" in the Step Functions Developer Guide. */
    Map<String, Object> context() {
        int retried = retries.values().stream().mapToInt(Integer::intValue).sum();
        return Map.of(
                "Execution", Map.of("Id", arn, "Name", name, "StartTime", start.toString()),
                "State", Map.of("Name", state, "EnteredTime", entered.toString(), "RetryCount", retried),
                "StateMachine", Map.of("Id", machine.arn(), "Name", machine.name()));
    }
}

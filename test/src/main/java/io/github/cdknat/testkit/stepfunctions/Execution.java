package io.github.cdknat.testkit.stepfunctions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One execution: where it is, and what it carries. */
public final class Execution {
    final StateMachine machine;
    final String name;
    final String arn;
    final String input;
    final Instant start;
    Map<String, Object> data;
    String state;
    Instant entered;
    int retries;
    int events;
    String status = "RUNNING";
    Instant end;

    Execution(StateMachine machine, String name, String arn, String input, Instant start, Map<String, Object> data) {
        this.machine = machine;
        this.name = name;
        this.arn = arn;
        this.input = input;
        this.start = start;
        this.data = data;
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
    public Map<String, Object> data() {
        return data;
    }

    boolean isRunning() {
        return status.equals("RUNNING");
    }

    /** The context object, "Accessing execution data from the Context object" in the Step Functions Developer Guide. */
    Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("Execution", Map.of("Id", arn, "Name", name, "StartTime", start.toString()));
        context.put("State", Map.of("Name", state, "EnteredTime", entered.toString(), "RetryCount", retries));
        context.put("StateMachine", Map.of("Id", machine.arn(), "Name", machine.name()));
        return context;
    }
}

package io.github.cdknat.emulator.stepfunctions;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.ErrorCodes;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import io.github.cdknat.emulator.iam.Authorizer;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Step Functions: runs the synthesized definition; StartExecution and ListExecutions as the API has them. */
public final class EmbeddedStepFunctions implements ApiService {
    /** "The default is 100 and the maximum allowed page size is 1000. A value of 0 uses the default" (API). */
    private static final int DEFAULT_PAGE = 100;

    private static final int MOST_PAGE = 1000;
    private static final int LONGEST_INPUT = 262_144;
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "StartExecution", Set.of("stateMachineArn", "name", "input"),
            "StopExecution", Set.of("executionArn", "error", "cause"),
            "ListExecutions", Set.of("stateMachineArn", "maxResults", "nextToken", "statusFilter"));

    private final EmulatedAccount account;
    private final RequestHandling endpoint;
    private final Interpreter interpreter;
    private final Map<String, StateMachine> machines = new LinkedHashMap<>();
    private final Map<String, StateMachineExecution> executions = new LinkedHashMap<>();

    private final StepFunctionsOptions options = new StepFunctionsOptions();

    public EmbeddedStepFunctions(EmulatedAccount account, Authorizer authorizer, EmbeddedLambda lambda) {
        this.account = account;
        this.interpreter = new Interpreter(account, lambda, options);
        this.endpoint = new RequestHandling(
                account, authorizer, call -> call.text("stateMachineArn"), ErrorCodes.STEP_FUNCTIONS, this::handle);
    }

    public RequestHandling endpoint() {
        return endpoint;
    }

    public StepFunctionsOptions options() {
        return options;
    }

    @Override
    public ApiReply call(ApiCall call) {
        return endpoint.call(call);
    }

    /** Creates or replaces a state machine and returns its ARN. */
    public String create(String name, String definition, Map<String, String> substitutions, String roleArn) {
        String arn = "arn:aws:states:" + account.region() + ":" + account.account() + ":stateMachine:" + name;
        machines.put(
                arn, new StateMachine(name, arn, StateMachineDefinition.parse(definition), substitutions, roleArn));
        return arn;
    }

    /** "On the next state transition, the state machine's executions are terminated" (DeleteStateMachine). */
    public void delete(String arn) {
        machines.remove(arn);
        executions.values().stream()
                .filter(execution -> execution.machine.arn().equals(arn) && execution.isRunning())
                .forEach(execution -> {
                    execution.status = "ABORTED";
                    execution.end = account.now();
                });
    }

    /** All executions, oldest first. */
    public List<StateMachineExecution> executions() {
        return List.copyOf(executions.values());
    }

    private RequestHandling.Outcome handle(ApiCall call) {
        Set<String> known = PARAMETERS.get(call.action());
        if (known == null) {
            throw new ApiFaultException("UnknownOperationException", call.action());
        }
        if (!known.containsAll(call.parameters().keySet())) {
            throw new ApiFaultException(
                    "ValidationException",
                    "Unknown parameter among " + call.parameters().keySet());
        }
        return switch (call.action()) {
            case "StartExecution" -> start(call);
            case "StopExecution" -> stop(call);
            default -> RequestHandling.Outcome.read(list(call));
        };
    }

    /** "StartExecution is idempotent for STANDARD workflows": the same name and input while the execution runs (API). */
    private RequestHandling.Outcome start(ApiCall call) {
        StateMachine machine = machine(call);
        String name = call.text("name") == null ? account.requestId() : call.text("name");
        if (!name.matches("[0-9A-Za-z_-]{1,80}")) {
            throw new ApiFaultException("InvalidName", "Invalid Name: '" + name + "'");
        }
        String input = call.text("input") == null ? "{}" : call.text("input");
        Map<String, Object> parsed = parse(input);
        String arn = machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
        StateMachineExecution existing = executions.get(arn);
        if (existing != null && !(existing.isRunning() && existing.input.equals(input))) {
            throw new ApiFaultException("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        StateMachineExecution execution = existing == null
                ? begin(new StateMachineExecution(machine, name, arn, input, account.now(), parsed))
                : existing;
        Members body = new Members().with("executionArn", arn).with("startDate", epoch(execution.start));
        return new RequestHandling.Outcome(body, existing == null);
    }

    /** A function that is running at that moment runs on; its answer is lost. */
    private RequestHandling.Outcome stop(ApiCall call) {
        StateMachineExecution execution = executions.get(call.text("executionArn"));
        if (execution == null) {
            throw new ApiFaultException(
                    "ExecutionDoesNotExist", "Execution Does Not Exist: '" + call.text("executionArn") + "'");
        }
        if (execution.isRunning()) {
            interpreter.end(
                    execution, "ABORTED", String.valueOf(call.parameters().getOrDefault("cause", "")));
        }
        return RequestHandling.Outcome.changed(new Members().with("stopDate", epoch(execution.end)));
    }

    private StateMachineExecution begin(StateMachineExecution execution) {
        executions.put(execution.arn, execution);
        interpreter.records(execution, 1);
        interpreter.enter(execution, execution.machine.definition().startAt());
        return execution;
    }

    /** Newest first: "The most recent executions are at the top of the list" (API). */
    private Map<String, Object> list(ApiCall call) {
        StateMachine machine = machine(call);
        Instant shown = account.now().minus(options.staleness.apply(call));
        String filter = call.text("statusFilter");
        List<Members> found = executions.values().stream()
                .filter(one -> one.machine == machine || one.machine.arn().equals(machine.arn()))
                .filter(one -> !one.start.isAfter(shown))
                .map(one -> item(one, shown))
                .filter(item -> filter == null || filter.equals(item.get("status")))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(found);
        int token = call.text("nextToken") == null ? 0 : number(call, "nextToken", "InvalidToken", Integer.MAX_VALUE);
        int size = call.text("maxResults") == null ? 0 : number(call, "maxResults", "ValidationException", MOST_PAGE);
        int from = Math.min(token, found.size());
        int to = Math.min(found.size(), from + (size == 0 ? DEFAULT_PAGE : size));
        return new Members()
                .with("executions", found.subList(from, to))
                .withIf(to < found.size(), "nextToken", String.valueOf(to));
    }

    private static int number(ApiCall call, String name, String code, int most) {
        String text = call.text(name);
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new ApiFaultException(code, "Invalid " + name + ": " + text);
        }
        return Integer.parseInt(text);
    }

    private static Members item(StateMachineExecution execution, Instant shown) {
        boolean ended = execution.end != null && !execution.end.isAfter(shown);
        return new Members()
                .with("executionArn", execution.arn)
                .with("name", execution.name)
                .with("stateMachineArn", execution.machine.arn())
                .with("startDate", epoch(execution.start))
                .with("status", ended ? execution.status : "RUNNING")
                .with("stopDate", ended ? epoch(execution.end) : null);
    }

    private StateMachine machine(ApiCall call) {
        StateMachine machine = machines.get(call.text("stateMachineArn"));
        if (machine == null) {
            throw new ApiFaultException(
                    "StateMachineDoesNotExist", "State Machine Does Not Exist: " + call.text("stateMachineArn"));
        }
        return machine;
    }

    private static Double epoch(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static Map<String, Object> parse(String input) {
        if (input.length() > LONGEST_INPUT) {
            throw new ApiFaultException("InvalidExecutionInput", "Invalid State Machine Execution Input: too long");
        }
        try {
            return JSON.std.mapFrom(input);
        } catch (IOException e) {
            throw new ApiFaultException("InvalidExecutionInput", "Invalid State Machine Execution Input");
        }
    }
}

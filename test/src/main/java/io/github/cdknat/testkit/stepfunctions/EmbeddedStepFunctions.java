package io.github.cdknat.testkit.stepfunctions;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.testkit.iam.Authorizer;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiFaultException;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.ApiService;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.FaultCodes;
import io.github.cdknat.testkit.kernel.World;
import io.github.cdknat.testkit.lambda.EmbeddedLambda;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Step Functions: runs the synthesized definition; StartExecution, ListExecutions and DescribeExecution as the API has them. */
public final class EmbeddedStepFunctions implements ApiService {
    private static final int DEFAULT_PAGE = 100;

    private final World world;
    private final Endpoint endpoint;
    private final Interpreter interpreter;
    private final Map<String, StateMachine> machines = new LinkedHashMap<>();
    private final Map<String, Execution> executions = new LinkedHashMap<>();

    /**
     * How long ListExecutions may take to show a start or an end: "eventually consistent" (API reference), without a number;
     * asked at every call.
     */
    private Supplier<Duration> listDelay = () -> Duration.ZERO;

    public EmbeddedStepFunctions(World world, Authorizer authorizer, EmbeddedLambda lambda) {
        this.world = world;
        this.interpreter = new Interpreter(world, lambda, Duration.ofMillis(20));
        this.endpoint = new Endpoint(
                world, authorizer, call -> call.text("stateMachineArn"), FaultCodes.STEP_FUNCTIONS, this::handle);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public void listDelay(Supplier<Duration> listDelay) {
        this.listDelay = listDelay;
    }

    @Override
    public ApiReply call(ApiCall call) {
        return endpoint.call(call);
    }

    /** Creates or replaces a state machine and returns its ARN. */
    public String create(String name, String definition, Map<String, String> substitutions, String roleArn) {
        String arn = "arn:aws:states:" + world.region() + ":" + world.account() + ":stateMachine:" + name;
        machines.put(arn, new StateMachine(name, arn, Definition.parse(definition), substitutions, roleArn));
        return arn;
    }

    /** "On the next state transition, the state machine's executions are terminated" (DeleteStateMachine). */
    public void delete(String arn) {
        machines.remove(arn);
        executions.values().stream()
                .filter(execution -> execution.machine.arn().equals(arn) && execution.isRunning())
                .forEach(execution -> {
                    execution.status = "ABORTED";
                    execution.end = world.clock().now();
                });
    }

    /** All executions, oldest first. */
    public List<Execution> executions() {
        return List.copyOf(executions.values());
    }

    private Endpoint.Outcome handle(ApiCall call) {
        return switch (call.action()) {
            case "StartExecution" -> start(call);
            case "ListExecutions" -> Endpoint.Outcome.read(list(call));
            default -> throw new ApiFaultException(400, "UnknownOperationException", call.action());
        };
    }

    private Endpoint.Outcome start(ApiCall call) {
        StateMachine machine = machine(call);
        String name = call.text("name");
        if (name == null || !name.matches("[0-9A-Za-z_-]{1,80}")) {
            throw new ApiFaultException(400, "InvalidName", "Invalid Name: '" + name + "'");
        }
        String arn = machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
        Execution existing = executions.get(arn);
        if (existing != null && !(existing.isRunning() && existing.input.equals(call.text("input")))) {
            throw new ApiFaultException(400, "ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        if (existing == null) {
            existing = begin(machine, name, arn, call.text("input"));
        }
        return Endpoint.Outcome.changed(
                new LinkedHashMap<>(Map.of("executionArn", arn, "startDate", epoch(existing.start))));
    }

    private Execution begin(StateMachine machine, String name, String arn, String input) {
        Execution execution =
                new Execution(machine, name, arn, input, world.clock().now(), parse(input));
        executions.put(arn, execution);
        interpreter.enter(execution, machine.definition().startAt());
        return execution;
    }

    private Map<String, Object> list(ApiCall call) {
        StateMachine machine = machine(call);
        Instant shown = world.clock().now().minus(listDelay.get());
        List<Execution> found = new ArrayList<>(executions.values());
        Collections.reverse(found);
        found.removeIf(execution ->
                execution.machine != machine && !execution.machine.arn().equals(machine.arn())
                        || execution.start.isAfter(shown));
        int from = call.text("nextToken") == null ? 0 : Integer.parseInt(call.text("nextToken"));
        int page = call.text("maxResults") == null ? DEFAULT_PAGE : Integer.parseInt(call.text("maxResults"));
        int to = Math.min(found.size(), from + page);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "executions",
                found.subList(from, to).stream()
                        .map(execution -> (Object) item(execution, shown))
                        .toList());
        if (to < found.size()) {
            body.put("nextToken", String.valueOf(to));
        }
        return body;
    }

    private static Map<String, Object> item(Execution execution, Instant shown) {
        boolean ended = execution.end != null && !execution.end.isAfter(shown);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("executionArn", execution.arn);
        item.put("name", execution.name);
        item.put("stateMachineArn", execution.machine.arn());
        item.put("startDate", epoch(execution.start));
        item.put("status", ended ? execution.status : "RUNNING");
        if (ended) {
            item.put("stopDate", epoch(execution.end));
        }
        return item;
    }

    private StateMachine machine(ApiCall call) {
        StateMachine machine = machines.get(call.text("stateMachineArn"));
        if (machine == null) {
            throw new ApiFaultException(
                    400, "StateMachineDoesNotExist", "State Machine Does Not Exist: " + call.text("stateMachineArn"));
        }
        return machine;
    }

    private static double epoch(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static Map<String, Object> parse(String input) {
        try {
            return JSON.std.mapFrom(input);
        } catch (IOException e) {
            throw new ApiFaultException(400, "InvalidExecutionInput", "Invalid State Machine Execution Input");
        }
    }
}

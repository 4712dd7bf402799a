package io.github.cdknat.acceptance.bench.start;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.http.EmulatorServer;
import io.github.cdknat.emulator.lambda.ExecutionEnvironment;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import io.github.cdknat.emulator.stepfunctions.StateMachineExecution;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.simulation.ExampleTemplates;
import io.github.cdknat.simulation.InProcessAws;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts a function's process under AWS's runtime interface client, pinned to one core, and lets it take one event: for ours a pass of the
 * state machine. Step Functions, CloudFormation and EC2 answer over HTTP, from a world in which the example stack is deployed.
 */
final class ColdStart implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String STACK = "Example";
    private static final int TICK_MILLIS = 10;

    private final EmbeddedAws aws = InProcessAws.start(1);
    private final EmulatorServer door = new EmulatorServer();
    private final String gateway = aws.ec2().privateGateway(1);
    private final String event;
    private final FunctionConfiguration converge;
    private long ec2Answered;
    private double processor;
    private Optional<ExecutionEnvironment> running = Optional.empty();

    ColdStart() {
        aws.settle(aws.cloudFormation()
                .deploy(
                        STACK,
                        ExampleTemplates.parsed(
                                STACK, ExampleStack.Parameters.example().on(gateway))));
        aws.quiesce();
        converge = aws.lambda().runs().stream()
                .map(run -> run.function())
                .filter(function -> function.handler().contains("Converge"))
                .findFirst()
                .orElseThrow();
        event = event();
        Map<String, ApiService> services =
                Map.of("ec2", aws.ec2(), "cloudformation", aws.cloudFormation(), "states", aws.stepFunctions());
        services.forEach((name, service) -> door.register(name, call -> {
            var reply = service.call(call);
            if (name.equals("ec2") && ec2Answered == 0) {
                ec2Answered = System.nanoTime();
                processor = running.map(ColdStart::processorMillis).orElse(0.0);
            }
            return reply;
        }));
    }

    /** The first pass of the create request that the stack has behind it, as the state machine gives it. */
    private String event() {
        StateMachineExecution first = aws.stepFunctions().executions().get(0);
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("task", "converge");
        input.put("event", first.data().get("event"));
        input.put("journal", Map.of());
        Map<String, Object> execution = new LinkedHashMap<>();
        execution.put("id", first.name());
        execution.put("name", first.name());
        execution.put("stateMachine", converge.environment().get("STATE_MACHINE_ARN"));
        execution.put("startTime", first.start().toString());
        execution.put("enteredTime", first.start().plusSeconds(1).toString());
        execution.put("retryCount", 0);
        input.put("execution", execution);
        return Json.write(input);
    }

    /**
     * One cold start.
     *
     * @param prefix what the process is started through, for example {@code taskset -c 0}
     */
    ColdStartSample run(FunctionPackage code, Path javaHome, List<String> prefix) {
        FunctionConfiguration function = new FunctionConfiguration(
                code.name(),
                converge.arn(),
                code.handler(),
                converge.roleArn(),
                converge.environment(),
                60,
                converge.memoryMegabytes());
        ProcessBuilder builder = new ProcessBuilder(command(javaHome, prefix, code))
                .directory(code.root().folder().toFile());
        environment(builder.environment(), code);
        ec2Answered = 0;
        long begin = System.nanoTime();
        try (ExecutionEnvironment process = new ExecutionEnvironment(function, builder, door::wake, line -> {})) {
            running = Optional.of(process);
            process.begin(event);
            if (!door.pump(() -> process.outcome() != null, PATIENCE)) {
                throw new IllegalStateException(code.name() + " did not answer within " + PATIENCE);
            }
            long end = System.nanoTime();
            double all = processorMillis(process);
            boolean called = ec2Answered != 0;
            return new ColdStartSample(
                    ((called ? ec2Answered : end) - begin) / 1e6, called ? processor : all, peak(process));
        } finally {
            running = Optional.empty();
        }
    }

    private static List<String> command(Path javaHome, List<String> prefix, FunctionPackage code) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(ExecutionEnvironment.command(
                javaHome.resolve("bin/java").toString(), runtimeClassPath(), code.handler()));
        return command;
    }

    private void environment(Map<String, String> environment, FunctionPackage code) {
        environment.clear();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("_HANDLER", code.handler());
        environment.put("LAMBDA_TASK_ROOT", code.root().folder().toString());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "Converge");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(converge.memoryMegabytes()));
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ACCESS_KEY_ID", door.accessKeyOf(converge.roleArn()));
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("AWS_ENDPOINT_URL", door.url());
        environment.put("RESPONSE_HOSTS", "loopback");
        environment.put("NAT_GATEWAY", gateway);
        environment.putAll(converge.environment());
        code.options().ifPresent(options -> environment.put("JAVA_TOOL_OPTIONS", options));
    }

    /** The jars of AWS's runtime interface client, out of the emulator's own class path. */
    private static String runtimeClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().matches("(aws-lambda-java-|utils-lite-).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** User and system time of the process with all its threads (proc(5), /proc/pid/stat), counted in ticks of 10 ms. */
    private static double processorMillis(ExecutionEnvironment process) {
        String stat = read(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }

    private static double peak(ExecutionEnvironment process) {
        return read(Path.of("/proc", String.valueOf(process.pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        door.close();
        aws.close();
    }
}

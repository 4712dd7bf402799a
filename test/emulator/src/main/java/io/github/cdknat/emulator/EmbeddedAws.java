package io.github.cdknat.emulator;

import io.github.cdknat.emulator.cloudformation.CloudFormationOptions;
import io.github.cdknat.emulator.cloudformation.EmbeddedCloudFormation;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.ec2.Ec2Options;
import io.github.cdknat.emulator.ec2.EmbeddedEc2;
import io.github.cdknat.emulator.http.EmulatorServer;
import io.github.cdknat.emulator.iam.EmbeddedIam;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import io.github.cdknat.emulator.lambda.FunctionHost;
import io.github.cdknat.emulator.lambda.InProcessFunctionHost;
import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import io.github.cdknat.emulator.lambda.LambdaOptions;
import io.github.cdknat.emulator.stepfunctions.EmbeddedStepFunctions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** An account in one Region on this machine: everything of ours runs for real in it, only AWS's services are stood in for. */
public final class EmbeddedAws implements AutoCloseable {
    /** Virtual time begins here. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** No operation of a stack may take longer: several hours of drains, one after the other. */
    private static final Duration LONGEST_OPERATION = Duration.ofHours(24);

    private final EmulatedAccount account;
    private final EmbeddedIam iam;
    private final EmbeddedEc2 ec2;
    private final EmbeddedLambda lambda;
    private final EmbeddedStepFunctions stepFunctions;
    private final EmbeddedCloudFormation cloudFormation;
    private final List<Map<String, Object>> log = new ArrayList<>();
    private final FunctionHost host;
    private BiConsumer<FunctionConfiguration, String> printing = (function, line) -> {};
    private Runnable closing = () -> {};
    private IntSupplier responseFault = () -> 0;
    private BooleanSupplier responseReplyLost = () -> false;

    private EmbeddedAws(EmulatedAccount account, Function<EmbeddedAws, FunctionHost> functions) {
        this.account = account;
        VirtualClock clock = account.clock();
        iam = new EmbeddedIam(clock);
        ec2 = new EmbeddedEc2(account, iam, new Ec2Options());
        host = functions.apply(this);
        lambda = new EmbeddedLambda(account, iam, host, new LambdaOptions());
        stepFunctions = new EmbeddedStepFunctions(account, iam, lambda);
        cloudFormation = new EmbeddedCloudFormation(account, iam, new CloudFormationOptions(), lambda::invokeAsync);
        new ResourceTypes(account, iam, ec2, lambda, stepFunctions, cloudFormation).register();
    }

    /** An AWS in that account whose functions run where the host says, which may come to know that AWS. */
    public static EmbeddedAws of(EmulatedAccount account, Function<EmbeddedAws, FunctionHost> functions) {
        return new EmbeddedAws(account, functions);
    }

    /**
     * The packaged jar runs in JVMs of its own and speaks HTTP; virtual time stands still while they work, and passes at that
     * pace while everybody waits.
     *
     * @param javaHome the JDK to run the functions on
     */
    public static EmbeddedAws packaged(VirtualClock.Pace pace, long seed, Path javaHome) {
        JvmFunctionHost own = new JvmFunctionHost(javaHome);
        EmbeddedAws aws = packaged(pace, seed, own);
        aws.closing = own::close;
        return aws;
    }

    /** The same in the JVMs of a host that outlives this world; it serves no other world meanwhile. */
    public static EmbeddedAws packaged(VirtualClock.Pace pace, long seed, JvmFunctionHost shared) {
        return packaged(EmulatedAccount.at(new VirtualClock(START, pace), seed), shared);
    }

    /** The same in that account. */
    static EmbeddedAws packaged(EmulatedAccount account, JvmFunctionHost shared) {
        EmbeddedAws aws = new EmbeddedAws(account, self -> shared);
        shared.serve(aws::printed);
        EmulatorServer door = shared.door();
        Map<String, ApiService> services =
                Map.of("ec2", aws.ec2, "cloudformation", aws.cloudFormation, "states", aws.stepFunctions);
        services.forEach((name, service) -> door.register(name, call -> shared.carry(() -> service.call(call))));
        aws.cloudFormation.custom().responseBase(door.url() + "/response/");
        door.route("/response/", (url, body) -> shared.carry(() -> aws.putResponse(url, body)));
        return aws;
    }

    /** A line that a function printed: one of our handler's, or the JVM's own. */
    private void printed(FunctionConfiguration function, String line) {
        printing.accept(function, line);
        if (line.startsWith("{")) {
            logged(Json.object(line));
        } else if (!line.startsWith("Picked up JAVA_TOOL_OPTIONS")) {
            account.events().tell("lambda", "output", line);
        }
    }

    /** Hears every line that a function prints. */
    void printing(BiConsumer<FunctionConfiguration, String> listener) {
        this.printing = listener;
    }

    /**
     * Runs functions of that handler name with this code, which takes the function and its payload and returns the answer; for
     * functions that are not of the handler's jar.
     *
     * @throws IllegalStateException if functions run as packaged jars
     */
    public void functionCode(String handler, BiFunction<FunctionConfiguration, String, String> code) {
        inProcess(handler).register(handler, code);
    }

    /**
     * Puts something around the code of that handler name, for example what another release of it would do differently.
     *
     * @throws IllegalStateException if functions run as packaged jars
     */
    public void changeFunction(
            String handler, UnaryOperator<BiFunction<FunctionConfiguration, String, String>> change) {
        inProcess(handler).change(handler, change);
    }

    private InProcessFunctionHost inProcess(String handler) {
        if (host instanceof InProcessFunctionHost inProcess) {
            return inProcess;
        }
        throw new IllegalStateException("Functions of this world run as packaged jars, so " + handler
                + " cannot be code of this process; use functions that run in this process");
    }

    public EmulatedAccount account() {
        return account;
    }

    public EmbeddedIam iam() {
        return iam;
    }

    public EmbeddedEc2 ec2() {
        return ec2;
    }

    public EmbeddedLambda lambda() {
        return lambda;
    }

    public EmbeddedStepFunctions stepFunctions() {
        return stepFunctions;
    }

    public EmbeddedCloudFormation cloudFormation() {
        return cloudFormation;
    }

    /** Every line that the handler logged. */
    public List<Map<String, Object>> log() {
        return log;
    }

    /** A line that the handler logged. */
    public void logged(Map<String, Object> fields) {
        log.add(Map.copyOf(fields));
        if (account.events().areHeard()) {
            HandlerEvent.pass(fields, stackIdOf(fields)).ifPresent(event -> event.tell(account.events()));
        }
    }

    /** The stack whose request the logging execution handles. */
    private String stackIdOf(Map<String, Object> fields) {
        return stepFunctions.executions().stream()
                .filter(execution -> execution.name().equals(fields.get("execution")))
                .map(execution -> String.valueOf(((Map<?, ?>) execution.data().get("event")).get("StackId")))
                .findFirst()
                .orElse("");
    }

    /** What PUTs to the ResponseURL meet before the bucket: an HTTP status, or 0 for nothing. */
    public void responseFault(IntSupplier fault) {
        this.responseFault = fault;
    }

    /** Whether a PUT to the ResponseURL is taken, and its reply does not come back. */
    public void responseReplyLost(BooleanSupplier lost) {
        this.responseReplyLost = lost;
    }

    /** The bucket behind the ResponseURL; 500 stands for no reply. */
    public int putResponse(String url, byte[] body) {
        account.clock().advance(Duration.ofMillis(60));
        int fault = responseFault.getAsInt();
        if (account.events().areHeard()) {
            HandlerEvent.answer(body, fault).ifPresent(event -> event.tell(account.events()));
        }
        int status = fault != 0 ? fault : cloudFormation.custom().respond(url, body);
        return status == 200 && responseReplyLost.getAsBoolean() ? 500 : status;
    }

    /** Lets time pass until no stack is busy. */
    public void settle(Stack... stacks) {
        Instant limit = account.now().plus(LONGEST_OPERATION);
        boolean settled =
                account.clock().runUntil(() -> List.of(stacks).stream().noneMatch(Stack::isBusy), limit);
        if (!settled) {
            throw new IllegalStateException("Still busy after " + LONGEST_OPERATION + ": "
                    + List.of(stacks).stream().map(Stack::status).toList());
        }
    }

    /** Lets time pass until no execution is running any more. */
    public void quiesce() {
        BooleanSupplier quiet = () -> stepFunctions.executions().stream()
                .noneMatch(execution -> execution.status().equals("RUNNING"));
        account.clock().runUntil(quiet, account.now().plus(LONGEST_OPERATION));
    }

    /** Lets that much time pass. */
    public void pass(Duration duration) {
        account.clock().pass(duration);
    }

    @Override
    public void close() {
        closing.run();
    }
}

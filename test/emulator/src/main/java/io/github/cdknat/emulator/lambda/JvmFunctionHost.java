package io.github.cdknat.emulator.lambda;

import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.FunctionCrashException;
import io.github.cdknat.emulator.http.EmulatorServer;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the packaged handler jar in JVMs of its own under AWS's runtime interface client; the SDK inside speaks HTTP to the {@link
 * EmulatorServer}. Environments are reused, and a second one is started when the first is busy, as Lambda does. Several worlds, one
 * after the other, can use one host: a function that is the same in both, to its name and rights, is still warm.
 */
public final class JvmFunctionHost implements FunctionHost {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Of one world at a time; two stacks have four. */
    private static final int MOST_FUNCTIONS = 7;

    private static final Duration LOG_PATIENCE = Duration.ofMillis(500);

    /** When a JVM can be killed by {@link #killing}. */
    public enum Moment {
        /** It has sent a request that nobody has taken yet. */
        REQUESTING,
        /** Its request has taken effect, and the reply is on the way. */
        REPLYING
    }

    private record Line(FunctionConfiguration function, String text) {}

    private final EmulatorServer door;
    private final String region;
    private final String java;
    private final TaskRoot code;
    private final Optional<Path> nativeLibrary;
    private final Map<FunctionConfiguration, List<ExecutionEnvironment>> processes = new LinkedHashMap<>();
    private final Map<String, TaskRoot> unpacked = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<Line> lines = new ConcurrentLinkedQueue<>();
    private BiConsumer<FunctionConfiguration, String> log = (function, line) -> {};
    private Optional<Function<String, byte[]>> objects = Optional.empty();
    private Predicate<Moment> killing = moment -> false;
    private Supplier<Optional<Duration>> lifetimes = Optional::empty;
    private ExecutionEnvironment current;
    private int warm = 2;
    private int kills;

    /**
     * Prepares the host; nothing is started before the first invocation.
     *
     * @param javaHome the JDK to run functions on
     */
    public JvmFunctionHost(Path javaHome) {
        this(javaHome, EmulatedAccount.REGION, 0);
    }

    /** The same in that Region, with its services at that port. */
    public JvmFunctionHost(Path javaHome, String region, int port) {
        this.region = region;
        this.door = new EmulatorServer(region, port);
        this.java = javaHome.resolve("bin/java").toString();
        this.code = TaskRoot.ofHandler();
        this.nativeLibrary = RuntimeClientLibrary.unpack(code.folder());
    }

    /** The JDK that this process runs on. */
    public static Path currentJdk() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Where the functions find all services. */
    public EmulatorServer door() {
        return door;
    }

    /**
     * From now on the functions belong to another world; nobody is killed any more.
     *
     * @param lines takes every line that a function prints, on the world's thread
     */
    public void serve(BiConsumer<FunctionConfiguration, String> lines) {
        log = lines;
        killing = moment -> false;
        lifetimes = Optional::empty;
    }

    /** From now on functions that say where in S3 their code is run that code. */
    public void codeFrom(Function<String, byte[]> objects) {
        this.objects = Optional.of(objects);
    }

    @Override
    public boolean runs(FunctionConfiguration function) {
        return function.runtime().isEmpty() || function.runtime().startsWith("java");
    }

    /** How many environments of a new function are started at once. */
    public void warm(int environments) {
        warm = environments;
    }

    /** Asks this at each moment of each request of a function whether its JVM shall be killed now. */
    public void killing(Predicate<Moment> killing) {
        this.killing = killing;
    }

    /** Asks this at each invocation after how long on the wall's clock its JVM shall be killed, if it still runs then. */
    public void killingAfter(Supplier<Optional<Duration>> lifetimes) {
        this.lifetimes = lifetimes;
    }

    /** How many JVMs were killed in the middle of an invocation. */
    public int kills() {
        return kills;
    }

    /** Carries a request of the running invocation out; kills the JVM that made it if it is time, or if a fault says so. */
    public <T> T carry(Supplier<T> request) {
        dieAt(Moment.REQUESTING);
        T reply;
        try {
            reply = request.get();
        } catch (FunctionCrashException e) {
            current.kill();
            throw e;
        }
        dieAt(Moment.REPLYING);
        return reply;
    }

    private void dieAt(Moment moment) {
        if (current != null && killing.test(moment)) {
            current.kill();
            throw new FunctionCrashException();
        }
    }

    @Override
    public Invocation invoke(FunctionConfiguration function, String payload) {
        ExecutionEnvironment process = idle(function);
        ExecutionEnvironment outer = current;
        current = process;
        try {
            process.begin(payload);
            lifetimes.get().ifPresent(process::killAfter);
            if (!door.pump(() -> process.outcome() != null, PATIENCE)) {
                process.kill();
                return new Invocation.Crashed("no answer within " + PATIENCE);
            }
            door.pump(() -> lines.stream().anyMatch(line -> line.text().startsWith("{")), LOG_PATIENCE);
            kills += process.outcome() instanceof Invocation.Crashed ? 1 : 0;
            return process.outcome();
        } finally {
            current = outer;
            for (Line line = lines.poll(); line != null; line = lines.poll()) {
                log.accept(line.function(), line.text());
            }
        }
    }

    /**
     * Gets environments ready, two if nobody has said otherwise: while one waits for the reply to a call, virtual time may bring the next invocation, and a cold
     * start takes seconds of the wall's clock, by which the caller measures its patience.
     */
    @Override
    public void prepare(FunctionConfiguration function) {
        forgetOldest(function);
        List<ExecutionEnvironment> all = alive(function);
        while (all.size() < warm) {
            all.add(start(function));
        }
        door.pump(() -> all.stream().allMatch(one -> one.isInitialized() || !one.isAlive()), PATIENCE);
    }

    /** Functions of earlier worlds are nobody's any more, but nobody says so. */
    private void forgetOldest(FunctionConfiguration newest) {
        List<FunctionConfiguration> others = processes.keySet().stream()
                .filter(known -> !known.equals(newest))
                .toList();
        others.stream()
                .limit(Math.max(0, others.size() - MOST_FUNCTIONS))
                .forEach(oldest -> processes.remove(oldest).forEach(ExecutionEnvironment::close));
    }

    private List<ExecutionEnvironment> alive(FunctionConfiguration function) {
        List<ExecutionEnvironment> all = processes.computeIfAbsent(function, same -> new ArrayList<>());
        all.removeIf(process -> !process.isAlive());
        return all;
    }

    private ExecutionEnvironment idle(FunctionConfiguration function) {
        List<ExecutionEnvironment> all = alive(function);
        return all.stream().filter(ExecutionEnvironment::isIdle).findFirst().orElseGet(() -> {
            ExecutionEnvironment started = start(function);
            all.add(started);
            return started;
        });
    }

    private TaskRoot code(FunctionConfiguration function) {
        return objects.filter(any -> !function.code().isEmpty())
                .map(from -> unpacked.computeIfAbsent(function.code(), place -> TaskRoot.of(from.apply(place))))
                .orElse(code);
    }

    private ExecutionEnvironment start(FunctionConfiguration function) {
        String folder = code(function).folder().toString();
        ProcessBuilder builder = new ProcessBuilder(
                        ExecutionEnvironment.command(java, nativeLibrary, runtimeClassPath(), function.handler()))
                .directory(new File(folder));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", folder);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMegabytes()));
        environment.put("AWS_REGION", region);
        environment.put("AWS_ACCESS_KEY_ID", door.accessKeyOf(function.roleArn()));
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("AWS_ENDPOINT_URL", door.url());
        environment.put("RESPONSE_HOSTS", "loopback");
        environment.putAll(function.environment());
        return new ExecutionEnvironment(function, builder, door::wake, line -> line(function, line));
    }

    private void line(FunctionConfiguration function, String text) {
        lines.add(new Line(function, text));
        door.wake();
    }

    /** The jars of AWS's runtime interface client and what it needs, out of the emulator's own class path. */
    private static String runtimeClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().matches("(aws-lambda-java-|utils-lite-).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        processes.values().forEach(all -> all.forEach(ExecutionEnvironment::close));
        door.close();
        code.delete();
        unpacked.values().forEach(TaskRoot::delete);
    }
}

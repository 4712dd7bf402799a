package io.github.cdknat.testkit.lambda;

import io.github.cdknat.testkit.http.FrontDoor;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.ApiService;
import io.github.cdknat.testkit.kernel.CallerDied;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the packaged handler jar in JVMs of its own under AWS's runtime interface client; the SDK inside speaks HTTP to the {@link
 * FrontDoor}. Environments are reused, and a second one is started when the first is busy, as Lambda does.
 */
public final class JvmHost implements FunctionHost {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOG_PATIENCE = Duration.ofMillis(500);

    private final FrontDoor door;
    private final String java;
    private final Path taskRoot;
    private final Consumer<String> log;
    private final Map<String, List<FunctionProcess>> processes = new HashMap<>();
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private int killAtCall = -1;
    private FunctionProcess current;

    /**
     * Prepares the host; nothing is started before the first invocation.
     *
     * @param javaHome the JDK to run functions on
     * @param log takes every line that a function prints, on the world's thread
     */
    public JvmHost(FrontDoor door, Path javaHome, Consumer<String> log) {
        this.door = door;
        this.java = javaHome.resolve("bin/java").toString();
        this.log = log;
        this.taskRoot = unpack();
    }

    /** The JDK that this process runs on. */
    public static Path currentJdk() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Kills the JVM of the running invocation when it makes its n-th API call from now, before that call is carried out. */
    public void killAtCall(int n) {
        killAtCall = n;
    }

    /** Carries an API call of the running invocation out; kills the JVM that made it if it is time, or if a fault says so. */
    public ApiReply calling(ApiService service, ApiCall call) {
        if (killAtCall > 0 && --killAtCall == 0) {
            kill();
        }
        try {
            return service.call(call);
        } catch (CallerDied e) {
            kill();
            throw e;
        }
    }

    private void kill() {
        if (current != null) {
            current.kill();
        }
    }

    @Override
    public Invocation invoke(FunctionConfiguration function, String payload) {
        FunctionProcess process = idle(function);
        FunctionProcess outer = current;
        current = process;
        try {
            process.begin(payload);
            if (!door.pump(() -> process.outcome() != null, PATIENCE)) {
                process.kill();
                return new Invocation.Crashed("no answer within " + PATIENCE);
            }
            door.pump(() -> lines.stream().anyMatch(line -> line.startsWith("{")), LOG_PATIENCE);
            return process.outcome();
        } finally {
            current = outer;
            for (String line = lines.poll(); line != null; line = lines.poll()) {
                log.accept(line);
            }
        }
    }

    /** A cold start takes seconds of the wall clock, while a caller in another JVM may be waiting for the reply to a call. */
    @Override
    public void prepare(FunctionConfiguration function) {
        FunctionProcess process = idle(function);
        door.pump(() -> process.isInitialized() || !process.isAlive(), PATIENCE);
    }

    private FunctionProcess idle(FunctionConfiguration function) {
        List<FunctionProcess> all = processes.computeIfAbsent(function.arn(), arn -> new ArrayList<>());
        all.removeIf(process -> !process.isAlive());
        return all.stream().filter(FunctionProcess::isIdle).findFirst().orElseGet(() -> {
            FunctionProcess started = start(function);
            all.add(started);
            return started;
        });
    }

    private FunctionProcess start(FunctionConfiguration function) {
        ProcessBuilder builder = new ProcessBuilder(
                        FunctionProcess.command(java, runtimeClassPath(), function.handler()))
                .directory(taskRoot.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMegabytes()));
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ACCESS_KEY_ID", door.accessKeyOf(function.roleArn()));
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("AWS_ENDPOINT_URL", door.url());
        environment.put("RESPONSE_HOSTS", "loopback");
        environment.putAll(function.environment());
        return new FunctionProcess(function, builder, door::wake, this::line);
    }

    private void line(String line) {
        lines.add(line);
        door.wake();
    }

    /** The jars of AWS's runtime interface client and what it needs, out of the test kit's own class path. */
    private static String runtimeClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().matches("(aws-lambda-java-|utils-lite-).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The function's code: the jar that the construct library carries, as the function's asset is. */
    private static Path unpack() {
        try (InputStream jar = JvmHost.class.getResourceAsStream("/io/github/cdknat/handler.jar")) {
            if (jar == null) {
                throw new IllegalStateException(
                        "Cannot find io/github/cdknat/handler.jar on the class path; run mvn package first");
            }
            Path root = Files.createTempDirectory("cdk-nat-task-root");
            Files.createDirectory(root.resolve("lib"));
            Files.copy(jar, root.resolve("lib/handler.jar"));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.values().forEach(all -> all.forEach(FunctionProcess::close));
        try {
            Files.deleteIfExists(taskRoot.resolve("lib/handler.jar"));
            Files.deleteIfExists(taskRoot.resolve("lib"));
            Files.deleteIfExists(taskRoot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.cdknat.emulator.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One execution environment: a JVM with AWS's runtime interface client, and the Lambda Runtime API that it polls ("Using the
 * Lambda runtime API", AWS Lambda Developer Guide).
 */
final class ExecutionEnvironment implements AutoCloseable {
    private static final String API = "/2018-06-01/runtime/";

    private record Event(String id, String payload) {}

    private final FunctionConfiguration function;
    private final HttpServer runtimeApi;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "runtime-api");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<Event> next = new LinkedBlockingQueue<>();
    private final Runnable answered;
    private final Process process;
    private volatile FunctionHost.Invocation outcome;
    private volatile boolean busy;
    private volatile boolean initialized;
    private volatile int invocations;

    /** Starts the process; it asks for its first event by itself. */
    public ExecutionEnvironment(
            FunctionConfiguration function, ProcessBuilder builder, Runnable answered, Consumer<String> lines) {
        this.function = function;
        this.answered = answered;
        try {
            runtimeApi = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            runtimeApi.setExecutor(threads);
            runtimeApi.createContext(API, this::handle);
            runtimeApi.start();
            builder.environment()
                    .put(
                            "AWS_LAMBDA_RUNTIME_API",
                            "127.0.0.1:" + runtimeApi.getAddress().getPort());
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(() -> read(lines));
        process.onExit()
                .thenRun(() -> finish(new FunctionHost.Invocation.Crashed("RequestId: " + invocations
                        + " Error: Runtime exited with error: exit status " + process.exitValue())));
    }

    /** Whether the handler is loaded: the runtime client has asked for its first event. */
    boolean isInitialized() {
        return initialized;
    }

    boolean isIdle() {
        return !busy && process.isAlive();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the JVM, as SIGKILL does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Kills the JVM after that time of the wall's clock, unless the invocation has ended by then. */
    void killAfter(Duration lifetime) {
        int invocation = invocations;
        CompletableFuture.delayedExecutor(lifetime.toNanos(), TimeUnit.NANOSECONDS, threads)
                .execute(() -> {
                    if (busy && invocation == invocations) {
                        kill();
                    }
                });
    }

    /** Gives it an event. */
    public void begin(String payload) {
        busy = true;
        outcome = null;
        invocations = invocations + 1;
        next.add(new Event("invocation-" + invocations, payload));
    }

    /** How the invocation ended; null while it runs. */
    public FunctionHost.Invocation outcome() {
        return outcome;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        runtimeApi.stop(0);
        threads.shutdownNow();
    }

    private void finish(FunctionHost.Invocation result) {
        if (busy && outcome == null) {
            outcome = result;
            busy = false;
        }
        answered.run();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/invocation/next")) {
                sendNext(exchange);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
            finish(path.endsWith("/response") ? new FunctionHost.Invocation.Returned(body) : failed(body));
        }
    }

    private void sendNext(HttpExchange exchange) throws IOException {
        initialized = true;
        answered.run();
        try {
            Event event = next.take();
            byte[] body = event.payload().getBytes(StandardCharsets.UTF_8);
            Map.of(
                            "Lambda-Runtime-Aws-Request-Id", event.id(),
                            "Lambda-Runtime-Invoked-Function-Arn", function.arn(),
                            "Lambda-Runtime-Deadline-Ms",
                                    String.valueOf(System.currentTimeMillis() + 1000L * function.timeoutSeconds()))
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            // The runtime client's native part reads this header without asking whether it is there.
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FunctionHost.Invocation failed(String body) throws IOException {
        Map<String, Object> error = JSON.std.mapFrom(body);
        return new FunctionHost.Invocation.Failed(
                String.valueOf(error.get("errorType")), String.valueOf(error.get("errorMessage")));
    }

    private void read(Consumer<String> lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            lines.accept("the function's output ended: " + e.getMessage());
        }
    }

    /** With the JVM flags of Lambda's own runtimes ("Customize Java runtime startup behavior", AWS Lambda Developer Guide). */
    static List<String> command(String java, Optional<Path> nativeLibrary, String classPath, String handler) {
        List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        nativeLibrary.ifPresent(path -> command.add(RuntimeClientLibrary.option(path)));
        command.addAll(
                List.of("-cp", classPath, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
        return command;
    }
}

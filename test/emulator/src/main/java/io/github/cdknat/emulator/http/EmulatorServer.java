package io.github.cdknat.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.EmulatedAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address for all emulated services. Requests are carried out only on the thread that {@linkplain #pump pumps}, because the
 * world has one thread; the service and the caller are read from the Authorization header (the signature is not verified: a
 * leniency).
 */
public final class EmulatorServer implements AutoCloseable {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/[^/]+/([^/]+)/([^/]+)/aws4_request");
    private static final int MOST_BYTES = 64 << 20;
    private static final String NOT_MODELLED = "EmulatorNotModelled";

    /** Takes the body of a PUT to a path below a prefix and says the HTTP status. */
    public interface PutHandler {
        int put(String path, byte[] body);
    }

    private final String region;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "front-door");
        thread.setDaemon(true);
        return thread;
    });
    private final EmulatorThread eventLoop = new EmulatorThread();
    private final Map<String, ApiService> services = new ConcurrentHashMap<>();
    private final Map<String, RawService> rawServices = new ConcurrentHashMap<>();
    private final Map<String, PutHandler> routes = new ConcurrentHashMap<>();
    private final Map<String, String> principals = new ConcurrentHashMap<>();
    private volatile Optional<String> anybody = Optional.empty();

    public EmulatorServer() {
        this(EmulatedAccount.REGION, 0);
    }

    /** A server of that Region's services, at any free port if it is 0. */
    public EmulatorServer(String region, int port) {
        this.region = region;
        // Without it every small answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::api);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Calls of that service go there from now on. */
    public void register(String service, ApiService implementation) {
        services.put(service, implementation);
    }

    /** The same of a service that speaks HTTP's own methods and paths. */
    public void registerRaw(String service, RawService implementation) {
        rawServices.put(service, implementation);
    }

    /** Access keys that nobody has got from {@link #accessKeyOf} stand for that principal. */
    public void admitAs(String principal) {
        anybody = Optional.of(principal);
    }

    /** PUTs to paths that begin so go there from now on. */
    public void route(String prefix, PutHandler handler) {
        if (routes.put(prefix, handler) == null) {
            server.createContext(prefix, exchange -> put(exchange, prefix));
        }
    }

    private void put(HttpExchange exchange, String prefix) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            int status = eventLoop.carryOut(
                    () -> routes.get(prefix).put(exchange.getRequestURI().toString(), body));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** An access key id that stands for that principal. */
    public String accessKeyOf(String principal) {
        String key = "AKIA" + Integer.toHexString(principal.hashCode()).toUpperCase(java.util.Locale.ROOT);
        principals.put(key, principal);
        return key;
    }

    /** Carries requests out on this thread until the condition holds; false if it did not within that time of the wall clock. */
    public boolean pump(BooleanSupplier until, Duration patience) {
        return eventLoop.pump(until, patience);
    }

    /** Does that on the pumping thread, between two requests; any other thread may ask. */
    public <T> T ask(Callable<T> question) {
        try {
            return eventLoop.carryOut(question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the pumping thread look at its condition again; any thread may call it. */
    public void wake() {
        eventLoop.wake();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void api(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = Chunks.unwrapped(
                    exchange.getRequestHeaders(), exchange.getRequestBody().readNBytes(MOST_BYTES));
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
            if (!credential.find()) {
                refuse(exchange, "ec2", "MissingAuthenticationToken", "Request is missing Authentication Token");
                return;
            }
            answer(exchange, credential.group(1), credential.group(2), credential.group(3), body);
        }
    }

    private void answer(HttpExchange exchange, String accessKey, String scope, String service, byte[] body)
            throws IOException {
        Optional<String> principal =
                Optional.ofNullable(principals.get(accessKey)).or(() -> anybody);
        RawService raw = rawServices.get(service);
        if (principal.isEmpty()) {
            refuse(exchange, service, "AuthFailure", "AWS was not able to validate the provided access credentials");
        } else if (!scope.equals(region)) {
            refuse(
                    exchange,
                    service,
                    "SignatureDoesNotMatch",
                    "Credential should be scoped to a valid region, not '" + scope + "'.");
        } else if (raw != null) {
            carryOut(exchange, raw, body);
        } else if (services.containsKey(service)) {
            carryOut(exchange, service, new String(body, StandardCharsets.UTF_8), principal.get());
        } else {
            refuse(exchange, service, NOT_MODELLED, "The emulator does not model the service " + service + ".");
        }
    }

    private void carryOut(HttpExchange exchange, RawService service, byte[] body) throws IOException {
        Map<String, String> query =
                QueryParameters.flat(exchange.getRequestURI().getRawQuery());
        RawService.Request request = new RawService.Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query, body);
        RawService.Reply reply = eventLoop.carryOut(() -> service.answer(request));
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        boolean isBare = request.method().equals("HEAD") || reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), isBare ? -1 : reply.body().length);
        if (!isBare) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    private void carryOut(HttpExchange exchange, String service, String body, String principal) throws IOException {
        WireProtocol protocol = WireProtocol.of(service, target(exchange));
        String query = exchange.getRequestURI().getRawQuery();
        ApiCall call;
        try {
            String form = body.isEmpty() && query != null ? query : body;
            call = protocol.decode(service, target(exchange), form, principal);
        } catch (IllegalArgumentException e) {
            refuse(exchange, service, "MalformedQueryString", String.valueOf(e.getMessage()));
            return;
        }
        ApiReply reply = eventLoop.carryOut(() -> services.get(service).call(call));
        if (!(reply instanceof ApiReply.Lost)) {
            send(exchange, service, call.action(), reply);
        }
    }

    private static String target(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
    }

    /** A refusal before any service is reached ("Common client error codes", Amazon EC2 Developer Guide). */
    private static void refuse(HttpExchange exchange, String service, String code, String message) throws IOException {
        int status = switch (code) {
            case "AuthFailure" -> 401;
            case "MissingAuthenticationToken", "SignatureDoesNotMatch" -> 403;
            default -> 400;
        };
        send(exchange, service, "", new ApiReply.Fault("none", status, code, message));
    }

    private static void send(HttpExchange exchange, String service, String action, ApiReply reply) throws IOException {
        WireProtocol protocol = WireProtocol.of(service, target(exchange));
        byte[] body = protocol.encode(service, action, reply);
        exchange.getResponseHeaders().set("Content-Type", protocol.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", reply.requestId());
        exchange.sendResponseHeaders(reply instanceof ApiReply.Fault fault ? fault.status() : 200, body.length);
        exchange.getResponseBody().write(body);
    }
}

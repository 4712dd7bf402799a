package io.github.cdknat.emulator.cloudformation;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Speaks to the functions behind custom resources ("Custom resource reference", AWS CloudFormation User Guide): sends events,
 * takes the first answer to each, waits no longer than ServiceTimeout.
 */
public final class CustomResources implements ResourceProvider {
    private static final int MOST_BYTES = 4096;
    private static final int LONGEST_ID = 1024;
    private static final int DEFAULT_TIMEOUT = 3600;

    /** One request and what became of it. */
    public static final class Request {
        private final Map<String, Object> event;
        private final Instant sent;
        private final Completion completion;
        private final List<Map<String, Object>> answers = new ArrayList<>();
        private VirtualClock.Event timeout;
        private boolean timedOut;
        private Instant answered;
        private Instant closed;

        private Request(Map<String, Object> event, Instant sent, Completion completion) {
            this.event = event;
            this.sent = sent;
            this.completion = completion;
        }

        public Map<String, Object> event() {
            return event;
        }

        public Instant sent() {
            return sent;
        }

        /** When the answer that counted came; null if none did. */
        public Instant answered() {
            return answered;
        }

        /** When CloudFormation stopped waiting, answered or not; null while it waits. */
        public Instant closed() {
            return closed;
        }

        /** Every answer that was PUT, also those that came too late. */
        public List<Map<String, Object>> answers() {
            return List.copyOf(answers);
        }

        /** Whether CloudFormation waited in vain until ServiceTimeout. */
        public boolean isTimedOut() {
            return timedOut;
        }

        /** Whether CloudFormation still waits for the answer. */
        public boolean isOpen() {
            return closed == null;
        }
    }

    private final EmulatedAccount account;
    private final BiConsumer<String, String> functions;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<String, Request> openOf = new HashMap<>();
    private BiConsumer<Request, Map<String, Object>> listener = (request, answer) -> {};
    private String responseBase =
            "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/";

    CustomResources(EmulatedAccount account, BiConsumer<String, String> functions) {
        this.account = account;
        this.functions = functions;
    }

    /** Where answers are PUT to: the URL up to the token. */
    public void responseBase(String responseBase) {
        this.responseBase = responseBase;
    }

    /** Tells the listener of every answer before CloudFormation takes it: {@link Request#isOpen} says whether it counts. */
    public void listen(BiConsumer<Request, Map<String, Object>> listener) {
        this.listener = listener;
    }

    /** Every request so far, oldest first. */
    public List<Request> requests() {
        return List.copyOf(requests.values());
    }

    @Override
    public void create(Asked asked, Completion completion) {
        request("Create", asked, completion);
    }

    @Override
    public void update(Asked asked, Completion completion) {
        request("Update", asked, completion);
    }

    @Override
    public void delete(Asked asked, Completion completion) {
        request("Delete", asked, completion);
    }

    /** CloudFormation stops waiting for the resource's request; the function is not told. */
    void forget(String stackId, String logicalId) {
        Request request = openOf.remove(stackId + "/" + logicalId);
        if (request != null) {
            close(request);
        }
    }

    private void request(String type, Asked asked, Completion completion) {
        String token = account.random().hex(32);
        Map<String, Object> event = new Members()
                .with("RequestType", type)
                .with("ServiceToken", asked.properties().get("ServiceToken"))
                .with(
                        "ResponseURL",
                        responseBase + token + "?X-Amz-Signature="
                                + account.random().hex(16))
                .with("StackId", asked.stackId())
                .with("RequestId", account.requestId())
                .with("LogicalResourceId", asked.logicalId())
                .with("ResourceType", asked.type())
                .withIf(!type.equals("Create"), "PhysicalResourceId", asked.physicalId())
                .with("ResourceProperties", asText(asked.properties()))
                .withIf(type.equals("Update"), "OldResourceProperties", asText(asked.oldProperties()));
        Request request = new Request(event, account.now(), completion);
        requests.put(token, request);
        openOf.put(asked.stackId() + "/" + asked.logicalId(), request);
        Object timeout = asked.properties().get("ServiceTimeout");
        int seconds = timeout == null ? DEFAULT_TIMEOUT : Integer.parseInt(timeout.toString());
        request.timeout = account.clock().after(Duration.ofSeconds(seconds), () -> timeOut(request));
        send(request);
    }

    private void timeOut(Request request) {
        request.timedOut = request.isOpen();
        fail(
                request,
                "CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId ["
                        + request.event.get("RequestId") + "].");
    }

    /** Sends a request's event, once more if it has been sent, as an at-least-once queue may. */
    public void send(Request request) {
        functions.accept((String) request.event.get("ServiceToken"), Json.write(request.event));
    }

    private void fail(Request request, String reason) {
        if (request.isOpen()) {
            close(request);
            request.completion.failed(reason);
        }
    }

    private void close(Request request) {
        request.closed = account.now();
        request.timeout.cancel();
    }

    /** Takes what a function PUT to its ResponseURL, and says what the bucket would: 200, or 403 for an unknown URL. */
    public int respond(String url, byte[] body) {
        int from = url.lastIndexOf('/') + 1;
        int to = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        Request request = requests.get(url.substring(from, to));
        if (request == null) {
            return 403;
        }
        Map<String, Object> answer = parse(body);
        request.answers.add(answer);
        listener.accept(request, answer);
        if (request.isOpen()) {
            request.answered = account.now();
            take(request, answer, body.length);
        }
        return 200;
    }

    private void take(Request request, Map<String, Object> answer, int length) {
        String problem = problem(request, answer, length);
        if (problem != null) {
            fail(request, problem);
            return;
        }
        close(request);
        String physicalId = (String) answer.get("PhysicalResourceId");
        if (answer.get("Status").equals("SUCCESS")) {
            Map<String, Object> attributes = new LinkedHashMap<>(Template.object(answer.get("Data")));
            request.completion.done(new Made(physicalId, attributes));
        } else {
            request.completion.failed(String.valueOf(answer.get("Reason")), physicalId);
        }
    }

    private static String problem(Request request, Map<String, Object> answer, int length) {
        if (length > MOST_BYTES) {
            return "Response object is too long.";
        }
        for (String field : List.of("StackId", "RequestId", "LogicalResourceId")) {
            if (!request.event.get(field).equals(answer.get(field))) {
                return "Invalid response: " + field + " does not match";
            }
        }
        String physicalId = String.valueOf(answer.getOrDefault("PhysicalResourceId", ""));
        if (physicalId.isEmpty() || physicalId.length() > LONGEST_ID) {
            return "Invalid PhysicalResourceId";
        }
        boolean explained = "SUCCESS".equals(answer.get("Status"))
                || "FAILED".equals(answer.get("Status"))
                        && !String.valueOf(answer.getOrDefault("Reason", "")).isEmpty();
        return explained ? null : "Invalid response: Status or Reason";
    }

    private static Map<String, Object> parse(byte[] body) {
        try {
            return JSON.std.mapFrom(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** All scalars in properties arrive as strings. */
    static Object asText(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key.toString(), asText(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CustomResources::asText).toList();
        }
        return String.valueOf(value);
    }
}

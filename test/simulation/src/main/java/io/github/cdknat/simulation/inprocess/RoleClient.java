package io.github.cdknat.simulation.inprocess;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Calls an embedded service as one role does through the SDK: reads up to three times, writes once. */
record RoleClient(ApiService service, String name, String principal) {
    /** The SDK's standard retry mode makes at most three attempts ("Retry behavior", AWS SDKs Reference Guide). */
    private static final int ATTEMPTS = 3;

    Reply<Map<String, Object>> read(String action, Map<String, Object> parameters) {
        Reply<Map<String, Object>> reply = once(action, parameters);
        for (int attempt = 1; attempt < ATTEMPTS && isRetried(reply); attempt++) {
            reply = once(action, parameters);
        }
        return reply;
    }

    /** The items of all pages. */
    Reply<List<Map<String, Object>>> pages(String action, Map<String, Object> parameters, String items) {
        return pages(action, parameters, items, item -> false);
    }

    /** The same up to the first item that is not wanted any more; no page after it is read. */
    Reply<List<Map<String, Object>>> pages(
            String action, Map<String, Object> parameters, String items, Predicate<Map<String, Object>> end) {
        List<Map<String, Object>> found = new ArrayList<>();
        Map<String, Object> request = new LinkedHashMap<>(parameters);
        while (true) {
            Reply<Map<String, Object>> reply = read(action, request);
            if (!(reply instanceof Reply.Answer<Map<String, Object>> answer)) {
                return reply.map(body -> List.of());
            }
            List<Map<String, Object>> page = objects(answer.value(), items);
            List<Map<String, Object>> wanted =
                    page.stream().takeWhile(end.negate()).toList();
            found.addAll(wanted);
            // CloudFormation's answers begin it with a capital, EC2's and Step Functions' do not; of requests, only the
            // latter's.
            String next = text(answer.value(), name.equals("cloudformation") ? "NextToken" : "nextToken");
            if (next.isEmpty() || wanted.size() < page.size()) {
                return new Reply.Answer<>(found, answer.requestId());
            }
            request.put(name.equals("states") ? "nextToken" : "NextToken", next);
        }
    }

    Reply<Map<String, Object>> once(String action, Map<String, Object> parameters) {
        ApiReply reply = service.call(new ApiCall(name, action, parameters, principal));
        if (reply instanceof ApiReply.Ok ok) {
            return new Reply.Answer<>(ok.body(), ok.requestId());
        }
        if (reply instanceof ApiReply.Fault fault && ErrorKind.isRefusal(fault.status(), fault.code())) {
            return new Reply.Rejected<>(ErrorKind.of(fault.code()), fault.code(), fault.message(), fault.requestId());
        }
        return new Reply.OutcomeUnknown<>(
                reply instanceof ApiReply.Fault fault ? fault.code() : "connection closed", reply.requestId());
    }

    private static boolean isRetried(Reply<?> reply) {
        return reply instanceof Reply.OutcomeUnknown
                || reply instanceof Reply.Rejected<?> refusal && refusal.kind() == ErrorKind.THROTTLED;
    }

    static String text(Map<String, Object> body, String name) {
        Object value = body.get(name);
        return value == null ? "" : value.toString();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static List<Map<String, Object>> objects(Map<String, Object> body, String name) {
        return body.get(name) instanceof List<?> list
                ? list.stream().map(RoleClient::object).toList()
                : List.of();
    }
}

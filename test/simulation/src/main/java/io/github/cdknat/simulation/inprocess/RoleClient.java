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

/** Calls an embedded service as one role does through the SDK: reads up to three times, writes once. */
final class RoleClient {
    /** The SDK's standard retry mode makes at most three attempts ("Retry behavior", AWS SDKs Reference Guide). */
    private static final int ATTEMPTS = 3;

    private final ApiService service;
    private final String name;
    private final String principal;

    RoleClient(ApiService service, String name, String principal) {
        this.service = service;
        this.name = name;
        this.principal = principal;
    }

    Reply<Map<String, Object>> read(String action, Map<String, Object> parameters) {
        Reply<Map<String, Object>> reply = once(action, parameters);
        for (int attempt = 1; attempt < ATTEMPTS && isRetried(reply); attempt++) {
            reply = once(action, parameters);
        }
        return reply;
    }

    /** The items of all pages, as the query protocols page: NextToken in, nextToken out. */
    Reply<List<Map<String, Object>>> pages(String action, Map<String, Object> parameters, String items) {
        List<Map<String, Object>> found = new ArrayList<>();
        String next = "";
        while (true) {
            Map<String, Object> page = new LinkedHashMap<>(parameters);
            if (!next.isEmpty()) {
                page.put("NextToken", next);
            }
            Reply<Map<String, Object>> reply = read(action, page);
            if (!(reply instanceof Reply.Answer<Map<String, Object>> answer)) {
                return reply.map(body -> List.of());
            }
            found.addAll(objects(answer.value(), items));
            next = text(answer.value(), "nextToken");
            if (next.isEmpty()) {
                return new Reply.Answer<>(found, answer.requestId());
            }
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

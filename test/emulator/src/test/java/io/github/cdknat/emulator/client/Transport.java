package io.github.cdknat.emulator.client;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.http.EmulatorServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two ways to an embedded service; every contract holds on both. */
public enum Transport {
    IN_PROCESS,
    THROUGH_THE_SDK;

    /** A client of the service, with the rights of that principal. */
    public ApiClient probe(EmulatorServer door, String name, ApiService service, String principal) {
        if (this == IN_PROCESS) {
            return (action, parameters) -> {
                ApiReply reply = service.call(new ApiCall(name, action, parameters, principal));
                return reply instanceof ApiReply.Ok ok ? new ApiReply.Ok(ok.requestId(), present(ok.body())) : reply;
            };
        }
        door.register(name, service);
        return SdkApiClient.of(name, door, principal);
    }

    /** What a client of the protocol sees: an empty list cannot be told from none. */
    private static Map<String, Object> present(Map<?, ?> body) {
        Map<String, Object> copy = new LinkedHashMap<>();
        body.forEach((name, value) -> {
            if (!(value instanceof List<?> list && list.isEmpty())) {
                copy.put(name.toString(), plain(value));
            }
        });
        return copy;
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Transport::plain).toList();
        }
        return value instanceof Map<?, ?> map ? present(map) : value;
    }
}

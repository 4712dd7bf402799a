package io.github.cdknat.emulator.client;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import java.util.Map;

/** A client of one service: calls actions by their names, with parameters and answers named as on the wire. */
public interface ApiClient {
    ApiReply call(String action, Map<String, Object> parameters);

    /** Calls the service as the protocols do once they have decoded a request. */
    static ApiClient inProcess(ApiService service, String name, String principal) {
        return (action, parameters) -> service.call(new ApiCall(name, action, parameters, principal));
    }
}

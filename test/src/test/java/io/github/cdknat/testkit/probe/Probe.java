package io.github.cdknat.testkit.probe;

import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.ApiService;
import java.util.Map;

/** A client of one service: calls actions by their names, with parameters and answers named as on the wire. */
public interface Probe {
    ApiReply call(String action, Map<String, Object> parameters);

    /** Calls the service as the protocols do once they have decoded a request. */
    static Probe inProcess(ApiService service, String name, String principal) {
        return (action, parameters) -> service.call(new ApiCall(name, action, parameters, principal));
    }
}

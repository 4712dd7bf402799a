package io.github.cdknat.testkit.probe;

import io.github.cdknat.testkit.http.FrontDoor;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.ApiService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two ways to an embedded service; every contract holds on both. */
public enum Way {
    IN_PROCESS,
    THROUGH_THE_SDK;

    /** A client of the service, with the rights of that principal. */
    public Probe probe(FrontDoor door, String name, ApiService service, String principal) {
        if (this == IN_PROCESS) {
            return (action, parameters) -> {
                ApiReply reply = Probe.inProcess(service, name, principal).call(action, parameters);
                return reply instanceof ApiReply.Ok ok ? new ApiReply.Ok(ok.requestId(), present(ok.body())) : reply;
            };
        }
        door.register(name, service);
        return switch (name) {
            case "ec2" -> SdkProbe.ec2(door, principal);
            case "cloudformation" -> SdkProbe.cloudFormation(door, principal);
            default -> SdkProbe.stepFunctions(door, principal);
        };
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
            return list.stream().map(Way::plain).toList();
        }
        return value instanceof Map<?, ?> map ? present(map) : value;
    }
}

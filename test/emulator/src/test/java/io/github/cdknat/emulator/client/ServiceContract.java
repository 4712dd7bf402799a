package io.github.cdknat.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.http.EmulatorServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A service's rules as a client meets them: every test runs against the service in process, and against the HTTP server through the AWS
 * SDK; both must give the same answers. Parameters are given as name, value, name, value.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
public abstract class ServiceContract {
    protected static final String ROLE = "arn:aws:iam::123456789012:role/tester";

    @Parameter
    Transport way;

    private final EmulatorServer door = new EmulatorServer();
    private ApiClient client;

    /** Calls go to that service from now on. */
    protected void connect(String name, ApiService service) {
        client = way.probe(door, name, service, ROLE);
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    protected ApiReply reply(String action, Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return client.call(action, parameters);
    }

    /** The body of a call that has to be carried out. */
    protected Map<String, Object> ok(String action, Object... namesAndValues) {
        ApiReply reply = reply(action, namesAndValues);
        assertThat(reply).as(action).isInstanceOf(ApiReply.Ok.class);
        return ((ApiReply.Ok) reply).body();
    }

    /** Status, code and message of a call that has to be refused. */
    protected String refusal(String action, Object... namesAndValues) {
        ApiReply reply = reply(action, namesAndValues);
        assertThat(reply).as(action).isInstanceOf(ApiReply.Fault.class);
        ApiReply.Fault fault = (ApiReply.Fault) reply;
        return fault.status() + " " + fault.code() + ": " + fault.message();
    }

    /** More names and values after the first ones. */
    protected static Object[] after(Object[] more, Object... first) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
    }

    @SuppressWarnings("unchecked")
    protected static List<Map<String, Object>> items(Map<String, Object> body, String element) {
        return (List<Map<String, Object>>) body.getOrDefault(element, List.of());
    }

    /** One member of every item. */
    protected static List<Object> each(Map<String, Object> body, String element, String member) {
        return items(body, element).stream().map(item -> item.get(member)).toList();
    }
}

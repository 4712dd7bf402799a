package io.github.cdknat.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.ApiReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls with parameters given as name, value, name, value, and answers taken apart. */
public record CallResults(ApiClient probe) {
    public ApiReply reply(String action, Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return probe.call(action, parameters);
    }

    /** The body of a call that has to be carried out. */
    public Map<String, Object> ok(String action, Object... namesAndValues) {
        ApiReply reply = reply(action, namesAndValues);
        assertThat(reply).as(action).isInstanceOf(ApiReply.Ok.class);
        return ((ApiReply.Ok) reply).body();
    }

    /** Status, code and message of a call that has to be refused. */
    public String refusal(String action, Object... namesAndValues) {
        ApiReply reply = reply(action, namesAndValues);
        assertThat(reply).as(action).isInstanceOf(ApiReply.Fault.class);
        ApiReply.Fault fault = (ApiReply.Fault) reply;
        return fault.status() + " " + fault.code() + ": " + fault.message();
    }

    /** More names and values after the first ones. */
    public static Object[] after(Object[] more, Object... first) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> items(Map<String, Object> body, String element) {
        return (List<Map<String, Object>>) body.getOrDefault(element, List.of());
    }

    /** One member of every item. */
    public static List<Object> each(Map<String, Object> body, String element, String member) {
        return items(body, element).stream().map(item -> item.get(member)).toList();
    }
}

package io.github.cdknat.handler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.ExecutionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionNamesTest {
    @Test
    void theOrderInWhichAnEventIsWrittenDoesNotMatter() {
        assertThat(name(event("url", "10.0.1.9"))).isEqualTo(name(reversed(event("url", "10.0.1.9"))));
    }

    @Test
    void anotherUrlIsTheSameRequestInAnotherEvent() {
        ExecutionName first = name(event("url", "10.0.1.9"));
        ExecutionName second = name(event("other", "10.0.1.9"));
        assertThat(second.isOfSameRequestAs(first)).isTrue();
        assertThat(second.event()).isNotEqualTo(first.event());
        assertThat(second.text()).isNotEqualTo(first.text());
    }

    @Test
    void otherPropertiesAreAnotherRequestOfTheSameResource() {
        ExecutionName first = name(event("url", "10.0.1.9"));
        ExecutionName second = name(event("url", "10.0.1.10"));
        assertThat(second.isOfSameRequestAs(first)).isFalse();
        assertThat(second.resource()).isEqualTo(first.resource());
    }

    @Test
    void namesFitStepFunctionsAndAreReadBack() {
        ExecutionName name = name(event("url", "10.0.1.9"));
        assertThat(name.text()).matches("[0-9a-z-]{1,80}");
        assertThat(ExecutionName.parse(name.text())).contains(name);
    }

    private static ExecutionName name(Map<String, Object> event) {
        return ExecutionNames.of(CloudFormationEvent.of(event), event);
    }

    private static Map<String, Object> event(String url, String address) {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("one", "1");
        nested.put("two", "2");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", "Update");
        event.put("ResponseURL", url);
        event.put("StackId", "stack");
        event.put("RequestId", "request");
        event.put("LogicalResourceId", "Addresses");
        event.put("PhysicalResourceId", "nat-0abc/none");
        event.put("ResourceProperties", Map.of("Addresses", List.of(address), "Nested", List.of(nested)));
        return event;
    }

    private static Map<String, Object> reversed(Map<String, Object> event) {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("two", "2");
        nested.put("one", "1");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Nested", List.of(nested));
        properties.put("Addresses", ((Map<?, ?>) event.get("ResourceProperties")).get("Addresses"));
        Map<String, Object> reversed = new LinkedHashMap<>();
        reversed.put("ResourceProperties", properties);
        List.of("PhysicalResourceId", "LogicalResourceId", "RequestId", "StackId", "ResponseURL", "RequestType")
                .forEach(field -> reversed.put(field, event.get(field)));
        return reversed;
    }
}

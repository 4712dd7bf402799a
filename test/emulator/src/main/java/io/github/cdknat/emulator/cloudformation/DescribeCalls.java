package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.RequestHandling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DescribeStacks, DescribeStackResource, DescribeStackEvents and ListStackResources (AWS CloudFormation API Reference): the book
 * as of some moment. A stack is named by its id or, while it is not deleted, by its name.
 */
record DescribeCalls(Map<String, Stack> stacks, DeploymentEngine engine) {
    private static final int PAGE = 100;
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "DescribeStacks", Set.of("StackName", "NextToken"),
            "DescribeStackResource", Set.of("StackName", "LogicalResourceId"),
            "DescribeStackEvents", Set.of("StackName", "NextToken"),
            "ListStackResources", Set.of("StackName", "NextToken"));

    RequestHandling.Outcome handle(ApiCall call) {
        Set<String> known = PARAMETERS.get(call.action());
        if (known == null) {
            throw new ApiFaultException(
                    "InvalidAction", "Could not find operation " + call.action() + " for version 2010-05-15");
        }
        if (!known.containsAll(call.parameters().keySet())) {
            throw invalid("Unknown parameter among " + call.parameters().keySet());
        }
        Stack stack = stack(call.text("StackName"));
        Instant moment = engine.now().minus(engine.options().staleness.apply(call));
        Stack.Page page = stack.page(moment)
                .or(() -> engine.options().newStackUnknown ? Optional.empty() : Optional.of(stack.firstPage()))
                .orElseThrow(() -> unknown(call.text("StackName")));
        return RequestHandling.Outcome.read(
                switch (call.action()) {
                    case "DescribeStacks" -> describeStacks(stack, page);
                    case "DescribeStackResource" -> describeResource(stack, page, call.text("LogicalResourceId"));
                    case "DescribeStackEvents" -> describeEvents(stack, moment, call.text("NextToken"));
                    default -> listResources(page, call.text("NextToken"));
                });
    }

    private Stack stack(String nameOrId) {
        if (nameOrId == null) {
            throw invalid("1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member"
                    + " must not be null");
        }
        Stack stack = stacks.get(nameOrId);
        if (stack == null || stack.status.equals("DELETE_COMPLETE") && !stack.id.equals(nameOrId)) {
            throw unknown(nameOrId);
        }
        return stack;
    }

    private static ApiFaultException unknown(String nameOrId) {
        return invalid("Stack with id " + nameOrId + " does not exist");
    }

    private Map<String, Object> describeStacks(Stack stack, Stack.Page page) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("StackId", stack.id);
        shown.put("StackName", stack.name);
        shown.put("StackStatus", page.status());
        shown.put("CreationTime", stack.created.toString());
        if (page.updated() != null) {
            shown.put("LastUpdatedTime", page.updated().toString());
        }
        if (engine.options().operationsReported) {
            shown.put(
                    "LastOperations",
                    page.operations().stream()
                            .map(operation -> Map.of("OperationType", operation.type(), "OperationId", operation.id()))
                            .toList());
        }
        return body("Stacks", List.of(shown));
    }

    private static Map<String, Object> listResources(Stack.Page page, String token) {
        List<Object> all = page.resources().values().stream()
                .map(resource -> (Object) resource.summary())
                .toList();
        int from = offset(token, 0, all.size());
        int to = Math.min(all.size(), from + PAGE);
        Map<String, Object> body = body("StackResourceSummaries", all.subList(from, to));
        if (to < all.size()) {
            body.put("NextToken", String.valueOf(to));
        }
        return body;
    }

    /**
     * "In reverse chronological order"; that a resource's first event of an update shows the id it had is documented in examples. A
     * next page goes on where the one before ended, so that there is no gap (assumed, F103).
     */
    private Map<String, Object> describeEvents(Stack stack, Instant moment, String token) {
        int seen = (int) stack.events.stream()
                .takeWhile(event -> !event.visible().isAfter(moment))
                .count();
        int from = offset(token, seen, stack.events.size());
        int to = Math.max(0, from - PAGE);
        List<Object> shown = new ArrayList<>();
        for (int i = from - 1; i >= to; i--) {
            shown.add(shown(stack, stack.events.get(i), i));
        }
        Map<String, Object> body = body("StackEvents", shown);
        if (to > 0) {
            body.put("NextToken", String.valueOf(to));
        }
        return body;
    }

    private Map<String, Object> shown(Stack stack, Stack.Event event, int number) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("EventId", stack.id.substring(stack.id.length() - 8) + "-" + number);
        shown.put("StackId", stack.id);
        shown.put("StackName", stack.name);
        shown.put("LogicalResourceId", event.logicalId());
        shown.put("PhysicalResourceId", event.physicalId());
        shown.put("ResourceType", event.type());
        shown.put("Timestamp", event.at().toString());
        shown.put("ResourceStatus", event.status());
        if (!event.reason().isEmpty()) {
            shown.put("ResourceStatusReason", event.reason());
        }
        if (!event.properties().isEmpty()) {
            shown.put("ResourceProperties", Json.write(Template.object(CustomResources.asText(event.properties()))));
        }
        String token = engine.options().clientRequestToken;
        if (!token.isEmpty()) {
            shown.put("ClientRequestToken", token);
        }
        if (engine.options().operationsReported && !event.operationId().isEmpty()) {
            shown.put("OperationId", event.operationId());
        }
        return shown;
    }

    private static int offset(String token, int otherwise, int most) {
        if (token != null && !token.matches("[0-9]{1,6}")) {
            throw invalid("Invalid NextToken: " + token);
        }
        return token == null ? otherwise : Math.min(most, Integer.parseInt(token));
    }

    private static Map<String, Object> describeResource(Stack stack, Stack.Page page, String logicalId) {
        StackResource resource = page.resources().get(logicalId);
        if (resource == null) {
            throw invalid("Resource " + logicalId + " does not exist for stack " + stack.name);
        }
        Template.Resource current = page.template().resources().getOrDefault(logicalId, resource.spec);
        Map<String, Object> detail = resource.summary();
        detail.put("StackId", stack.id);
        detail.put("StackName", stack.name);
        detail.put("Metadata", Json.write(current.metadata()));
        return body("StackResourceDetail", detail);
    }

    private static Map<String, Object> body(String name, Object value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, value);
        return body;
    }

    private static ApiFaultException invalid(String message) {
        return new ApiFaultException("ValidationError", message);
    }
}

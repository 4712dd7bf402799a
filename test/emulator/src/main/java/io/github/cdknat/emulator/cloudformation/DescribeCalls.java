package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DescribeStacks, DescribeStackResource, DescribeStackEvents and ListStackResources (AWS CloudFormation API Reference): the book
 * as of some moment. A stack is named by its id or, while it is not deleted, by its name.
 */
record DescribeCalls(Map<String, Stack> stacks, DeploymentEngine engine, Map<Object, Members> shown) {
    private static final int PAGE = 100;
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "DescribeStacks", Set.of("StackName", "NextToken"),
            "DescribeStackResource", Set.of("StackName", "LogicalResourceId"),
            "DescribeStackEvents", Set.of("StackName", "NextToken"),
            "ListStackResources", Set.of("StackName", "NextToken"));

    /** What an event or a row shows never changes, and is made once: most of what a simulation reads, it has read before. */
    DescribeCalls(Map<String, Stack> stacks, DeploymentEngine engine) {
        this(stacks, engine, new IdentityHashMap<>());
    }

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

    Stack stack(String nameOrId) {
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
        List<Map<String, String>> operations = page.operations().stream()
                .map(operation -> Map.of("OperationType", operation.type(), "OperationId", operation.id()))
                .toList();
        List<Members> outputs = stack.outputs.entrySet().stream()
                .map(one -> new Members().with("OutputKey", one.getKey()).with("OutputValue", one.getValue()))
                .toList();
        Members shown = new Members()
                .with("StackId", stack.id)
                .with("StackName", stack.name)
                .with("StackStatus", page.status())
                .with("CreationTime", stack.created.toString())
                .with(
                        "LastUpdatedTime",
                        page.updated() == null ? null : page.updated().toString())
                .withIf(!outputs.isEmpty(), "Outputs", outputs)
                .withIf(!stack.tags.isEmpty(), "Tags", stack.tags)
                .with("Parameters", parameters(page.template()))
                .withIf(engine.options().operationsReported, "LastOperations", operations);
        return new Members().with("Stacks", List.of(shown));
    }

    private static List<Members> parameters(Template template) {
        if (template == null || template.parameters().isEmpty()) {
            return null;
        }
        return template.parameters().entrySet().stream()
                .map(one -> new Members()
                        .with("ParameterKey", one.getKey())
                        .with(
                                "ParameterValue",
                                one.getValue() instanceof List<?> list
                                        ? String.join(
                                                ",",
                                                list.stream()
                                                        .map(String::valueOf)
                                                        .toList())
                                        : String.valueOf(one.getValue())))
                .toList();
    }

    private Map<String, Object> listResources(Stack.Page page, String token) {
        List<Members> all = page.resources().values().stream()
                .map(resource -> shown.computeIfAbsent(resource, one -> resource.summary()))
                .toList();
        int from = offset(token, 0, all.size());
        int to = Math.min(all.size(), from + PAGE);
        return new Members()
                .with("StackResourceSummaries", all.subList(from, to))
                .withIf(to < all.size(), "NextToken", String.valueOf(to));
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
        List<Object> page = new ArrayList<>();
        for (int i = from - 1; i >= to; i--) {
            int number = i;
            Stack.Event event = stack.events.get(i);
            page.add(shown.computeIfAbsent(event, one -> event(stack, event, number)));
        }
        return new Members().with("StackEvents", page).withIf(to > 0, "NextToken", String.valueOf(to));
    }

    private Members event(Stack stack, Stack.Event event, int number) {
        CloudFormationOptions options = engine.options();
        return new Members()
                .with("EventId", stack.id.substring(stack.id.length() - 8) + "-" + number)
                .with("StackId", stack.id)
                .with("StackName", stack.name)
                .with("LogicalResourceId", event.logicalId())
                .with("PhysicalResourceId", event.physicalId())
                .with("ResourceType", event.type())
                .with("Timestamp", event.at().toString())
                .with("ResourceStatus", event.status())
                .withIf(!event.reason().isEmpty(), "ResourceStatusReason", event.reason())
                .with("ResourceProperties", options.eventProperties.written(event.properties()))
                .withIf(!options.clientRequestToken.isEmpty(), "ClientRequestToken", options.clientRequestToken)
                .withIf(
                        options.operationsReported && !event.operationId().isEmpty(),
                        "OperationId",
                        event.operationId());
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
        Template.Resource current = page.template().resources().getOrDefault(logicalId, resource.spec());
        return new Members()
                .with(
                        "StackResourceDetail",
                        resource.summary()
                                .with("StackId", stack.id)
                                .with("StackName", stack.name)
                                .with("Metadata", Json.write(current.metadata())));
    }

    private static ApiFaultException invalid(String message) {
        return new ApiFaultException("ValidationError", message);
    }
}

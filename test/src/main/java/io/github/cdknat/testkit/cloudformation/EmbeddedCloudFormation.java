package io.github.cdknat.testkit.cloudformation;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.testkit.cloudformation.ResourceProvider.Asked;
import io.github.cdknat.testkit.cloudformation.ResourceProvider.Completion;
import io.github.cdknat.testkit.iam.Authorizer;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiFaultException;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.ApiService;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.FaultCodes;
import io.github.cdknat.testkit.kernel.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** CloudFormation: deployments for the test's hand, and the describe calls for the handler's. */
public final class EmbeddedCloudFormation implements ApiService {
    private static final int PAGE = 100;

    private record Doom(String stack, String logicalId, Duration after, String reason) {}

    private final World world;
    private final CloudFormationSwitches switches;
    private final CustomResources custom;
    private final Endpoint endpoint;
    private final ResourceProvider inert;
    private final Map<String, ResourceProvider> providers = new HashMap<>();
    private final Map<String, Stack> stacks = new LinkedHashMap<>();
    private final List<Doom> dooms = new ArrayList<>();

    /**
     * Sets it up.
     *
     * @param functions takes a function's ARN and an event, to be delivered asynchronously
     */
    public EmbeddedCloudFormation(
            World world, Authorizer authorizer, CloudFormationSwitches switches, BiConsumer<String, String> functions) {
        this.world = world;
        this.switches = switches;
        this.custom = new CustomResources(world, functions);
        this.inert = new InertProvider(world, switches);
        this.endpoint = new Endpoint(
                world, authorizer, call -> call.text("StackName"), FaultCodes.CLOUDFORMATION, this::handle);
    }

    /** Resources of that type are made by this provider; other types are inert stand-ins. */
    public void register(String type, ResourceProvider provider) {
        providers.put(type, provider);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public CloudFormationSwitches switches() {
        return switches;
    }

    public CustomResources custom() {
        return custom;
    }

    // ------------------------------------------------------------------ the test's hand

    /** Creates the stack, or updates it if it exists. */
    public Stack deploy(String name, Template template) {
        return deploy(name, template, false);
    }

    /** The same; with rollback disabled a failure leaves everything as it is. */
    public Stack deploy(String name, Template template, boolean rollbackDisabled) {
        Stack stack = stacks.get(name);
        boolean create = stack == null || stack.status.equals("DELETE_COMPLETE");
        if (create) {
            String uuid = world.requestId();
            stack = new Stack(
                    name,
                    "arn:aws:cloudformation:" + world.region() + ":" + world.account() + ":stack/" + name + "/" + uuid,
                    now());
            stacks.put(name, stack);
            stacks.put(stack.id, stack);
        } else {
            requireIdle(stack);
            stack.updated = now();
        }
        new Operation(this, stack, template, rollbackDisabled).forward();
        return stack;
    }

    /** What the console's "Cancel update stack" does. */
    public void cancelUpdate(String name) {
        Stack stack = stacks.get(name);
        if (!stack.status.equals("UPDATE_IN_PROGRESS")) {
            throw new IllegalStateException("Cannot cancel: the stack is " + stack.status);
        }
        stack.operation.abandon("Resource update cancelled");
    }

    /** ContinueUpdateRollback: what has not been rolled back is sent again. */
    public void continueUpdateRollback(String name) {
        continueUpdateRollback(name, Set.of());
    }

    /** The same with ResourcesToSkip: their status becomes UPDATE_COMPLETE, and nothing is sent for them. */
    public void continueUpdateRollback(String name, Set<String> resourcesToSkip) {
        Stack stack = stacks.get(name);
        if (!stack.status.equals("UPDATE_ROLLBACK_FAILED")) {
            throw new IllegalStateException("Cannot continue the rollback: the stack is " + stack.status);
        }
        stack.operation.skip(resourcesToSkip);
        stack.operation.rollbackUpdate();
    }

    public void delete(String name) {
        Stack stack = stacks.get(name);
        requireIdle(stack);
        stack.updated = now();
        new Operation(this, stack, stack.template, false).delete();
    }

    /** The next create or update of that resource fails after that time. */
    public void failNext(String stack, String logicalId, Duration after, String reason) {
        dooms.add(new Doom(stack, logicalId, after, reason));
    }

    public Stack stack(String name) {
        return stacks.get(name);
    }

    private static void requireIdle(Stack stack) {
        if (stack.isBusy()) {
            throw new IllegalStateException("The stack " + stack.name + " is " + stack.status);
        }
    }

    // ------------------------------------------------------------------ the operation's hand

    Instant now() {
        return world.clock().now();
    }

    void after(Duration duration, Runnable step) {
        world.clock().after(duration, step);
    }

    String suffix() {
        return world.lot().hex(12).toUpperCase(java.util.Locale.ROOT);
    }

    void status(Stack stack, String status) {
        stack.status = status;
        stack.events.add(new Stack.Event(now(), stack.name, stack.id, status, ""));
        stack.turned(now());
        world.events().tell("cloudformation", stack.name, status);
    }

    void record(Stack stack, StackResource resource) {
        stack.resources.put(resource.spec.logicalId(), resource);
        stack.turned(now());
        event(stack, resource, resource.status, resource.reason);
    }

    void event(Stack stack, StackResource resource, String status, String reason) {
        String id = resource.spec.logicalId();
        stack.events.add(new Stack.Event(now(), id, resource.physicalId, status, reason));
        world.events().tell("cloudformation", stack.name + "/" + id, status + (reason.isEmpty() ? "" : ": " + reason));
    }

    ResourceProvider provider(Template.Resource spec) {
        return spec.isCustom() ? custom : providers.getOrDefault(spec.type(), inert);
    }

    void create(Stack stack, Asked asked, Completion completion) {
        if (!doomed(stack, asked, completion)) {
            provider(asked).create(asked, completion);
        }
    }

    void update(Stack stack, Asked asked, Completion completion) {
        if (!doomed(stack, asked, completion)) {
            provider(asked).update(asked, completion);
        }
    }

    void delete(Stack stack, Asked asked, Completion completion) {
        provider(asked).delete(asked, completion);
    }

    private ResourceProvider provider(Asked asked) {
        boolean isCustom =
                asked.type().startsWith("Custom::") || asked.type().equals("AWS::CloudFormation::CustomResource");
        return isCustom ? custom : providers.getOrDefault(asked.type(), inert);
    }

    private boolean doomed(Stack stack, Asked asked, Completion completion) {
        for (Iterator<Doom> all = dooms.iterator(); all.hasNext(); ) {
            Doom doom = all.next();
            if (doom.stack().equals(stack.name) && doom.logicalId().equals(asked.logicalId())) {
                all.remove();
                after(doom.after(), () -> completion.failed(doom.reason()));
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> properties(Stack stack, Template.Resource spec) {
        return (Map<String, Object>) Intrinsics.resolve(spec.properties(), scope(stack));
    }

    Map<String, String> outputs(Stack stack) {
        Map<String, String> outputs = new LinkedHashMap<>();
        stack.template
                .outputs()
                .forEach((name, output) -> outputs.put(
                        name,
                        String.valueOf(
                                Intrinsics.resolve(Template.object(output).get("Value"), scope(stack)))));
        return outputs;
    }

    private Intrinsics.Scope scope(Stack stack) {
        return new Intrinsics.Scope() {
            @Override
            public Object ref(String name) {
                return switch (name) {
                    case "AWS::StackId" -> stack.id;
                    case "AWS::StackName" -> stack.name;
                    case "AWS::Region" -> world.region();
                    case "AWS::AccountId" -> world.account();
                    case "AWS::Partition" -> "aws";
                    case "AWS::URLSuffix" -> "amazonaws.com";
                    default ->
                        stack.template.parameters().containsKey(name)
                                ? Template.object(stack.template.parameters().get(name))
                                        .get("Default")
                                : found(stack, name).physicalId;
                };
            }

            @Override
            public Object attribute(String logicalId, String name) {
                Object value = found(stack, logicalId).attributes.get(name);
                if (value == null) {
                    throw new IllegalStateException(logicalId + " has no attribute " + name);
                }
                return value;
            }
        };
    }

    private static StackResource found(Stack stack, String logicalId) {
        StackResource resource = stack.resources.get(logicalId);
        if (resource == null) {
            throw new IllegalStateException("Template refers to " + logicalId + ", which is not there");
        }
        return resource;
    }

    // ------------------------------------------------------------------ the API

    @Override
    public ApiReply call(ApiCall call) {
        return endpoint.call(call);
    }

    private Endpoint.Outcome handle(ApiCall call) {
        Stack stack = stacks.get(call.text("StackName"));
        if (stack == null) {
            throw new ApiFaultException(
                    400, "ValidationError", "Stack with id " + call.text("StackName") + " does not exist");
        }
        Stack.Page page = stack.page(now().minus(switches.bookAge.get()));
        return Endpoint.Outcome.read(
                switch (call.action()) {
                    case "DescribeStacks" -> describeStacks(stack, page);
                    case "DescribeStackResource" -> describeResource(stack, page, call.text("LogicalResourceId"));
                    case "ListStackResources" -> listResources(page, call.text("NextToken"));
                    default -> throw new ApiFaultException(400, "InvalidAction", call.action());
                });
    }

    private static Map<String, Object> describeStacks(Stack stack, Stack.Page page) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("StackId", stack.id);
        shown.put("StackName", stack.name);
        shown.put("StackStatus", page.status());
        shown.put("CreationTime", stack.created.toString());
        if (page.updated() != null) {
            shown.put("LastUpdatedTime", page.updated().toString());
        }
        return new LinkedHashMap<>(Map.of("Stacks", List.of(shown)));
    }

    private static Map<String, Object> listResources(Stack.Page page, String token) {
        List<Object> all = page.resources().values().stream()
                .map(resource -> (Object) resource.summary())
                .toList();
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(all.size(), from + PAGE);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("StackResourceSummaries", all.subList(from, to));
        if (to < all.size()) {
            body.put("NextToken", String.valueOf(to));
        }
        return body;
    }

    private static Map<String, Object> describeResource(Stack stack, Stack.Page page, String logicalId) {
        StackResource resource = page.resources().get(logicalId);
        if (resource == null) {
            throw new ApiFaultException(
                    400, "ValidationError", "Resource " + logicalId + " does not exist for stack " + stack.name);
        }
        Template.Resource current = stack.template.resources().getOrDefault(logicalId, resource.spec);
        Map<String, Object> detail = resource.summary();
        detail.put("StackId", stack.id);
        detail.put("StackName", stack.name);
        try {
            detail.put("Metadata", JSON.std.asString(current.metadata()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LinkedHashMap<>(Map.of("StackResourceDetail", detail));
    }
}

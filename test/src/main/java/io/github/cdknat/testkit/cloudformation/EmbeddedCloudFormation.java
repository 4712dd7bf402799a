package io.github.cdknat.testkit.cloudformation;

import io.github.cdknat.testkit.iam.Authorizer;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.ApiService;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.FaultCodes;
import io.github.cdknat.testkit.kernel.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** CloudFormation: deployments for the test's hand, and the describe calls for the handler's. */
public final class EmbeddedCloudFormation implements ApiService {
    private static final Set<String> UPDATABLE =
            Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    private static final Set<String> PAUSED = Set.of("CREATE_FAILED", "UPDATE_FAILED");

    private final World world;
    private final CustomResources custom;
    private final Engine engine;
    private final Endpoint endpoint;
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    /**
     * Sets it up.
     *
     * @param functions takes a function's ARN and an event, to be delivered asynchronously
     */
    public EmbeddedCloudFormation(
            World world, Authorizer authorizer, CloudFormationSwitches switches, BiConsumer<String, String> functions) {
        this.world = world;
        this.custom = new CustomResources(world, functions);
        this.engine = new Engine(world, switches, custom);
        DescribeCalls calls = new DescribeCalls(stacks, engine);
        this.endpoint = new Endpoint(world, authorizer, this::resource, FaultCodes.CLOUDFORMATION, calls::handle);
    }

    /** Resources of that type are made by this provider; other types are inert stand-ins. */
    public void register(String type, ResourceProvider provider) {
        engine.register(type, provider);
    }

    @Override
    public ApiReply call(ApiCall call) {
        return endpoint.call(call);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public CloudFormationSwitches switches() {
        return engine.switches();
    }

    public CustomResources custom() {
        return custom;
    }

    private String resource(ApiCall call) {
        Stack stack = stacks.get(String.valueOf(call.text("StackName")));
        return stack == null ? String.valueOf(call.text("StackName")) : stack.id;
    }

    // ------------------------------------------------------------------ the test's hand

    /** Creates the stack, or updates it if it exists. */
    public Stack deploy(String name, Template template) {
        return begin(deployable(name), template, false);
    }

    /** The same with "Preserve successfully provisioned resources": a failure leaves everything as it is. */
    public Stack deployWithoutRollback(String name, Template template) {
        Stack stack = stacks.get(name);
        return stack != null && PAUSED.contains(stack.status)
                ? begin(stack, template, true)
                : begin(deployable(name), template, true);
    }

    private Stack deployable(String name) {
        Stack stack = stacks.get(name);
        if (stack == null || stack.status.equals("DELETE_COMPLETE")) {
            return made(name);
        }
        if (!UPDATABLE.contains(stack.status)) {
            throw new IllegalStateException(
                    "Stack:" + stack.id + " is in " + stack.status + " state and can not be updated.");
        }
        return stack;
    }

    private Stack made(String name) {
        String id = "arn:aws:cloudformation:" + world.region() + ":" + world.account() + ":stack/" + name + "/"
                + world.requestId();
        Stack stack = new Stack(name, id, engine.now());
        stacks.put(name, stack);
        stacks.put(id, stack);
        return stack;
    }

    private Stack begin(Stack stack, Template template, boolean rollbackDisabled) {
        if (stack.template != null) {
            stack.updated = engine.now();
        }
        new Operation(engine, stack, template, rollbackDisabled).begin();
        return stack;
    }

    /** What the console's "Cancel update stack" does. */
    public void cancelUpdate(String name) {
        Stack stack = stacks.get(name);
        if (!stack.status.equals("UPDATE_IN_PROGRESS")) {
            throw new IllegalStateException("Cannot cancel: the stack is " + stack.status);
        }
        stack.operation.cancel();
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
        stack.operation.rollback().skip(resourcesToSkip);
        stack.operation.rollback().begin();
    }

    /** Deletes the stack; one that is still being created is given up first. */
    public void delete(String name) {
        Stack stack = stacks.get(name);
        if (stack.status.equals("CREATE_IN_PROGRESS")) {
            stack.operation.giveUp("Resource creation cancelled");
        } else if (stack.isBusy()) {
            throw new IllegalStateException("Cannot delete: the stack is " + stack.status);
        }
        if (engine.switches().deleteChangesLastUpdated) {
            stack.updated = engine.now();
        }
        Deletion.ofStack(engine, stack);
    }

    /** The next create or update of that resource fails after that time. */
    public void failNext(String stack, String logicalId, Duration after, String reason) {
        engine.failNext(stack, logicalId, after, reason);
    }

    /** The stack of that name or id, also a deleted one; null if there never was one. */
    public Stack stack(String name) {
        return stacks.get(name);
    }
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.ErrorCodes;
import io.github.cdknat.emulator.core.RequestHandling;
import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** CloudFormation: deployments for the test's hand, and the describe calls for the handler's. */
public final class EmbeddedCloudFormation implements ApiService {
    private static final Set<String> UPDATABLE =
            Set.of("REVIEW_IN_PROGRESS", "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    private static final Set<String> PAUSED = Set.of("CREATE_FAILED", "UPDATE_FAILED");

    private final EmulatedAccount account;
    private final CustomResources custom;
    private final DeploymentEngine engine;
    private final RequestHandling endpoint;
    private final ChangeSets changeSets;
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    /**
     * Sets it up.
     *
     * @param functions takes a function's ARN and an event, to be delivered asynchronously
     */
    public EmbeddedCloudFormation(
            EmulatedAccount account,
            Authorizer authorizer,
            CloudFormationOptions options,
            BiConsumer<String, String> functions) {
        this.account = account;
        this.custom = new CustomResources(account, functions);
        this.engine = new DeploymentEngine(account, options, custom);
        this.changeSets = new ChangeSets(account, this, engine);
        engine.exports(this::exported);
        StackCalls calls = new StackCalls(this, engine, changeSets, new DescribeCalls(stacks, engine));
        this.endpoint =
                new RequestHandling(account, authorizer, this::resource, ErrorCodes.CLOUDFORMATION, calls::handle);
    }

    /** Resources of that type are made by this provider; other types are inert stand-ins. */
    public void register(String type, ResourceProvider provider) {
        engine.register(type, provider);
    }

    /** Functions behind custom resources that only stand in; their resources do too. */
    public void standIns(Predicate<String> functions) {
        engine.standIns(functions);
    }

    /** Where templates are that change sets name by their URL. */
    public void templates(UnaryOperator<String> texts) {
        changeSets.objects(texts);
    }

    private Optional<String> exported(String name) {
        return stacks.values().stream()
                .filter(stack -> !stack.status.equals("DELETE_COMPLETE"))
                .flatMap(stack -> stack.exported(name).stream())
                .findFirst();
    }

    /** A stack that so far has a change set only. */
    Stack review(String name) {
        Stack stack = made(name);
        engine.status(stack, "REVIEW_IN_PROGRESS");
        return stack;
    }

    @Override
    public ApiReply call(ApiCall call) {
        return endpoint.call(call);
    }

    public RequestHandling endpoint() {
        return endpoint;
    }

    public CloudFormationOptions options() {
        return engine.options();
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
        return begin(deployable(name), template, engine.options().expressMode);
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
        require(
                UPDATABLE.contains(stack.status),
                "Stack:" + stack.id + " is in " + stack.status + " state and can not be updated.");
        return stack;
    }

    private Stack made(String name) {
        String id = "arn:aws:cloudformation:" + account.region() + ":" + account.account() + ":stack/" + name + "/"
                + account.requestId();
        Stack stack = new Stack(name, id, engine.now());
        stacks.put(name, stack);
        stacks.put(id, stack);
        return stack;
    }

    private Stack begin(Stack stack, Template template, boolean rollbackDisabled) {
        if (stack.template != null) {
            stack.updated = engine.now();
        }
        new DeployOperation(engine, stack, template, rollbackDisabled).begin();
        return stack;
    }

    /** What the console's "Cancel update stack" does. */
    public void cancelUpdate(String name) {
        Stack stack = stacks.get(name);
        require(stack.status.equals("UPDATE_IN_PROGRESS"), "Cannot cancel: the stack is " + stack.status);
        stack.operation.cancel();
    }

    /** ContinueUpdateRollback: what has not been rolled back is sent again. */
    public void continueUpdateRollback(String name) {
        continueUpdateRollback(name, Set.of());
    }

    /** The same with ResourcesToSkip: their status becomes UPDATE_COMPLETE, and nothing is sent for them. */
    public void continueUpdateRollback(String name, Set<String> resourcesToSkip) {
        Stack stack = stacks.get(name);
        require(
                stack.status.equals("UPDATE_ROLLBACK_FAILED"),
                "Cannot continue the rollback: the stack is " + stack.status);
        stack.operation.rollback().skip(resourcesToSkip);
        stack.operation.rollback().begin("CONTINUE_ROLLBACK");
    }

    /** The same with every resource that has failed to be rolled back skipped ("cdk rollback --force"). */
    public void forceRollback(String name) {
        continueUpdateRollback(name, stacks.get(name).failedUpdates());
    }

    /** RollbackStack: back to the last stable state, after any number of preserved failures. */
    public void rollbackStack(String name) {
        Stack stack = stacks.get(name);
        require(PAUSED.contains(stack.status), "Cannot roll back: the stack is " + stack.status);
        stack.operation.takeBack();
    }

    /** Deletes the stack; one that is still being created is given up first. */
    public void delete(String name) {
        delete(name, Set.of());
    }

    /** The same with RetainResources, which is for stacks in DELETE_FAILED (API, DeleteStack). */
    public void delete(String name, Set<String> retained) {
        Stack stack = stacks.get(name);
        if (stack.status.equals("CREATE_IN_PROGRESS")) {
            stack.operation.giveUp("Resource creation cancelled");
        } else {
            require(!stack.isBusy(), "Cannot delete: the stack is " + stack.status);
        }
        require(
                retained.isEmpty() || stack.status.equals("DELETE_FAILED"),
                "Cannot retain resources: the stack is " + stack.status);
        if (engine.options().deleteChangesLastUpdated) {
            stack.updated = engine.now();
        }
        DeleteOperation.ofStack(engine, stack, retained);
    }

    private static void require(boolean possible, String otherwise) {
        if (!possible) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The next create or update of that resource fails after that time. */
    public void failNext(String stack, String logicalId, Duration after, String reason) {
        engine.failNext(stack, logicalId, after, reason);
    }

    /** Every stack that ever had that name. */
    public List<Stack> stacks(String name) {
        return stacks.values().stream()
                .filter(stack -> stack.name.equals(name))
                .distinct()
                .toList();
    }

    /** All stacks that have ever had that name, the deleted ones too. */
    public List<Stack> everyStack(String name) {
        return stacks.values().stream()
                .distinct()
                .filter(stack -> stack.id.contains(":stack/" + name + "/"))
                .toList();
    }

    /** The stack of that name or id, also a deleted one; null if there never was one. */
    public Stack stack(String name) {
        return stacks.get(name);
    }
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Change sets: what a deployment would change, kept until it is executed (AWS CloudFormation API Reference). */
final class ChangeSets {
    private static final String NO_CHANGES =
            "The submitted information didn't contain changes. Submit different information to create a change set.";

    private record ChangeSet(
            String id, Stack stack, Template template, Members shown, List<?> tags, Duration monitoring) {
        boolean isFailed() {
            return shown.get("Status").equals("FAILED");
        }
    }

    private final EmulatedAccount account;
    private final EmbeddedCloudFormation cloudFormation;
    private final DeploymentEngine engine;
    private final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
    private UnaryOperator<String> objects = url -> {
        throw new ApiFaultException("ValidationError", "S3 error: Access Denied");
    };

    ChangeSets(EmulatedAccount account, EmbeddedCloudFormation cloudFormation, DeploymentEngine engine) {
        this.account = account;
        this.cloudFormation = cloudFormation;
        this.engine = engine;
    }

    /** Where the text of a TemplateURL is. */
    void objects(UnaryOperator<String> texts) {
        this.objects = texts;
    }

    Members create(ApiCall call) {
        boolean creates = "CREATE".equals(call.text("ChangeSetType"));
        String name = call.text("StackName");
        Stack stack = cloudFormation.stack(name);
        boolean isThere = stack != null && !stack.status.equals("DELETE_COMPLETE");
        if (!isThere && !creates) {
            throw StackCalls.invalid("Stack [" + name + "] does not exist");
        }
        if (isThere && creates && !stack.status.equals("REVIEW_IN_PROGRESS")) {
            throw StackCalls.invalid("Stack [" + stack.name
                    + "] already exists and cannot be created again with the changeSet ["
                    + call.text("ChangeSetName") + "].");
        }
        Template before = isThere ? stack.template : null;
        Template template = template(call, isThere ? stack.name : name, before);
        Stack reviewed = isThere ? stack : cloudFormation.review(name);
        String id = "arn:aws:cloudformation:" + account.region() + ":" + account.account() + ":changeSet/"
                + call.text("ChangeSetName") + "/" + account.requestId();
        List<Members> changes = changes(reviewed, before, template);
        boolean isEmpty = changes.isEmpty() && before != null && before.json().equals(template.json());
        Members shown = shown(call, id, reviewed)
                .with("Changes", changes)
                .with("Status", isEmpty ? "FAILED" : "CREATE_COMPLETE")
                .with("ExecutionStatus", isEmpty ? "UNAVAILABLE" : "AVAILABLE")
                .withIf(isEmpty, "StatusReason", NO_CHANGES);
        Duration monitoring = Duration.ofMinutes(
                Long.parseLong(String.valueOf(Template.object(call.parameters().get("RollbackConfiguration"))
                        .getOrDefault("MonitoringTimeInMinutes", "0"))));
        changeSets.put(id, new ChangeSet(id, reviewed, template, shown, StackCalls.members(call, "Tags"), monitoring));
        return new Members().with("Id", id).with("StackId", reviewed.id);
    }

    private Members shown(ApiCall call, String id, Stack stack) {
        return new Members()
                .with("ChangeSetName", call.text("ChangeSetName"))
                .with("ChangeSetId", id)
                .with("StackId", stack.id)
                .with("StackName", stack.name)
                .with("Description", call.text("Description"))
                .with("CreationTime", account.now().toString());
    }

    private Template template(ApiCall call, String stackName, Template before) {
        String url = call.text("TemplateURL");
        Object parsed = "true".equals(call.text("UsePreviousTemplate")) && before != null
                ? before.json()
                : TemplateText.parsed(url == null ? String.valueOf(call.text("TemplateBody")) : objects.apply(url));
        if (!(parsed instanceof Map)) {
            throw StackCalls.invalid("Template format error: unsupported structure.");
        }
        Map<String, Object> given = new LinkedHashMap<>();
        for (Map<?, ?> one : StackCalls.members(call, "Parameters")) {
            String key = String.valueOf(one.get("ParameterKey"));
            boolean keeps = "true".equals(one.get("UsePreviousValue")) && before != null;
            given.put(key, keeps ? before.parameters().get(key) : one.get("ParameterValue"));
        }
        Template template = StackCalls.modelled(
                () -> Template.of(Template.object(parsed), given, ReferenceScope.pseudo(account, stackName)));
        List<String> missing = template.parameters().entrySet().stream()
                .filter(one -> one.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw StackCalls.invalid("Parameters: [" + String.join(", ", missing) + "] must have values");
        }
        return template;
    }

    private List<Members> changes(Stack stack, Template before, Template after) {
        Map<String, Template.Resource> old = before == null ? Map.of() : before.resources();
        Set<String> ids = new LinkedHashSet<>(after.resources().keySet());
        ids.addAll(old.keySet());
        List<Members> changes = new ArrayList<>();
        for (String id : ids) {
            Template.Resource from = old.get(id);
            Template.Resource to = after.resources().get(id);
            String action = from == null ? "Add" : to == null ? "Remove" : "Modify";
            if (!action.equals("Modify") || !from.properties().equals(to.properties())) {
                changes.add(change(stack, action, from, to));
            }
        }
        return changes;
    }

    private Members change(Stack stack, String action, Template.Resource from, Template.Resource to) {
        Template.Resource one = to == null ? from : to;
        boolean modifies = action.equals("Modify");
        boolean replaces =
                modifies && (!from.type().equals(to.type()) || engine.replaces(to, from.properties(), to.properties()));
        List<Members> details = !modifies
                ? List.of()
                : to.properties().keySet().stream()
                        .filter(name -> !to.properties()
                                .get(name)
                                .equals(from.properties().get(name)))
                        .map(name -> new Members()
                                .with(
                                        "Target",
                                        new Members()
                                                .with("Attribute", "Properties")
                                                .with("Name", name)
                                                .with("RequiresRecreation", replaces ? "Always" : "Never"))
                                .with("Evaluation", "Static")
                                .with("ChangeSource", "DirectModification"))
                        .toList();
        StackResource now = stack.resources.get(one.logicalId());
        Members change = new Members()
                .with("Action", action)
                .with("LogicalResourceId", one.logicalId())
                .with("PhysicalResourceId", now == null || now.physicalId().isEmpty() ? null : now.physicalId())
                .with("ResourceType", one.type())
                .withIf(modifies, "Replacement", replaces ? "True" : "False")
                .with("Scope", modifies ? List.of("Properties") : List.of())
                .with("Details", details);
        return new Members().with("Type", "Resource").with("ResourceChange", change);
    }

    Members describe(ApiCall call) {
        return found(call).shown();
    }

    Members execute(ApiCall call) {
        ChangeSet found = found(call);
        if (found.isFailed()) {
            throw new ApiFaultException(
                    "InvalidChangeSetStatus",
                    "ChangeSet [" + found.id() + "] cannot be executed in its current status of [FAILED]");
        }
        Stack stack = found.stack();
        stack.monitoring = found.monitoring();
        stack.tags = found.tags();
        changeSets.values().removeIf(one -> one.stack() == stack);
        if ("true".equals(call.text("DisableRollback"))) {
            cloudFormation.deployWithoutRollback(stack.name, found.template());
        } else {
            cloudFormation.deploy(stack.name, found.template());
        }
        return new Members();
    }

    Members delete(ApiCall call) {
        changeSets.values().removeIf(one -> isNamed(one, call));
        return new Members();
    }

    private ChangeSet found(ApiCall call) {
        return changeSets.values().stream()
                .filter(one -> isNamed(one, call))
                .findFirst()
                .orElseThrow(() -> new ApiFaultException(
                        404, "ChangeSetNotFound", "ChangeSet [" + call.text("ChangeSetName") + "] does not exist"));
    }

    private static boolean isNamed(ChangeSet one, ApiCall call) {
        String name = call.text("ChangeSetName");
        String stack = call.text("StackName");
        return one.id().equals(name)
                || one.shown().get("ChangeSetName").equals(name)
                        && List.of(one.stack().name, one.stack().id).contains(stack);
    }
}

package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.iam.Authorizer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A CloudFormation whose custom resources answer as the test says: by default a Create makes "ID-1" (ID being the logical id), an Update
 * keeps it, unless the property Id names another, and a Delete succeeds; every answer takes a second.
 */
final class ScriptedProvider {
    static final String STACK = "S";

    final EmulatedAccount account = EmulatedAccount.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 9);
    final EmbeddedCloudFormation cloudFormation =
            new EmbeddedCloudFormation(account, Authorizer.ALLOW_ALL, new CloudFormationOptions(), this::deliver);
    /** "Create A", "Update A A-1", "Delete A A-1": every request in order. */
    final List<String> requests = new ArrayList<>();

    final List<Map<String, Object>> events = new ArrayList<>();
    private final Map<String, Function<Map<String, Object>, Map<String, Object>>> answers = new HashMap<>();

    /** Answers requests of that type and logical id so, "Create A" for example; null means never. */
    ScriptedProvider answering(String request, Function<Map<String, Object>, Map<String, Object>> answer) {
        answers.put(request, answer);
        return this;
    }

    ScriptedProvider failing(String request, String reason) {
        return answering(request, event -> {
            Map<String, Object> answer = answer(event);
            answer.put("Status", "FAILED");
            answer.put("Reason", reason);
            return answer;
        });
    }

    /** Fails the next such request only. */
    ScriptedProvider failingOnce(String request, String reason) {
        Function<Map<String, Object>, Map<String, Object>> failing =
                failing(request, reason).answers.get(request);
        return answering(request, event -> {
            usual(request);
            return failing.apply(event);
        });
    }

    ScriptedProvider silent(String request) {
        return answering(request, event -> null);
    }

    ScriptedProvider usual(String request) {
        answers.remove(request);
        return this;
    }

    Stack deploy(String template) {
        return settle(begin(template));
    }

    /** Deploys what a test starts from: its requests are not looked at. */
    void begun(String template) {
        deploy(template);
        requests.clear();
    }

    Stack begin(String template) {
        return cloudFormation.deploy(STACK, Template.of(Json.object(template.replace('\'', '"'))));
    }

    Stack deployWithoutRollback(String template) {
        return settle(
                cloudFormation.deployWithoutRollback(STACK, Template.of(Json.object(template.replace('\'', '"')))));
    }

    Stack delete() {
        cloudFormation.delete(STACK);
        return settle(cloudFormation.stack(STACK));
    }

    Stack settle(Stack stack) {
        account.clock().runUntil(() -> !stack.isBusy(), Instant.MAX);
        return stack;
    }

    void pass(int seconds) {
        account.clock().pass(Duration.ofSeconds(seconds));
    }

    List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** "A CREATE_COMPLETE" and so on, without the stack's own. */
    static List<String> told(Stack stack) {
        return stack.events().stream()
                .filter(event -> !event.logicalId().equals(STACK))
                .map(event -> event.logicalId() + " " + event.status()
                        + (event.reason().isEmpty() ? "" : ": " + event.reason()))
                .toList();
    }

    private void deliver(String function, String payload) {
        Map<String, Object> event = Json.object(payload);
        String request = event.get("RequestType") + " " + event.get("LogicalResourceId");
        events.add(event);
        requests.add(request + (event.containsKey("PhysicalResourceId") ? " " + event.get("PhysicalResourceId") : ""));
        Map<String, Object> answer =
                answers.getOrDefault(request, ScriptedProvider::answer).apply(event);
        if (answer != null) {
            account.clock().after(Duration.ofSeconds(1), () -> respond(event, answer));
        }
    }

    int respond(Map<String, Object> event, Map<String, Object> answer) {
        return cloudFormation
                .custom()
                .respond((String) event.get("ResponseURL"), Json.write(answer).getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, Object> answer(Map<String, Object> event) {
        Object logicalId = event.get("LogicalResourceId");
        Object kept = event.getOrDefault("PhysicalResourceId", logicalId + "-1");
        Object id = ((Map<?, ?>) event.get("ResourceProperties")).get("Id");
        return new Members()
                .with("Status", "SUCCESS")
                .with("StackId", event.get("StackId"))
                .with("RequestId", event.get("RequestId"))
                .with("LogicalResourceId", logicalId)
                .with("PhysicalResourceId", id == null ? kept : id)
                .with("Data", Map.of("Name", "name of " + logicalId));
    }
}

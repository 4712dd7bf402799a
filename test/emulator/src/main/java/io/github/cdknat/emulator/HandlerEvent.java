package io.github.cdknat.emulator;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.core.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the handler does, told to the world: a pass and its plan, or an answer.
 *
 * @param subject the stack's name and the resource's logical id: "Example/Addresses02DFC07F"
 */
record HandlerEvent(String subject, String text) {
    private static final String ACCEPTED = "accepted";
    private static final String ONCE_MORE = "looking once more";

    void tell(EventLog events) {
        events.tell("handler", subject, text);
    }

    /**
     * An answer to CloudFormation; empty if it is no JSON.
     *
     * @param fault the HTTP status that keeps it from its bucket, or 0
     */
    static Optional<HandlerEvent> answer(byte[] body, int fault) {
        try {
            Map<String, Object> answer = JSON.std.mapFrom(new String(body, StandardCharsets.UTF_8));
            return Optional.of(new HandlerEvent(
                    subject(String.valueOf(answer.get("StackId")), String.valueOf(answer.get("LogicalResourceId"))),
                    "answers " + answer.get("Status") + ": " + answer.get("Reason")
                            + (fault == 0 ? "" : " (HTTP status " + fault + ")")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * One pass, from its log line. Empty if somebody else tells it: EC2 what an accepted call changes, the answer what was
     * decided.
     */
    static Optional<HandlerEvent> pass(Map<String, Object> fields, String stackId) {
        boolean isPass = fields.containsKey("pass") && fields.containsKey("why");
        String request = String.valueOf(fields.get("request"));
        return (isPass ? plan(fields) : Optional.<String>empty())
                .map(plan -> new HandlerEvent(
                        subject(stackId, request.substring(request.indexOf(' ') + 1)),
                        "pass " + fields.get("pass") + ": " + plan));
    }

    private static Optional<String> plan(Map<String, Object> fields) {
        Optional<String> trouble = calls(fields)
                .filter(call -> !call.getValue().equals(ACCEPTED))
                .map(call -> call.getKey().substring("ec2:".length()) + ": " + call.getValue())
                .findFirst();
        boolean called = calls(fields).anyMatch(call -> !call.getKey().endsWith("(DryRun)"));
        String next = String.valueOf(fields.get("next"));
        if (trouble.isPresent() || called || next.equals("RESPOND")) {
            return trouble;
        }
        String why = String.valueOf(fields.get("why"));
        if (next.startsWith("WAIT ")) {
            String in = " in " + next.substring("WAIT ".length());
            return Optional.of(why.endsWith(ONCE_MORE) ? why + in : why + "; again" + in);
        }
        return Optional.of(next.equals("AGAIN") ? "will " + fields.get("step") + ": " + why : "the end: " + why);
    }

    /** The pass's assign and unassign calls, DryRun or not, with what came back. */
    private static Stream<Map.Entry<String, String>> calls(Map<String, Object> fields) {
        return ((List<?>) fields.getOrDefault("calls", List.of()))
                .stream()
                        .map(note -> (Map<?, ?>) note)
                        .map(note -> Map.entry(String.valueOf(note.get("call")), String.valueOf(note.get("outcome"))))
                        .filter(call -> call.getKey().contains("assignPrivate")
                                || call.getKey().contains("AssignPrivate"));
    }

    private static String subject(String stackId, String logicalId) {
        String[] parts = stackId.split("/");
        return (parts.length > 1 ? parts[1] : "") + "/" + logicalId;
    }
}

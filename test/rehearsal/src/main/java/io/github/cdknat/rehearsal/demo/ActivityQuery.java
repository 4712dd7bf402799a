package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.stepfunctions.StateMachineExecution;
import io.github.cdknat.rehearsal.text.AddressRanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What went on in a interval of time, read from the logs of the emulated AWS: who did what, and when. */
record ActivityQuery(EmbeddedAws aws, GatewayPoller poller, Interval interval) {
    private static final String UNASSIGN = "call=ec2:UnassignPrivateNatGatewayAddress,";

    /** The EC2 calls of the handlers of stacks whose names begin so. */
    List<ApiCallLog.Entry> calls(String stack) {
        return aws.account()
                .callLog()
                .entries(entry -> !entry.at().isBefore(interval.begin())
                        && entry.at().isBefore(interval.end())
                        && entry.call().service().equals("ec2")
                        && entry.call().principal().contains(":role/" + stack));
    }

    /** How often the handlers have described anything meanwhile. */
    int describesDuring(Interval other) {
        return (int) new ActivityQuery(aws, poller, other)
                .calls("").stream()
                        .filter(entry -> entry.call().action().startsWith("Describe"))
                        .count();
    }

    /** What any handler's calls have changed: "assign 10.0.1.20-21". */
    List<String> changes() {
        return changes("");
    }

    /** What the calls of that stack's handler have changed. */
    List<String> changes(String stack) {
        return calls(stack).stream()
                .filter(ApiCallLog.Entry::effect)
                .map(ActivityQuery::text)
                .toList();
    }

    /** The changes that the handlers have requested of EC2, and what came back if not the usual. */
    List<String> attempts() {
        return calls("").stream()
                .filter(ActivityQuery::isChange)
                .map(entry -> text(entry) + trouble(entry))
                .toList();
    }

    /** The addresses that have drained. */
    String drained() {
        return AddressRanges.of(poller.drained(interval));
    }

    /** The custom resource requests that CloudFormation has sent. */
    List<CustomResources.Request> requests() {
        return aws.cloudFormation().custom().requests().stream()
                .filter(request -> !request.sent().isBefore(interval.begin()))
                .toList();
    }

    /** How long it took from then to the next answer that CloudFormation got. */
    Duration untilAnswer(Instant since) {
        return aws.cloudFormation().custom().requests().stream()
                .map(CustomResources.Request::answered)
                .filter(answered -> answered != null && !answered.isBefore(since))
                .min(Comparator.naturalOrder())
                .map(answered -> Duration.between(since, answered))
                .orElseThrow(() -> new IllegalStateException("CloudFormation got no answer after " + since));
    }

    /** The stack's status at that moment. */
    String statusAt(String stackName, Instant moment) {
        Stack stack = aws.cloudFormation().stack(stackName);
        return stack.events().stream()
                .filter(event -> event.physicalId().equals(stack.id()))
                .filter(event -> !event.at().isAfter(moment))
                .reduce((earlier, later) -> later)
                .map(Stack.Event::status)
                .orElse("not there");
    }

    /** The name of the execution that began first. */
    String firstExecution() {
        return first().name();
    }

    /** The name of the execution that made the last unassign call. */
    String unassigner() {
        return aws.log().stream()
                .filter(line -> String.valueOf(line.get("calls")).contains(UNASSIGN))
                .map(line -> String.valueOf(line.get("execution")))
                .reduce((earlier, later) -> later)
                .orElse("nobody");
    }

    /** Whether the execution that began first had "ended" when the last change was made, or was "running". */
    String firstExecutionAtLastChange() {
        Instant last = calls("").stream()
                .filter(ApiCallLog.Entry::effect)
                .map(ApiCallLog.Entry::at)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("Nothing was changed"));
        boolean ended = first().end() != null && !first().end().isAfter(last);
        return ended ? "ended" : "running";
    }

    /** Whether it asks for a change; a DryRun does not. */
    private static boolean isChange(ApiCallLog.Entry entry) {
        return entry.call().action().endsWith("PrivateNatGatewayAddress")
                && !entry.call().isDryRun();
    }

    private StateMachineExecution first() {
        return aws.stepFunctions().executions().stream()
                .filter(execution -> !execution.start().isBefore(interval.begin()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No execution began"));
    }

    private static String text(ApiCallLog.Entry entry) {
        String verb = entry.call().action().startsWith("Assign") ? "assign " : "unassign ";
        return verb
                + AddressRanges.of(entry.call().list("PrivateIpAddress").stream()
                        .map(Object::toString)
                        .toList());
    }

    private static String trouble(ApiCallLog.Entry entry) {
        if (entry.reply() instanceof ApiReply.Fault fault) {
            return ", " + fault.code();
        }
        return entry.reply() instanceof ApiReply.Lost ? ", no reply" : "";
    }
}

package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCallLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Measures deployments that have ended. */
record DeploymentMetrics(EmbeddedAws aws, GatewayPoller poller) {
    MeasuredDeployment measure(char step, RunningDeployment running) {
        Stack stack = aws.cloudFormation().stack(running.stack());
        Interval interval = new Interval(running.begin(), lastEvent(stack));
        ActivityQuery activity = new ActivityQuery(aws, poller, new Interval(running.begin(), now()));
        List<Interval> open = activity.requests().stream()
                .filter(request -> request.event().get("StackId").equals(stack.id()))
                .map(this::waiting)
                .toList();
        List<ApiCallLog.Entry> calls = activity.calls(running.stack() + "-");
        return new MeasuredDeployment(
                step,
                running.title(),
                interval.length(),
                LowerBound.of(interval, open, poller.locked(now())),
                count(calls, DeploymentMetrics::isDescribe),
                count(calls, entry -> entry.call().isDryRun()),
                count(calls, ActivityQuery::isChange),
                count(calls, entry -> entry.effect() && entry.call().action().startsWith("Unassign")),
                poller.lowestServing(interval));
    }

    /** How often the handlers have described anything in the interval. */
    int describesDuring(Interval interval) {
        return count(new ActivityQuery(aws, poller, interval).calls(""), DeploymentMetrics::isDescribe);
    }

    private static int count(List<ApiCallLog.Entry> calls, Predicate<ApiCallLog.Entry> wanted) {
        return (int) calls.stream().filter(wanted).count();
    }

    private static boolean isDescribe(ApiCallLog.Entry entry) {
        return entry.call().action().startsWith("Describe");
    }

    private Interval waiting(CustomResources.Request request) {
        return new Interval(request.sent(), request.isOpen() ? now() : request.closed());
    }

    private static Instant lastEvent(Stack stack) {
        return stack.events().stream()
                .filter(event -> event.physicalId().equals(stack.id()))
                .map(Stack.Event::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant now() {
        return aws.account().clock().now();
    }
}

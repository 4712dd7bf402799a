package io.github.cdknat.testkit.rehearsal;

import io.github.cdknat.testkit.cloudformation.CustomResources;
import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.kernel.Ledger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Measures deployments that have ended. */
final class Meter {
    private final EmbeddedAws aws;
    private final Watch watch;

    Meter(EmbeddedAws aws, Watch watch) {
        this.aws = aws;
        this.watch = watch;
    }

    Deployment measure(char act, Running running) {
        Stack stack = aws.cloudFormation().stack(running.stack());
        Span span = new Span(running.begin(), lastEvent(stack));
        Past past = new Past(aws, watch, new Span(running.begin(), now()));
        List<Span> open = past.requests().stream()
                .filter(request -> request.event().get("StackId").equals(stack.id()))
                .map(this::waiting)
                .toList();
        List<Ledger.Entry> calls = past.calls(running.stack() + "-");
        return new Deployment(
                act,
                running.title(),
                span.length(),
                LowerBound.of(span, open, watch.locked(now())),
                count(calls, Meter::isDescribe),
                count(calls, entry -> entry.call().isDryRun()),
                count(calls, Past::isChange),
                count(calls, entry -> entry.effect() && entry.call().action().startsWith("Unassign")),
                watch.lowestServing(span));
    }

    /** How often the handlers have asked EC2 about anything in the span. */
    int describesDuring(Span span) {
        return count(new Past(aws, watch, span).calls(""), Meter::isDescribe);
    }

    private static int count(List<Ledger.Entry> calls, Predicate<Ledger.Entry> wanted) {
        return (int) calls.stream().filter(wanted).count();
    }

    private static boolean isDescribe(Ledger.Entry entry) {
        return entry.call().action().startsWith("Describe");
    }

    private Span waiting(CustomResources.Request request) {
        return new Span(request.sent(), request.isOpen() ? now() : request.closed());
    }

    private static Instant lastEvent(Stack stack) {
        return stack.events().stream()
                .filter(event -> event.physicalId().equals(stack.id()))
                .map(Stack.Event::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant now() {
        return aws.world().clock().now();
    }
}

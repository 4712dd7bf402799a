package io.github.cdknat.acceptance.bench.scale;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What deployments that begin now will have taken. */
final class MeasuredDeployments {
    private static final Set<String> WELL = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");

    private final EmbeddedAws aws;
    private final Instant begin;

    MeasuredDeployments(EmbeddedAws aws) {
        this.aws = aws;
        this.begin = aws.account().clock().now();
    }

    /** The deployments of these stacks, which have ended. */
    LatencyDistribution latencies(List<Stack> stacks, Duration bound) {
        List<Duration> times = stacks.stream()
                .map(stack -> Duration.between(begin, ended(stack)))
                .sorted()
                .toList();
        long failed =
                stacks.stream().filter(stack -> !WELL.contains(stack.status())).count();
        List<ApiReply> replies = aws
                .account()
                .callLog()
                .entries(entry ->
                        !entry.at().isBefore(begin) && entry.call().service().equals("ec2"))
                .stream()
                .map(entry -> entry.reply())
                .toList();
        long throttled =
                replies.stream().filter(MeasuredDeployments::isThrottled).count();
        return new LatencyDistribution(times, (int) failed, bound, replies.size(), (int) throttled);
    }

    private static Instant ended(Stack stack) {
        return stack.events().stream()
                .filter(event -> event.physicalId().equals(stack.id()))
                .map(Stack.Event::at)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static boolean isThrottled(ApiReply reply) {
        return reply instanceof ApiReply.Fault fault && fault.code().equals("RequestLimitExceeded");
    }
}

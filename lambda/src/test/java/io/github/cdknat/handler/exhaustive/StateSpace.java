package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.DrainSettings;
import io.github.cdknat.handler.model.EventEvidence;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackEventHistory;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.shared.Subnet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Worlds that are all combinations of a few values on each axis. The values of an axis differ, so the worlds do.
 *
 * @param arounds what was looked up around the gateway
 */
record StateSpace(
        String name,
        List<? extends Request> requests,
        List<Journal> journals,
        List<Optional<Gateway>> gateways,
        List<StackResources> books,
        List<Moment> moments,
        List<Around> arounds) {
    /** Of the worlds that break a rule, the one that is told in the fewest words. */
    static final Comparator<String> SMALLEST =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    /** A point in a request's life: how late it is, what the stack is doing, and who else is at work. */
    record Moment(long seconds, StackOperation operation, List<Execution> executions) {
        /** All combinations of these. */
        static List<Moment> all(List<Long> seconds, List<StackOperation> operations, List<List<Execution>> executions) {
            return seconds.stream()
                    .flatMap(second -> operations.stream()
                            .flatMap(operation ->
                                    executions.stream().map(others -> new Moment(second, operation, others))))
                    .toList();
        }
    }

    /** What a pass looks up only if it needs it. */
    record Around(
            Optional<Subnet> subnet,
            Optional<SubnetUsage> subnetUsage,
            Optional<String> before,
            Optional<Integer> drainSeconds,
            boolean gatewayGoes) {
        static final Around NOTHING =
                new Around(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

        Around draining(int seconds) {
            return new Around(subnet, subnetUsage, before, Optional.of(seconds), gatewayGoes);
        }

        Around deletedWithStack() {
            return new Around(subnet, subnetUsage, before, drainSeconds, true);
        }

        /** With a look at the subnet. */
        static Around of(SubnetUsage usage, Optional<String> before) {
            return new Around(Optional.of(usage.subnet()), Optional.of(usage), before, Optional.empty(), false);
        }
    }

    StateSpace {
        for (List<?> axis : List.of(requests, journals, gateways, books, moments, arounds)) {
            if (new HashSet<>(axis).size() != axis.size()) {
                throw new IllegalArgumentException("a value of " + name + " stands twice on its axis: " + axis);
            }
        }
    }

    List<List<?>> axes() {
        return List.of(requests, journals, gateways, books, moments, arounds);
    }

    long size() {
        return axes().stream().mapToLong(List::size).reduce(1, (some, more) -> some * more);
    }

    /** Every so many-th world: as many as the system property says, or else the test. */
    static long stride(long unlessSaid) {
        return Long.getLong("states.stride", unlessSaid);
    }

    /** All worlds, or each so many-th one. */
    Stream<PlanState> worlds(long stride) {
        return LongStream.range(0, (size() + stride - 1) / stride)
                .parallel()
                .mapToObj(number -> world(number * stride));
    }

    /** The world with that number, 0 up to the size. */
    private PlanState world(long number) {
        Digits digits = new Digits(number);
        Moment moment = digits.next(moments);
        Request request = digits.next(requests);
        Journal journal = digits.next(journals);
        Around around = digits.next(arounds);
        StackResources resources = digits.next(books);
        Optional<Gateway> gateway = digits.next(gateways);
        Observation seen = new Observation(
                StateFixtures.after(moment.seconds()),
                StateFixtures.self(request),
                moment.executions(),
                moment.operation(),
                resources,
                gateway,
                around.subnet(),
                around.subnetUsage(),
                new DrainSettings(around.drainSeconds(), Optional.empty(), around.gatewayGoes()),
                new EventEvidence(
                        journal.operation().isPresent() || scattered(number, 11) > 0,
                        around.before(),
                        taken(number),
                        StackEventHistory.NONE));
        return new PlanState(request, journal, seen);
    }

    private static Optional<Boolean> taken(long number) {
        long scattered = scattered(number, 7);
        return scattered == 0 ? Optional.empty() : Optional.of(scattered == 1);
    }

    /** What the stack's events say matters to few states, and is scattered over them: 0, 1 or 2. */
    private static long scattered(long number, int bits) {
        return Math.floorMod(number * 2_654_435_761L >>> bits, 3L);
    }

    private static final class Digits {
        private long rest;

        Digits(long number) {
            rest = number;
        }

        <T> T next(List<? extends T> axis) {
            T value = axis.get((int) (rest % axis.size()));
            rest /= axis.size();
            return value;
        }
    }
}

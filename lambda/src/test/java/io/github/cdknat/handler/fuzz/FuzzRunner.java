package io.github.cdknat.handler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * Any number of inputs, on all cores. Input number n of a seed is always the same, so a broken one is seen again with
 * {@code -Dinputs=1 -Dseed=SEED -Dfirst=N}.
 */
final class FuzzRunner {
    private static final Map<String, Double> SHARES =
            new TreeMap<>(Map.of("events", 0.6, "replies", 0.38, "journals", 0.015, "executions", 0.005));
    private static final int MOST_COMPLAINTS = 20;

    private final long seed;
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, String> complaints = new ConcurrentSkipListMap<>();
    private final AtomicLong slowest = new AtomicLong();
    private volatile String slowestInput = "";

    private FuzzRunner(long seed) {
        this.seed = seed;
    }

    static FuzzRunner run(long seed, long first, long inputs) {
        FuzzRunner campaign = new FuzzRunner(seed);
        LongStream.range(first, first + inputs).parallel().forEach(campaign::tryInput);
        return campaign;
    }

    /** From the command line: {@code mvn -q -Pfuzz -Dinputs=1000000 -Dseed=1}. */
    public static void main(String[] args) {
        long inputs = Long.getLong("inputs", 100_000);
        long begun = System.nanoTime();
        FuzzRunner campaign = FuzzTest.quietly(() -> run(Long.getLong("seed", 1), Long.getLong("first", 0), inputs));
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d inputs in %.0f s (%.0f a second), the slowest (%s) took %.1f s%n",
                inputs, seconds, inputs / seconds, campaign.slowestInput, campaign.slowest.get() / 1e9);
        campaign.outcomes().forEach((outcome, times) -> System.out.printf("%10d  %s%n", times.sum(), outcome));
        campaign.complaints().forEach(complaint -> System.out.println("BROKEN " + complaint));
        System.exit(campaign.complaints().isEmpty() ? 0 : 1);
    }

    Map<String, LongAdder> outcomes() {
        return outcomes;
    }

    /** What went wrong: one line for each kind of complaint, with the input's number. */
    List<String> complaints() {
        return new ArrayList<>(complaints.values());
    }

    private void tryInput(long number) {
        Mutator mutator = new Mutator(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number));
        String target = target(mutator);
        long begun = System.nanoTime();
        try {
            count(target + ": " + attempt(target, mutator));
        } catch (BrokenException e) {
            complain(target, number, e.getMessage());
        } catch (Throwable e) {
            complain(
                    target,
                    number,
                    e + " at " + List.of(e.getStackTrace()).stream().limit(6).toList());
        }
        long took = System.nanoTime() - begun;
        if (took > slowest.getAndAccumulate(took, Math::max)) {
            slowestInput = target + " " + number;
        }
    }

    private static String attempt(String target, Mutator mutator) throws Exception {
        return switch (target) {
            case "events" -> new OnEventTarget(mutator).run();
            case "replies" -> new ReplyTarget(mutator).run();
            case "journals" -> new ExecutionTarget(mutator).withAGarbledJournal();
            default -> new ExecutionTarget(mutator).withGarbledReplies();
        };
    }

    private static String target(Mutator mutator) {
        double drawn = mutator.below(10_000) / 10_000.0;
        for (Map.Entry<String, Double> share : SHARES.entrySet()) {
            if (drawn < share.getValue()) {
                return share.getKey();
            }
            drawn -= share.getValue();
        }
        return "executions";
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    private void complain(String target, long number, String what) {
        String shape = what.replaceAll("[0-9]+", "#");
        String kind = target + shape.substring(0, Math.min(60, shape.length()));
        count(target + ": BROKEN");
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.putIfAbsent(kind, "seed " + seed + ", input " + number + ", " + target + ": " + what);
        }
    }

    /** An input that was handled as none may be. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenException(String message) {
            super(message);
        }
    }
}

package io.github.cdknat.simulation;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Lives through any number of random cases, on all cores, and holds every one against the invariants.
 *
 * <p>Run it with {@code mvn -q -Psimulate -Dcases=N -Dseed=S}. Exit status 1 if a invariant was broken; the case is then made
 * short and told as a timeline. Whoever interrupts it sees what it has done so far.
 */
public final class Simulation {
    /** One case in this many is run twice, to see that nothing but the seed decides what happens. */
    private static final int TWICE = 100;

    /** A broken invariant and the case that broke it. */
    public record Failure(SimulationCase simulationCase, String breach, Invariant invariant) {}

    private final TemplateFactory blueprint;
    private final SimulationStatistics tally = new SimulationStatistics();
    private final AwsConditions conditions;
    private final int mostFailures;
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /**
     * A simulation that has run nothing yet.
     *
     * @param mostFailures after so many cases that break a invariant it stops
     */
    public Simulation(TemplateFactory blueprint, AwsConditions conditions, int mostFailures) {
        this.blueprint = blueprint;
        this.conditions = conditions;
        this.mostFailures = mostFailures;
    }

    /** Runs the cases of these seeds until all are done or enough have failed, and returns those. */
    public List<Failure> run(long firstSeed, long count, Runnable afterEach, Consumer<Failure> onFailure) {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        AtomicLong next = new AtomicLong(firstSeed);
        for (int i = 0; i < cores; i++) {
            threads.execute(() -> {
                for (long seed = next.getAndIncrement();
                        seed < firstSeed + count && failures.size() < mostFailures;
                        seed = next.getAndIncrement()) {
                    live(SimulationCase.draw(seed, conditions), onFailure);
                    afterEach.run();
                }
            });
        }
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(failures);
    }

    private void live(SimulationCase simulationCase, Consumer<Failure> onFailure) {
        SimulationRun.Outcome outcome = SimulationRun.of(simulationCase, blueprint);
        tally.add(simulationCase, outcome);
        Optional<Failure> failure = !outcome.isLawful()
                ? Optional.of(outcome.breaches().get(0))
                        .map(first -> new Failure(simulationCase, first.toString(), first.invariant()))
                : simulationCase.seed() % TWICE == 0
                                && !SimulationRun.of(simulationCase, blueprint).equals(outcome)
                        ? Optional.of(new Failure(simulationCase, "two runs differ", Invariant.DETERMINISTIC))
                        : Optional.empty();
        failure.ifPresent(broken -> {
            failures.add(broken);
            onFailure.accept(broken);
        });
    }

    public String report(double seconds) {
        return tally.report(seconds);
    }

    /** Reads the system properties cases, seed, world, failures (after how many it stops) and, to see a short case again, steps and variations. */
    public static void main(String[] arguments) {
        System.exit(main(System.out));
    }

    private static int main(PrintStream out) {
        long count = Long.getLong("cases", 10_000);
        long seed = Long.getLong("seed", 1);
        TemplateFactory blueprint = TemplateFactory.synthesize();
        if (count == 1) {
            out.println(FailureReport.of(
                    FailureReport.pruned(
                            SimulationCase.draw(seed),
                            System.getProperty("steps", FailureReport.ALL),
                            System.getProperty("variations", FailureReport.ALL)),
                    blueprint));
            return 0;
        }
        Simulation simulation = new Simulation(blueprint, AwsConditions.current(), Integer.getInteger("failures", 1));
        long begin = System.nanoTime();
        Thread interrupted =
                new Thread(() -> out.println("\ninterrupted\n" + simulation.report((System.nanoTime() - begin) / 1e9)));
        Runtime.getRuntime().addShutdownHook(interrupted);
        List<Failure> failed;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("cases")
                .setInitialMax(count)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(System.console() == null ? 30_000 : 200)
                .showSpeed()
                .build()) {
            failed = simulation.run(seed, count, bar::step, failure -> out.println(line(failure)));
        }
        Runtime.getRuntime().removeShutdownHook(interrupted);
        out.println(simulation.report((System.nanoTime() - begin) / 1e9));
        failed.forEach(failure -> out.println(line(failure)));
        failed.stream().findFirst().ifPresent(failure -> tell(failure, blueprint, out));
        return failed.isEmpty() ? 0 : 1;
    }

    private static String line(Failure failure) {
        return "BROKEN  seed " + failure.simulationCase().seed() + "  " + failure.breach();
    }

    private static void tell(Failure failure, TemplateFactory blueprint, PrintStream out) {
        out.println();
        SimulationCase simulationCase = failure.invariant() == Invariant.DETERMINISTIC
                ? failure.simulationCase()
                : Shrinker.of(failure.simulationCase(), failure.invariant(), blueprint);
        out.println(FailureReport.of(simulationCase, blueprint));
    }
}

package io.github.cdknat.simulation;

import io.github.cdknat.emulator.core.FaultInjector;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a simulation did, in numbers; its methods may be called by several threads. */
final class SimulationStatistics {
    private final Map<FaultInjector.Kind, Long> faults = new EnumMap<>(FaultInjector.Kind.class);
    private long cases;
    private long deployments;
    private long invocations;
    private long calls;
    private long checks;
    private long outages;
    private long casesWithOutages;
    private Duration worst = Duration.ZERO;
    private long worstSeed;

    synchronized void add(SimulationCase simulationCase, SimulationRun.Outcome outcome) {
        cases++;
        deployments += outcome.deployments();
        invocations += outcome.passes();
        calls += outcome.ec2Calls();
        checks += outcome.checks();
        outages += outcome.outages();
        casesWithOutages += outcome.outages() > 0 ? 1 : 0;
        outcome.faults().forEach((kind, times) -> faults.merge(kind, (long) times, Long::sum));
        if (outcome.convergence().compareTo(worst) > 0) {
            worst = outcome.convergence();
            worstSeed = simulationCase.seed();
        }
    }

    /** The report that ends a simulation. */
    synchronized String report(double seconds) {
        long injected = faults.values().stream().mapToLong(Long::longValue).sum();
        String byKind = faults.isEmpty()
                ? "none"
                : faults.entrySet().stream()
                        .map(entry ->
                                entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                                        + number(entry.getValue()))
                        .collect(Collectors.joining(", "));
        return String.join(
                System.lineSeparator(),
                row("cases", number(cases)),
                row("deployments", number(deployments)),
                row("function invocations", number(invocations)),
                row("API calls", number(calls)),
                row("faults", number(injected) + " (" + byKind + ")"),
                row("outages", number(outages) + " in " + number(casesWithOutages) + " cases"),
                row("invariants checked", number(checks)),
                row("worst convergence", worst.toSeconds() + " s of virtual time (seed " + worstSeed + ")"),
                row("cases a second", String.format(Locale.ROOT, "%.0f", cases / Math.max(0.001, seconds))));
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "%-22s%s", name, value);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}

package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.ec2.NatGateways;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Runs trials, each contender in an account of its own, in virtual time: the same figures on every machine. */
public final class Comparison {
    private Comparison() {}

    /** All contenders, ours first. */
    public static List<Approach> contenders() {
        return List.of(
                new ThisConstruct(),
                new ProviderFramework(5),
                new ProviderFramework(15),
                new Terraform(),
                new NativeResource(),
                new BareCalls());
    }

    public static Measurement run(Workload trial, Approach contender) {
        try (BenchmarkAccount arena = new BenchmarkAccount()) {
            contender.begin(arena, trial.before());
            startForeignDrain(arena, trial);
            arena.aws().ec2().gateways().lowestServing(arena.gateway());
            Measure measure = new Measure(arena);
            DeploymentResult ending = deployAll(arena, trial, contender);
            Duration time = Duration.between(measure.begin, arena.now());
            String flaw = flaw(arena, trial, ending);
            arena.aws().quiesce();
            return measure.score(trial, contender, time, flaw);
        }
    }

    private static void startForeignDrain(BenchmarkAccount arena, Workload trial) {
        trial.drainingFor().ifPresent(elapsed -> {
            List<String> goes = trial.before().stream()
                    .filter(address -> !trial.after().contains(address))
                    .toList();
            goes.forEach(address -> arena.aws().ec2().gateways().unassignByHand(arena.gateway(), address, (int)
                    BenchmarkAccount.DRAIN.toSeconds()));
            arena.aws().pass(elapsed);
        });
    }

    private static DeploymentResult deployAll(BenchmarkAccount arena, Workload trial, Approach contender) {
        DeploymentResult ending = new DeploymentResult(true, "");
        for (List<String> wanted : trial.wanted()) {
            ending = trial.partnerFails()
                    ? contender.deployInVain(arena, wanted, trial.before())
                    : contender.deploy(arena, wanted);
            if (!ending.success()) {
                return ending;
            }
        }
        return ending;
    }

    /** What is not as it should be at the moment when the tool says that it has finished. */
    private static String flaw(BenchmarkAccount arena, Workload trial, DeploymentResult ending) {
        if (!ending.success()) {
            return "fails: " + ending.word();
        }
        Map<String, String> left = new TreeMap<>(arena.secondary());
        long draining = left.values().stream().filter("unassigning"::equals).count();
        left.keySet().removeAll(trial.after());
        long foreign = left.values().stream().filter("succeeded"::equals).count();
        boolean serving = arena.aws().ec2().gateways().serving(arena.gateway()).containsAll(trial.after());
        if (foreign > 0) {
            return "leaves " + foreign + " behind";
        }
        if (!serving) {
            return "not serving yet";
        }
        return draining > 0 ? "does not wait" : "";
    }

    /** The books of an arena from a moment on. */
    private static final class Measure {
        private final BenchmarkAccount arena;
        private final Instant begin;
        private final int runs;
        private final int drains;

        Measure(BenchmarkAccount arena) {
            this.arena = arena;
            this.begin = arena.now();
            this.runs = arena.aws().lambda().runs().size();
            this.drains = arena.aws().ec2().gateways().drains().size();
        }

        Measurement score(Workload trial, Approach contender, Duration time, String flaw) {
            List<EmbeddedLambda.Run> all = arena.aws().lambda().runs();
            List<EmbeddedLambda.Run> own = all.subList(runs, all.size());
            return new Measurement(
                    time,
                    new LowerBound(BenchmarkAccount.ASSIGN, BenchmarkAccount.DRAIN).of(trial),
                    late(begin.plus(time)),
                    count(entry -> entry.call().action().startsWith("Describe")),
                    count(entry -> true),
                    own.size(),
                    own.stream()
                            .mapToDouble(EmbeddedLambda.Run::gigabyteSeconds)
                            .sum(),
                    count(entry -> entry.effect() && entry.call().action().startsWith("Unassign")),
                    arena.aws().ec2().gateways().lowestServing(arena.gateway()),
                    drainedInVain(trial),
                    contender.isCounted(),
                    flaw);
        }

        private int count(Predicate<ApiCallLog.Entry> wanted) {
            return arena.aws()
                    .world()
                    .ledger()
                    .entries(entry -> !entry.at().isBefore(begin)
                            && entry.call().service().equals("ec2")
                            && wanted.test(entry))
                    .size();
        }

        private Duration late(Instant finished) {
            return arena.aws().ec2().gateways().drains().stream()
                    .filter(drain -> drain.end() != null && drain.end().isBefore(finished))
                    .map(drain -> Duration.between(drain.end(), finished))
                    .min(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }

        private int drainedInVain(Workload trial) {
            List<NatGateways.Drain> all = arena.aws().ec2().gateways().drains();
            return !trial.partnerFails()
                    ? 0
                    : (int) all.subList(drains, all.size()).stream()
                            .filter(drain -> trial.before().contains(drain.address()))
                            .count();
        }
    }
}

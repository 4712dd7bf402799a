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
    public static List<Approach> approaches() {
        return List.of(
                new ThisConstruct(),
                new ProviderFramework(5),
                new ProviderFramework(15),
                new Terraform(),
                new NativeResource());
    }

    public static Measurement run(Workload workload, Approach approach) {
        BenchmarkAccount account = new BenchmarkAccount();
        approach.begin(account, workload.before());
        startForeignDrain(account, workload);
        account.aws.ec2().gateways().lowestServing(account.gateway);
        Measure measure = new Measure(account);
        DeploymentResult ending = deployAll(account, workload, approach);
        Duration time = Duration.between(measure.begin, account.now());
        String flaw = flaw(account, workload, ending);
        account.aws.quiesce();
        return measure.measurement(workload, approach, time, flaw);
    }

    private static void startForeignDrain(BenchmarkAccount account, Workload workload) {
        workload.drainingFor().ifPresent(elapsed -> {
            List<String> goes = workload.before().stream()
                    .filter(address -> !workload.after().contains(address))
                    .toList();
            goes.forEach(address -> account.aws.ec2().gateways().unassignOutOfBand(account.gateway, address, (int)
                    BenchmarkAccount.DRAIN.toSeconds()));
            account.aws.pass(elapsed);
        });
    }

    private static DeploymentResult deployAll(BenchmarkAccount account, Workload workload, Approach approach) {
        DeploymentResult ending = new DeploymentResult(true, "");
        for (List<String> wanted : workload.wanted()) {
            ending = workload.partnerFails()
                    ? approach.deployInVain(account, wanted, workload.before())
                    : approach.deploy(account, wanted);
            if (!ending.success()) {
                return ending;
            }
        }
        return ending;
    }

    /** What is not as it should be at the moment when the tool says that it has finished. */
    private static String flaw(BenchmarkAccount account, Workload workload, DeploymentResult ending) {
        if (!ending.success()) {
            return "fails: " + ending.word();
        }
        Map<String, String> left = new TreeMap<>(account.secondary());
        long draining = left.values().stream().filter("unassigning"::equals).count();
        left.keySet().removeAll(workload.after());
        long foreign = left.values().stream().filter("succeeded"::equals).count();
        boolean serving = account.aws.ec2().gateways().serving(account.gateway).containsAll(workload.after());
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
        private final BenchmarkAccount account;
        private final Instant begin;
        private final int runs;
        private final int drains;

        Measure(BenchmarkAccount account) {
            this.account = account;
            this.begin = account.now();
            this.runs = account.aws.lambda().runs().size();
            this.drains = account.aws.ec2().gateways().drains().size();
        }

        Measurement measurement(Workload workload, Approach approach, Duration time, String flaw) {
            List<EmbeddedLambda.Run> all = account.aws.lambda().runs();
            List<EmbeddedLambda.Run> own = all.subList(runs, all.size());
            return new Measurement(
                    time,
                    new LowerBound(BenchmarkAccount.ASSIGN, BenchmarkAccount.DRAIN).of(workload),
                    late(begin.plus(time)),
                    count(entry -> entry.call().action().startsWith("Describe")),
                    count(entry -> true),
                    own.size(),
                    own.stream()
                            .mapToDouble(EmbeddedLambda.Run::gigabyteSeconds)
                            .sum(),
                    count(entry -> entry.effect() && entry.call().action().startsWith("Unassign")),
                    account.aws.ec2().gateways().lowestServing(account.gateway),
                    drainedInVain(workload),
                    approach.isCounted(),
                    flaw);
        }

        private int count(Predicate<ApiCallLog.Entry> wanted) {
            return account.aws
                    .account()
                    .callLog()
                    .entries(entry -> !entry.at().isBefore(begin)
                            && entry.call().service().equals("ec2")
                            && wanted.test(entry))
                    .size();
        }

        private Duration late(Instant finished) {
            return account.aws.ec2().gateways().drains().stream()
                    .filter(drain -> drain.end() != null && drain.end().isBefore(finished))
                    .map(drain -> Duration.between(drain.end(), finished))
                    .min(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }

        private int drainedInVain(Workload workload) {
            List<NatGateways.Drain> all = account.aws.ec2().gateways().drains();
            return !workload.partnerFails()
                    ? 0
                    : (int) all.subList(drains, all.size()).stream()
                            .filter(drain -> workload.before().contains(drain.address()))
                            .count();
        }
    }
}

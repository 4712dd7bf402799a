package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.core.ApiCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Terraform's {@code aws_nat_gateway} with {@code secondary_private_ip_addresses}, after resourceNATGatewayUpdate in
 * hashicorp/terraform-provider-aws, internal/service/ec2/vpc_nat_gateway.go, and waitNATGatewayAddressAssigned and
 * waitNATGatewayAddressUnassigned in wait.go: add in one call, wait for each, remove in one call, wait for each. It does not repeat
 * a call that EC2 refuses.
 *
 * <p>Between two looks it waits as StateChangeConf does (internal/retry/state.go, internal/backoff/backoff.go,
 * sdkv2HelperRetryCompatibleDelay): none before the first, then 0.2 s, doubled each time, 10 s at most. An update has 10 minutes for
 * each wait. Since pull request 47477 it waits for several good looks in a row after assigning; how many is not in what we read, so
 * one is enough here, which is in its favour.
 *
 * <p>It has no rollback: after a failed apply somebody applies the configuration of before.
 */
final class Terraform implements Approach {
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration PARTNER_TAKES = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "Terraform";
    }

    @Override
    public void begin(BenchmarkAccount arena, List<String> addresses) {
        arena.longAgo(() -> apply(arena, addresses));
    }

    @Override
    public DeploymentResult deploy(BenchmarkAccount arena, List<String> addresses) {
        try {
            apply(arena, addresses);
            arena.aws().pass(PARTNER_TAKES);
            return new DeploymentResult(true, "applied");
        } catch (BenchmarkAccount.RefusedException e) {
            return new DeploymentResult(false, e.code());
        }
    }

    @Override
    public DeploymentResult deployInVain(BenchmarkAccount arena, List<String> addresses, List<String> before) {
        DeploymentResult failed = deploy(arena, addresses);
        return failed.success() ? deploy(arena, before) : failed;
    }

    private static void apply(BenchmarkAccount arena, List<String> wanted) {
        List<String> known = List.copyOf(look(arena).keySet());
        List<String> add = without(wanted, known);
        List<String> remove = without(known, wanted);
        if (!add.isEmpty()) {
            arena.assign(add, ApiCall.ADMIN);
            add.forEach(address -> await(arena, found -> "succeeded".equals(found.get(address))));
        }
        if (!remove.isEmpty()) {
            arena.unassign(remove, ApiCall.ADMIN);
            remove.forEach(address -> await(arena, found -> !found.containsKey(address)));
        }
        look(arena);
    }

    private static void await(BenchmarkAccount arena, Predicate<Map<String, String>> target) {
        var deadline = arena.now().plus(TIMEOUT);
        Duration delay = FIRST_DELAY;
        while (!target.test(look(arena))) {
            if (arena.now().isAfter(deadline)) {
                throw new IllegalStateException("timeout while waiting");
            }
            arena.aws().world().clock().advance(delay);
            delay = delay.multipliedBy(2).compareTo(LONGEST_DELAY) < 0 ? delay.multipliedBy(2) : LONGEST_DELAY;
        }
    }

    private static Map<String, String> look(BenchmarkAccount arena) {
        return arena.describe(ApiCall.ADMIN);
    }

    private static List<String> without(List<String> addresses, List<String> others) {
        List<String> rest = new ArrayList<>(addresses);
        rest.removeAll(others);
        return rest;
    }
}

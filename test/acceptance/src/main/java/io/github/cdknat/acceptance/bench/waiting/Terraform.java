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
    public void begin(BenchmarkAccount account, List<String> addresses) {
        account.longAgo(() -> apply(account, addresses));
    }

    @Override
    public DeploymentResult deploy(BenchmarkAccount account, List<String> addresses) {
        try {
            apply(account, addresses);
            account.aws.pass(PARTNER_TAKES);
            return new DeploymentResult(true, "applied");
        } catch (BenchmarkAccount.RefusedException e) {
            return new DeploymentResult(false, e.code());
        }
    }

    @Override
    public DeploymentResult deployInVain(BenchmarkAccount account, List<String> addresses, List<String> before) {
        DeploymentResult failed = deploy(account, addresses);
        return failed.success() ? deploy(account, before) : failed;
    }

    private static void apply(BenchmarkAccount account, List<String> wanted) {
        List<String> known = List.copyOf(look(account).keySet());
        List<String> add = without(wanted, known);
        List<String> remove = without(known, wanted);
        if (!add.isEmpty()) {
            account.assign(add, ApiCall.ADMIN);
            add.forEach(address -> await(account, found -> "succeeded".equals(found.get(address))));
        }
        if (!remove.isEmpty()) {
            account.unassign(remove, ApiCall.ADMIN);
            remove.forEach(address -> await(account, found -> !found.containsKey(address)));
        }
        look(account);
    }

    private static void await(BenchmarkAccount account, Predicate<Map<String, String>> target) {
        var deadline = account.now().plus(TIMEOUT);
        Duration delay = FIRST_DELAY;
        while (!target.test(look(account))) {
            if (account.now().isAfter(deadline)) {
                throw new IllegalStateException("timeout while waiting");
            }
            account.aws.account().clock().advance(delay);
            delay = delay.multipliedBy(2).compareTo(LONGEST_DELAY) < 0 ? delay.multipliedBy(2) : LONGEST_DELAY;
        }
    }

    private static Map<String, String> look(BenchmarkAccount account) {
        return account.describe(ApiCall.ADMIN);
    }

    private static List<String> without(List<String> addresses, List<String> others) {
        List<String> rest = new ArrayList<>(addresses);
        rest.removeAll(others);
        return rest;
    }
}

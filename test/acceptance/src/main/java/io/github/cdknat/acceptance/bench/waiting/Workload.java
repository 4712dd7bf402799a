package io.github.cdknat.acceptance.bench.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What all contenders have to do: bring one gateway from some addresses to others.
 *
 * @param before what the gateway serves at first, and the contender has declared
 * @param wanted what is declared in each deployment, one deployment after the other
 * @param drainingFor since when somebody else has been draining what the deployment gives up; empty if nobody has
 * @param partnerFails whether a resource that comes after the addresses fails, so that what was before comes back
 */
public record Workload(
        String title,
        List<String> before,
        List<List<String>> wanted,
        Optional<Duration> drainingFor,
        boolean partnerFails) {
    /** Deployments of {@link #tenUpdates}. */
    static final int TEN = 10;

    /** All of them, in the table's order. */
    public static List<Workload> all() {
        return List.of(oneOut(), threeOfFive(), sevenAtTheLimit(), tenUpdates(), joinedDrain(), rollback());
    }

    public static Workload oneOut() {
        return plain("one address out", addresses(20, 2), List.of(addresses(20, 1)));
    }

    public static Workload threeOfFive() {
        return plain("three out of five", addresses(20, 5), List.of(addresses(20, 2)));
    }

    /** EC2's default limit is 8 addresses, the primary one included, so the new seven fit only when the old have gone. */
    public static Workload sevenAtTheLimit() {
        return plain("seven replaced at the limit", addresses(20, 7), List.of(addresses(30, 7)));
    }

    /** Each replaces one of three. */
    public static Workload tenUpdates() {
        List<List<String>> wanted = IntStream.rangeClosed(1, TEN)
                .mapToObj(n -> addresses(20 + n, 3))
                .toList();
        return plain("ten updates in a row", addresses(20, 3), wanted);
    }

    public static Workload joinedDrain() {
        return new Workload(
                "joined drain",
                addresses(20, 2),
                List.of(addresses(20, 1)),
                Optional.of(Duration.ofSeconds(100)),
                false);
    }

    public static Workload rollback() {
        return new Workload("rollback", addresses(20, 2), List.of(addresses(21, 2)), Optional.empty(), true);
    }

    private static Workload plain(String title, List<String> before, List<List<String>> wanted) {
        return new Workload(title, before, wanted, Optional.empty(), false);
    }

    /** What the gateway shall serve in the end. */
    List<String> after() {
        return partnerFails ? before : wanted.get(wanted.size() - 1);
    }

    private static List<String> addresses(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(n -> "10.0.1." + n)
                .toList();
    }
}

package io.github.cdknat.acceptance.bench.scale;

import java.time.Duration;
import java.util.List;

/**
 * How deployments that began at the same moment fared.
 *
 * @param times how long each took, shortest first
 * @param failed how many did not succeed
 * @param bound the least time for all of them
 * @param calls EC2 calls of all
 * @param throttled how many of these EC2 refused for want of a token
 */
public record LatencyDistribution(List<Duration> times, int failed, Duration bound, int calls, int throttled) {
    /** The time in which that share of the deployments was done; 1 is the last one. */
    public Duration percentile(double share) {
        return times.get((int) Math.ceil(share * times.size()) - 1);
    }

    /** How many times the bound all of them took. */
    public double ratio() {
        return (double) percentile(1).toMillis() / bound.toMillis();
    }
}

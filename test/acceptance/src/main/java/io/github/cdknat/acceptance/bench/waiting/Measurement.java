package io.github.cdknat.acceptance.bench.waiting;

import java.time.Duration;

/**
 * How a contender did in a trial.
 *
 * @param time until the tool said that it had finished, all deployments together
 * @param bound the {@link LowerBound}
 * @param late from the end of the last drain until the tool said that it had finished; zero if nothing drained, or it did not wait
 * @param describes its describe calls to EC2
 * @param calls all its calls to EC2
 * @param invocations runs of its functions
 * @param gigabyteSeconds what these cost
 * @param drains accepted unassign calls
 * @param lowestServing the fewest addresses that took new connections at one moment, the primary one included
 * @param drainedInVain addresses that served before, and were drained by a deployment that was then rolled back
 * @param isCounted whether its calls are known
 * @param flaw what is not as declared when it says that it has finished; empty if all is
 */
public record Measurement(
        Duration time,
        Duration bound,
        Duration late,
        int describes,
        int calls,
        int invocations,
        double gigabyteSeconds,
        int drains,
        int lowestServing,
        int drainedInVain,
        boolean isCounted,
        String flaw) {
    /** What the tool took beyond what EC2's rules ask for. */
    public Duration over() {
        return time.minus(bound);
    }

    public boolean isFlawless() {
        return flaw.isEmpty();
    }
}

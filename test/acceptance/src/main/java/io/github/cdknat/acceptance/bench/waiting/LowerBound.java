package io.github.cdknat.acceptance.bench.waiting;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The least time that EC2's rules leave for a trial, whoever does it and however.
 *
 * <p>An address takes its time to be assigned. A drain goes on for MaxDrainDurationSeconds, which no call shortens. While an
 * address is unassigning, the gateway accepts no other assign or unassign ("Edit secondary IP address associations", Amazon VPC
 * User Guide; that assigning locks too is assumed). So what a deployment assigns and what it drains cannot overlap, and all that
 * it assigns, or drains, goes best in one call. Calls themselves, and CloudFormation's steps, are taken to need no time.
 *
 * @param assign how long an address takes to be assigned
 * @param drain how long a drain lasts
 */
record LowerBound(Duration assign, Duration drain) {
    Duration of(Workload workload) {
        Duration bound = Duration.ZERO;
        List<String> serving = workload.before();
        for (List<String> wanted : workload.wanted()) {
            bound = bound.plus(lacks(serving, wanted) ? assign : Duration.ZERO);
            Duration goes = workload.drainingFor().map(drain::minus).orElse(drain);
            // What a failing deployment is to give up serves again in the end, so nothing need drain for it.
            bound = bound.plus(lacks(wanted, serving) && !workload.partnerFails() ? goes : Duration.ZERO);
            serving = wanted;
        }
        // The partner fails after the addresses have been assigned; what is not declared any more has to drain then.
        return workload.partnerFails() && lacks(workload.before(), serving) ? bound.plus(drain) : bound;
    }

    /** Whether some of the others are not among the addresses. */
    private static boolean lacks(List<String> addresses, List<String> others) {
        Set<String> missing = new HashSet<>(others);
        missing.removeAll(addresses);
        return !missing.isEmpty();
    }
}

package io.github.cdknat.rehearsal.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The least time that a deployment could have taken, whatever the handler had done: what is above it is the handler's own.
 *
 * <p>Two parts make it up. While no request of the deployment is open, CloudFormation is busy with steps and resources of its
 * own. And while a request is open, nothing can be hurried for as long as an address of the gateway is assigning or draining:
 * EC2 takes no other assign or unassign meanwhile ("Unassigning secondary private IPv4 addresses", Amazon VPC User Guide;
 * that assigning locks too is assumed), an assignment takes what it takes, and a drain goes on for MaxDrainDurationSeconds,
 * which no call shortens. Whose operation it is does not matter: the lock is the gateway's.
 *
 * <p>The bound holds for the calls that the deployment made; that it made no call too many is for the steps to expect.
 */
final class LowerBound {
    private LowerBound() {}

    /**
     * Computes the bound.
     *
     * @param deployment from the stack's first event to its last
     * @param open when CloudFormation waited for a response of ours
     * @param locked when an address of the gateway was assigning or draining
     */
    static Duration of(Interval deployment, List<Interval> open, List<Interval> locked) {
        TreeSet<Instant> moments = new TreeSet<>(List.of(deployment.begin(), deployment.end()));
        Stream.concat(open.stream(), locked.stream())
                .flatMap(one -> Stream.of(one.begin(), one.end()))
                .filter(deployment::contains)
                .forEach(moments::add);
        Duration bound = Duration.ZERO;
        for (Instant from : moments.headSet(deployment.end())) {
            boolean isOurs = isIn(open, from) && !isIn(locked, from);
            bound = isOurs ? bound : bound.plus(Duration.between(from, moments.higher(from)));
        }
        return bound;
    }

    private static boolean isIn(List<Interval> intervals, Instant moment) {
        return intervals.stream().anyMatch(one -> one.contains(moment));
    }
}

package io.github.cdknat.acceptance.bench.scale;

import java.time.Duration;

/**
 * The least time in which many gateways can each get one address and give one up, when all share EC2's token buckets: the last assign
 * waits for its token, then the address has to be assigned, then the old one drains. Assign and unassign have a bucket each, and the
 * unassign calls follow at the pace of the assign calls, so the second bucket adds nothing.
 *
 * @param burst tokens at first
 * @param perSecond tokens that come back each second
 */
record ThrottleLowerBound(int burst, int perSecond, Duration assign, Duration drain) {
    /** "Request throttling for the Amazon EC2 API", Amazon EC2 Developer Guide: 10 tokens, 1 a second, for each of both actions. */
    static ThrottleLowerBound ec2(Duration assign) {
        return new ThrottleLowerBound(10, 1, assign, Duration.ofSeconds(350));
    }

    /** In one stack no address is given up before the last one has been assigned: then the second bucket counts too. */
    Duration inOneStack(int gateways) {
        return of(gateways).plusMillis(1000L * Math.max(0, gateways - burst) / perSecond);
    }

    Duration of(int gateways) {
        int waiting = Math.max(0, gateways - burst);
        return Duration.ofMillis(1000L * waiting / perSecond).plus(assign).plus(drain);
    }
}

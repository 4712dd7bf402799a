package io.github.cdknat.handler.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long to wait before the next look: short while assigning, stretched during a drain, dense near its end. */
final class Patience {
    private static final long SOON = 2;
    private static final long LONGEST = 60;
    private static final long LONGEST_FOR_OTHERS = 20;
    private static final long NEAR_THE_END = 12;

    private Patience() {}

    /** Seconds until the next look while an address of the gateway is changing. */
    static long whileChanging(Journal journal, Observation seen) {
        Instant now = seen.now();
        boolean draining = seen.gateway().filter(Gateway::isDraining).isPresent();
        Optional<Journal.Called> called = journal.called();
        if (draining && called.isPresent() && !called.get().intention().assigns()) {
            return duringOwnDrain(called.get(), now);
        }
        if (draining) {
            return duringOthersDrain(Duration.between(Planner.start(seen), now).toSeconds());
        }
        long elapsed =
                called.map(call -> Duration.between(call.at(), now).toSeconds()).orElse(0L);
        return elapsed < 15 ? SOON : elapsed < 60 ? 5 : 10;
    }

    private static long duringOwnDrain(Journal.Called called, Instant now) {
        long elapsed = Duration.between(called.at(), now).toSeconds();
        long left = called.intention().drainSeconds() - elapsed;
        if (left > NEAR_THE_END) {
            return Math.min(left - 1, Math.min(LONGEST, elapsed / 2 + 5));
        }
        if (left > 0) {
            return left;
        }
        return left > -6 ? 1 : left > -30 ? SOON : 10;
    }

    private static long duringOthersDrain(long elapsed) {
        return Math.min(LONGEST_FOR_OTHERS, 5 + elapsed / 4);
    }

    /** Seconds until a second look can agree with the first one. */
    static long untilAgreed(Duration agreedFor) {
        return Limits.AGREEMENT.minus(agreedFor).toSeconds() + (agreedFor.toMillis() % 1000 == 0 ? 0 : 1);
    }
}

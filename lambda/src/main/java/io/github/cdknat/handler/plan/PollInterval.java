package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How long to wait before the next look: short while assigning, stretched during a drain, dense near its end. */
final class PollInterval {
    private static final long SOON = 2;
    private static final long LONGEST = 60;
    private static final long LONGEST_FOR_OTHERS = 20;
    private static final long NEAR_THE_END = 12;
    private static final long LEAST_WHILE_THROTTLED = 5;
    private static final long LONGEST_WHILE_THROTTLED = 30;

    private PollInterval() {}

    /** Seconds until the next look while an address of the gateway is changing. */
    static long whileChanging(Journal journal, Observation seen) {
        Instant now = seen.now();
        boolean draining = seen.gateway().filter(Gateway::isDraining).isPresent();
        Optional<Journal.LastCall> called = journal.lastCall();
        if (draining && called.isPresent() && !called.get().change().assigns()) {
            return duringOwnDrain(called.get(), journal.throttled(), now);
        }
        if (draining) {
            return duringOthersDrain(Duration.between(Planner.start(seen), now).toSeconds());
        }
        long elapsed =
                called.map(call -> Duration.between(call.at(), now).toSeconds()).orElse(0L);
        long soon = journal.throttled() ? LEAST_WHILE_THROTTLED : SOON;
        return elapsed < 15 ? soon : elapsed < 60 ? 5 : 10;
    }

    /** A drain may end early, so its beginning is looked at more often; not where others need the looks. */
    private static long duringOwnDrain(Journal.LastCall called, boolean crowded, Instant now) {
        long elapsed = Duration.between(called.at(), now).toSeconds();
        long left = called.change().drainSeconds() - elapsed;
        if (left > NEAR_THE_END) {
            long stretched = crowded ? elapsed + LONGEST_FOR_OTHERS : elapsed / 2 + 5;
            return Math.min(left - 1, Math.min(LONGEST, stretched));
        }
        if (left > 0) {
            return left;
        }
        return left > -6 ? 1 : left > -30 ? SOON : 10;
    }

    private static long duringOthersDrain(long elapsed) {
        return Math.min(LONGEST_FOR_OTHERS, 5 + elapsed / 4);
    }

    /**
     * Seconds until the next call after AWS refused one for want of a token. Others share the account's tokens, and if hundreds came
     * back together every 5 s, nearly all calls would be refused. So who still waits for its first change waits longer the longer it has
     * waited, up to 45 s, and not in step with others; who has made its change, and only looks what became of it, comes back soon.
     */
    static long whileThrottled(Execution self, Journal journal, Instant now) {
        long elapsed = Duration.between(Instant.ofEpochMilli(self.start()), now).toSeconds();
        long patient = journal.lastCall().isPresent() ? 0 : Math.min(LONGEST_WHILE_THROTTLED, elapsed / 4);
        long least = Math.max(LEAST_WHILE_THROTTLED, patient);
        int lot = (self.name().text() + journal.passes()).hashCode();
        return least + Math.floorMod(lot, least / 2 + 1);
    }

    /** Seconds until the next look while an earlier execution of the resource runs, or may run. */
    static long behindOthers(Observation seen) {
        long elapsed = Duration.between(Planner.start(seen), seen.now()).toSeconds();
        return Math.min(LONGEST_FOR_OTHERS, SOON + elapsed / 20);
    }

    /** Seconds until a drain waiter's next look: seldom during a drain, because the owner's execution looks too; soon at its end. */
    static long besideOwner(Journal journal, int drainSeconds, Instant now) {
        long left = journal.draining().values().stream()
                .mapToLong(since -> drainSeconds - Duration.between(since, now).toSeconds())
                .max()
                .orElse(0);
        return Math.max(SOON, Math.min(LONGEST, left - SOON));
    }

    /** Seconds until then, rounded up; 0 if it is then. */
    static long secondsUntil(Instant then, Instant now) {
        return Math.max(0, Duration.between(now, then).plusMillis(999).toSeconds());
    }

    /** Seconds until a look counts after this request's last call, and after what it has seen draining that is there again. */
    static long untilRecent(Journal journal, Observation seen, Gateway gateway) {
        return Stream.concat(
                        journal.lastCall().map(Journal.LastCall::at).stream(),
                        journal.doubtful(gateway).stream().map(journal.draining()::get))
                .mapToLong(last -> secondsUntil(last.plus(Timing.AGREEMENT), seen.now()))
                .max()
                .orElse(0);
    }
}

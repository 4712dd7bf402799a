package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.core.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets virtual time pass so many times faster than the wall's. Virtual time stands still while the handler works or a template
 * is synthesized; whoever is behind because of that hurries, at twice the pace, until it has caught up.
 */
final class TimeScaledClock implements VirtualClock.Pace {
    /** Shorter ones take a millisecond all the same: they are put off until there are enough. */
    private static final long SHORTEST_SLEEP = Duration.ofMillis(1).toNanos();

    private final double scale;
    private final LongSupplier nanoTime;
    private final LongConsumer sleep;
    private long due;

    /**
     * Sets the pace; it counts from now.
     *
     * @param scale virtual seconds in a second
     * @param nanoTime what the clock on the wall shows
     * @param sleep lets it go on for so many nanoseconds
     */
    TimeScaledClock(double scale, LongSupplier nanoTime, LongConsumer sleep) {
        this.scale = scale;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.due = nanoTime.getAsLong();
    }

    static TimeScaledClock real(double scale) {
        return new TimeScaledClock(scale, System::nanoTime, TimeScaledClock::sleep);
    }

    @Override
    public void pass(Instant from, Instant to) {
        long virtual = Duration.between(from, to).toNanos();
        long whole = (long) (virtual / scale);
        long begin = nanoTime.getAsLong();
        due += whole;
        long end = Math.max(due, begin + whole / 2);
        for (long now = begin; end - now >= SHORTEST_SLEEP; now = nanoTime.getAsLong()) {
            sleep.accept(end - now);
        }
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }
}

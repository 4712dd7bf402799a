package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.core.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Lets virtual time pass so many times faster than the wall's. Virtual time stands still while the handler works or a template
 * is synthesized; whoever is behind because of that hurries, at twice the pace, until it has caught up.
 */
final class TimeScaledClock implements VirtualClock.Pace {
    /** Nobody can read more often. */
    private static final long LISTENER_INTERVAL = Duration.ofMillis(80).toNanos();

    /** Shorter ones take a millisecond all the same: they are put off until there are enough. */
    private static final long SHORTEST_SLEEP = Duration.ofMillis(1).toNanos();

    /** The clock on the wall, and a way to let it go on. */
    interface Wall {
        long nanoTime();

        void sleep(long nanos);
    }

    private final double scale;
    private final Wall wall;
    private Consumer<Instant> listener = now -> {};
    private long due;

    /**
     * Sets the pace; it counts from now.
     *
     * @param scale virtual seconds in a second
     */
    TimeScaledClock(double scale, Wall wall) {
        this.scale = scale;
        this.wall = wall;
        this.due = wall.nanoTime();
    }

    /** Calls back with the virtual time every now and then while it passes. */
    void whilePassing(Consumer<Instant> listener) {
        this.listener = listener;
    }

    @Override
    public void pass(Instant from, Instant to) {
        long virtual = Duration.between(from, to).toNanos();
        long whole = (long) (virtual / scale);
        long begin = wall.nanoTime();
        due += whole;
        long end = Math.max(due, begin + whole / 2);
        for (long now = begin; end - now >= SHORTEST_SLEEP; now = wall.nanoTime()) {
            if (end - begin > LISTENER_INTERVAL) {
                listener.accept(from.plusNanos((long) ((double) (now - begin) / (end - begin) * virtual)));
            }
            wall.sleep(Math.min(end - now, LISTENER_INTERVAL));
        }
    }

    /** The real one. */
    static final class RealWall implements Wall {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
            try {
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The demo was interrupted", e);
            }
        }
    }
}

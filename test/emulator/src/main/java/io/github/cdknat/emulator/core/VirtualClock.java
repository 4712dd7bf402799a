package io.github.cdknat.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The world's only clock: a queue of events on one thread, ordered by time, then by the order of scheduling.
 *
 * <p>A call that takes time is {@link #advance}: it runs whatever is due meanwhile, nested, before it returns. That is how
 * two functions interleave without threads: the inner one runs between two calls of the outer one. Nesting deeper than
 * {@value #DEEPEST} only lets time pass; the events then run late, as they do in a busy world.
 */
public final class VirtualClock {
    private static final int DEEPEST = 4;

    /** What happens on the wall while virtual time passes; {@link #INSTANT} does nothing. */
    public interface Pace {
        Pace INSTANT = (from, to) -> {};

        void pass(Instant from, Instant to);
    }

    /** A scheduled event; cancelling it twice, or after it ran, does nothing. */
    public static final class Event {
        private final Instant at;
        private final long sequence;
        private Runnable action;

        private Event(Instant at, long sequence, Runnable action) {
            this.at = at;
            this.sequence = sequence;
            this.action = action;
        }

        public void cancel() {
            action = null;
        }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>(
            Comparator.<Event, Instant>comparing(event -> event.at).thenComparingLong(event -> event.sequence));
    private final Pace pace;
    private Instant now;
    private long sequence;
    private int depth;

    public VirtualClock(Instant start) {
        this(start, Pace.INSTANT);
    }

    public VirtualClock(Instant start, Pace pace) {
        this.now = start;
        this.pace = pace;
    }

    public Instant now() {
        return now;
    }

    /** Schedules for that instant, or for now if it has passed. */
    public Event at(Instant when, Runnable action) {
        Event event = new Event(when.isBefore(now) ? now : when, sequence++, action);
        queue.add(event);
        return event;
    }

    public Event after(Duration delay, Runnable action) {
        return at(now.plus(delay), action);
    }

    /** Lets that much time pass and runs what is due meanwhile; afterwards it is at least that much later. */
    public void advance(Duration duration) {
        Instant until = now.plus(duration);
        if (depth < DEEPEST) {
            while (!queue.isEmpty() && !queue.peek().at.isAfter(until)) {
                step();
            }
        }
        moveTo(until);
    }

    /** Lets that much time pass in a world that is idle, each event at its own time and none inside of another. */
    public void pass(Duration duration) {
        Instant until = now.plus(duration);
        runUntil(() -> false, until);
        advance(Duration.between(now, until));
    }

    /** Runs events until the condition holds (true) or the limit has come or nothing is left to happen (false). */
    public boolean runUntil(BooleanSupplier done, Instant limit) {
        while (!done.getAsBoolean()) {
            if (queue.isEmpty() || queue.peek().at.isAfter(limit)) {
                return false;
            }
            step();
        }
        return true;
    }

    private void step() {
        Event event = queue.poll();
        if (event.action == null) {
            return;
        }
        moveTo(event.at);
        depth++;
        try {
            event.action.run();
        } finally {
            depth--;
        }
    }

    private void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            Instant from = now;
            now = instant;
            pace.pass(from, instant);
        }
    }
}

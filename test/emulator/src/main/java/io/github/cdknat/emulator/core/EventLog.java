package io.github.cdknat.emulator.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What happened in the world, told to whoever listens: the rehearsal's timeline, a failing case's scenario. */
public final class EventLog {
    /**
     * One line of the timeline.
     *
     * @param source who speaks: {@code cloudformation}, {@code ec2}, {@code states}, {@code lambda}
     * @param subject what it is about: a stack and logical id, a gateway and address, an execution
     */
    public record Event(Instant at, String source, String subject, String text) {}

    private final VirtualClock clock;
    private final List<Consumer<Event>> listeners = new ArrayList<>();

    public EventLog(VirtualClock clock) {
        this.clock = clock;
    }

    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** Whether anybody listens. */
    public boolean areHeard() {
        return !listeners.isEmpty();
    }

    public void tell(String source, String subject, String text) {
        if (listeners.isEmpty()) {
            return;
        }
        Event event = new Event(clock.now(), source, subject, text);
        listeners.forEach(listener -> listener.accept(event));
    }
}

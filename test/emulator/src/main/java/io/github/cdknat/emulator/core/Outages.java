package io.github.cdknat.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The windows of time in which a service, a part of it, or a right is away; they may overlap. */
public final class Outages implements BooleanSupplier {
    private record Window(Instant from, Instant until) {
        boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    private final VirtualClock clock;
    private final List<Window> windows = new ArrayList<>();

    public Outages(VirtualClock clock) {
        this.clock = clock;
    }

    /** One begins now. */
    public void begin(Duration length) {
        begin(Duration.ZERO, length);
    }

    /** One begins after that delay. */
    public void begin(Duration delay, Duration length) {
        Instant from = clock.now().plus(delay);
        windows.add(new Window(from, from.plus(length)));
    }

    /** Whether it is away now. */
    @Override
    public boolean getAsBoolean() {
        return !windows.isEmpty() && windows.stream().anyMatch(window -> window.holds(clock.now()));
    }

    /** When the last of them ends that is on or yet to come; now if there is none. */
    public Instant end() {
        return windows.stream().map(Window::until).reduce(clock.now(), (a, b) -> a.isAfter(b) ? a : b);
    }

    /** Whether at every moment between the two at least one of them is on, or had ended no longer ago than that. */
    public static boolean cover(Collection<Outages> all, Instant from, Instant until, Duration aftermath) {
        List<Window> windows = all.stream()
                .flatMap(outages -> outages.windows.stream())
                .map(window -> new Window(window.from(), window.until().plus(aftermath)))
                .toList();
        Instant covered = from;
        for (boolean longer = true; longer && covered.isBefore(until); ) {
            longer = false;
            for (Window window : windows) {
                if (window.holds(covered)) {
                    covered = window.until();
                    longer = true;
                }
            }
        }
        return !covered.isBefore(until);
    }
}

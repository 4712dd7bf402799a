package io.github.cdknat.emulator.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Every API call that reached the emulated AWS, in order, with its outcome. */
public final class ApiCallLog {
    /**
     * One line.
     *
     * @param effect whether the call changed something, also when its reply was lost
     */
    public record Entry(Instant at, ApiCall call, ApiReply reply, boolean effect) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Consumer<Entry>> listeners = new ArrayList<>();

    public void add(Instant at, ApiCall call, ApiReply reply, boolean effect) {
        Entry entry = new Entry(at, call, reply, effect);
        entries.add(entry);
        listeners.forEach(listener -> listener.accept(entry));
    }

    /** Tells the listener of every line at the moment it is written: the world is as the call left it. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<Entry> entries(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).toList();
    }

    /** The lines of one action, for example {@code UnassignPrivateNatGatewayAddress}. */
    public List<Entry> of(String action) {
        return entries(entry -> entry.call().action().equals(action));
    }
}

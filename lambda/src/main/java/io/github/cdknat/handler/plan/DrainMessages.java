package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of drains when time is over: since when they run, and when the last one is over. */
final class DrainMessages {
    private DrainMessages() {}

    static String busy(PlanInput at) {
        return at.seen()
                .gateway()
                .filter(Gateway::isChanging)
                .map(gateway -> " while the gateway is busy with " + describe(gateway.changing(), at))
                .orElse("");
    }

    /** The addresses with their status, and those that drain with the time since when that is known. */
    static String describe(Collection<GatewayAddress> addresses, PlanInput at) {
        return addresses.stream()
                .map(entry -> entry.address()
                        .flatMap(address ->
                                Optional.ofNullable(at.journal().draining().get(address)))
                        .map(since -> entry.address().get() + " (unassigning since " + seconds(since) + " or longer)")
                        .orElse(entry.toString()))
                .collect(Collectors.joining(", "));
    }

    /** A drain of our own ends when it was asked to; anybody else's may take as long as any. */
    static String when(PlanInput at) {
        if (at.journal().draining().isEmpty()) {
            boolean isChanging = at.seen().gateway().filter(Gateway::isChanging).isPresent();
            return isChanging ? " when the gateway is no longer busy" : "";
        }
        Instant end = at.journal().draining().entrySet().stream()
                .map(entry -> entry.getValue().plus(longest(at, entry.getKey())))
                .max(Instant::compareTo)
                .orElseThrow();
        return " after " + seconds(end.isBefore(at.now()) ? at.now() : end) + ", when the last drain is over";
    }

    private static Duration longest(PlanInput at, Ipv4 address) {
        return at.journal()
                .lastCall()
                .filter(call ->
                        !call.change().assigns() && call.change().addresses().contains(address))
                .map(call -> Duration.ofSeconds(call.change().drainSeconds()))
                .orElse(Timing.LONGEST_DRAIN);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}

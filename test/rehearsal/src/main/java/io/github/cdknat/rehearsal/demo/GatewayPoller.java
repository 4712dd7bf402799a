package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.core.EventLog;
import io.github.cdknat.emulator.ec2.NatGateways;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at one gateway whenever EC2 changes it, and remembers what drained. */
final class GatewayPoller {
    private static final String ASSIGNING = "assigning";
    private static final String DRAINING = "unassigning";

    private final NatGateways gateways;
    private final String gatewayId;

    /** The addresses' statuses, each from its instant to the next one. */
    private final NavigableMap<Instant, Map<String, String>> statuses = new TreeMap<>();

    GatewayPoller(NatGateways gateways, String gatewayId, Instant now) {
        this.gateways = gateways;
        this.gatewayId = gatewayId;
        poll(now);
    }

    void accept(EventLog.Event event) {
        if (event.source().equals("ec2") && event.subject().equals(gatewayId)) {
            poll(event.at());
        }
    }

    private void poll(Instant now) {
        statuses.put(now, gateways.statuses(gatewayId));
    }

    /** The addresses that drained in the interval. */
    SortedSet<String> drained(Interval interval) {
        TreeSet<String> drained = new TreeSet<>();
        during(interval).forEach(now -> drained.addAll(in(DRAINING, now)));
        return drained;
    }

    /** When the last drain that has ended began and ended. */
    Optional<Interval> lastDrain() {
        return gateways.drains().stream()
                .filter(drain -> drain.gatewayId().equals(gatewayId) && drain.end() != null)
                .map(drain -> new Interval(drain.begin(), drain.end()))
                .reduce((earlier, later) -> later);
    }

    boolean isDraining() {
        return statuses.lastEntry().getValue().containsValue(DRAINING);
    }

    boolean isChanging() {
        return isDraining() || statuses.lastEntry().getValue().containsValue(ASSIGNING);
    }

    private Collection<Map<String, String>> during(Interval interval) {
        Instant first = Objects.requireNonNullElse(statuses.floorKey(interval.begin()), interval.begin());
        return statuses.subMap(first, true, interval.end(), false).values();
    }

    private static SortedSet<String> in(String status, Map<String, String> statuses) {
        TreeSet<String> found = new TreeSet<>(statuses.keySet());
        found.removeIf(address -> !statuses.get(address).equals(status));
        return found;
    }
}

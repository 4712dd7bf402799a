package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.core.EventLog;
import io.github.cdknat.emulator.ec2.NatGateways;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at one gateway whenever EC2 changes it, and remembers: when it was locked, what drained, how many addresses served. */
final class GatewayPoller {
    private static final String ASSIGNING = "assigning";
    private static final String DRAINING = "unassigning";

    /** What is under way on the gateway. */
    record Change(boolean drains, SortedSet<String> addresses, Instant since) {}

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

    /** When an address was assigning or draining; a change that still goes on lasts until then. */
    List<Interval> locked(Instant until) {
        List<Interval> locked = new ArrayList<>();
        statuses.forEach((since, now) -> {
            if (now.containsValue(ASSIGNING) || now.containsValue(DRAINING)) {
                locked.add(new Interval(since, Objects.requireNonNullElse(statuses.higherKey(since), until)));
            }
        });
        return locked;
    }

    /** The lowest number of addresses that served at once in the interval, the primary one included. */
    int lowestServing(Interval interval) {
        return during(interval).stream()
                .mapToInt(now -> in("succeeded", now).size())
                .min()
                .orElse(0);
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

    /** What is under way now. */
    Optional<Change> change() {
        Map<String, String> now = statuses.lastEntry().getValue();
        boolean drains = now.containsValue(DRAINING);
        String status = drains ? DRAINING : ASSIGNING;
        return now.containsValue(status)
                ? Optional.of(new Change(drains, in(status, now), since(status, statuses.lastKey())))
                : Optional.empty();
    }

    private Instant since(String status, Instant at) {
        Map.Entry<Instant, Map<String, String>> before = statuses.lowerEntry(at);
        return before != null && before.getValue().containsValue(status) ? since(status, before.getKey()) : at;
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

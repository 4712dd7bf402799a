package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.core.EventLog;
import io.github.cdknat.emulator.ec2.NatGateways;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks at one gateway whenever EC2 changes it, and remembers: when it was locked, what drained, how many addresses served. */
final class GatewayPoller {
    private static final String DRAINING = "unassigning";

    /** What the gateway's addresses were, from that moment on. */
    private record Snapshot(Instant since, Map<String, String> statuses) {
        SortedSet<String> in(String status) {
            TreeSet<String> found = new TreeSet<>();
            statuses.forEach((address, is) -> {
                if (is.equals(status)) {
                    found.add(address);
                }
            });
            return found;
        }

        boolean isLocked() {
            return statuses.containsValue("assigning") || statuses.containsValue(DRAINING);
        }
    }

    /** What is under way on the gateway. */
    record Change(boolean drains, SortedSet<String> addresses, Instant since) {}

    private final NatGateways gateways;
    private final String gatewayId;
    private final List<Snapshot> snapshots = new ArrayList<>();

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
        snapshots.add(new Snapshot(now, gateways.statuses(gatewayId)));
    }

    /** When an address was assigning or draining; a change that still goes on lasts until then. */
    List<Interval> locked(Instant until) {
        List<Interval> locked = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            Instant end = i + 1 < snapshots.size() ? snapshots.get(i + 1).since() : until;
            if (snapshots.get(i).isLocked()) {
                locked.add(new Interval(snapshots.get(i).since(), end));
            }
        }
        return locked;
    }

    /** The lowest number of addresses that served at one moment of the interval, the primary one included. */
    int lowestServing(Interval interval) {
        return during(interval).stream()
                .mapToInt(snapshot -> snapshot.in("succeeded").size())
                .min()
                .orElse(0);
    }

    /** The addresses that drained in the interval. */
    SortedSet<String> drained(Interval interval) {
        TreeSet<String> drained = new TreeSet<>();
        during(interval).forEach(snapshot -> drained.addAll(snapshot.in(DRAINING)));
        return drained;
    }

    /** When the last drain that has ended began and ended. */
    Optional<Interval> lastDrain() {
        for (int end = snapshots.size() - 1; end > 0; end--) {
            boolean ends = snapshots.get(end).in(DRAINING).isEmpty()
                    && !snapshots.get(end - 1).in(DRAINING).isEmpty();
            if (ends) {
                return Optional.of(new Interval(
                        since(end - 1, DRAINING), snapshots.get(end).since()));
            }
        }
        return Optional.empty();
    }

    /** What is under way now. */
    Optional<Change> change() {
        int now = snapshots.size() - 1;
        boolean drains = !snapshots.get(now).in(DRAINING).isEmpty();
        String status = drains ? DRAINING : "assigning";
        SortedSet<String> addresses = snapshots.get(now).in(status);
        return addresses.isEmpty() ? Optional.empty() : Optional.of(new Change(drains, addresses, since(now, status)));
    }

    private Instant since(int index, String status) {
        int first = index;
        while (first > 0 && !snapshots.get(first - 1).in(status).isEmpty()) {
            first--;
        }
        return snapshots.get(first).since();
    }

    private List<Snapshot> during(Interval interval) {
        List<Snapshot> during = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            boolean beginsBeforeTheEnd = snapshots.get(i).since().isBefore(interval.end());
            boolean endsAfterTheBegin =
                    i + 1 == snapshots.size() || snapshots.get(i + 1).since().isAfter(interval.begin());
            if (beginsBeforeTheEnd && endsAfterTheBegin) {
                during.add(snapshots.get(i));
            }
        }
        return during;
    }
}

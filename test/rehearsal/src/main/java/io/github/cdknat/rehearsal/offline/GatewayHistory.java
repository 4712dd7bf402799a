package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What was seen of one gateway, in the order of time, and the lanes of its addresses that it makes. */
final class GatewayHistory {
    /** A gateway's addresses with their statuses, so many seconds after the beginning. */
    private record Snapshot(double at, Map<String, String> statuses) {}

    /** A time in which something is the same. */
    private record Stretch<V>(V value, double from, double to) {}

    private final Map<String, String> first;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private String primary = "";

    GatewayHistory(Map<String, String> first) {
        this.first = first;
    }

    /** What is seen at a moment is what was seen there last. */
    void add(double at, Map<String, String> statuses) {
        snapshots.removeIf(snapshot -> snapshot.at() == at);
        snapshots.add(new Snapshot(at, statuses));
    }

    void primary(String address) {
        primary = address;
    }

    /** The statuses when the gateway was first seen. */
    Map<String, String> first() {
        return first;
    }

    /** When it was last seen. */
    double last() {
        return snapshots.get(snapshots.size() - 1).at();
    }

    /**
     * A lane for each address that was ever there.
     *
     * @param before the addresses that the stack's records listed before, and {@code after} afterwards
     */
    DeploymentRecording.GatewayLanes lanes(
            String gateway, int limit, Set<String> before, Set<String> after, double end) {
        Set<Ipv4> addresses = new TreeSet<>();
        first.keySet().forEach(text -> addresses.add(Ipv4.of(text)));
        before.forEach(text -> addresses.add(Ipv4.of(text)));
        snapshots.forEach(snapshot -> snapshot.statuses().keySet().forEach(text -> addresses.add(Ipv4.of(text))));
        List<DeploymentRecording.Lane> lanes = addresses.stream()
                .map(Ipv4::toString)
                .map(address ->
                        new DeploymentRecording.Lane(address, role(address, before, after), periods(address, end)))
                .toList();
        List<DeploymentRecording.Level> serving = levels(end);
        int lowest = serving.stream()
                .mapToInt(DeploymentRecording.Level::addresses)
                .min()
                .orElse(0);
        return new DeploymentRecording.GatewayLanes(gateway, limit, lanes, serving, lowest);
    }

    private DeploymentRecording.Role role(String address, Set<String> before, Set<String> after) {
        boolean wasThere = first().containsKey(address);
        if (address.equals(primary)) {
            return DeploymentRecording.Role.PRIMARY;
        }
        if (before.contains(address) && !wasThere) {
            return snapshots.stream().anyMatch(snapshot -> snapshot.statuses().containsKey(address))
                    ? DeploymentRecording.Role.RESTORED
                    : DeploymentRecording.Role.MISSING;
        }
        if (before.contains(address)) {
            return after.contains(address) ? DeploymentRecording.Role.KEPT : DeploymentRecording.Role.REMOVED;
        }
        if (after.contains(address)) {
            return wasThere ? DeploymentRecording.Role.ADOPTED : DeploymentRecording.Role.ADDED;
        }
        return wasThere ? DeploymentRecording.Role.FOREIGN : DeploymentRecording.Role.TAKEN_BACK;
    }

    private List<DeploymentRecording.Period> periods(String address, double end) {
        return stretches(statuses -> DeploymentRecording.State.of(statuses.getOrDefault(address, "absent")), end)
                .stream()
                .filter(stretch -> stretch.value().isPresent())
                .map(stretch -> new DeploymentRecording.Period(stretch.value().get(), stretch.from(), stretch.to()))
                .toList();
    }

    private List<DeploymentRecording.Level> levels(double end) {
        return stretches(statuses -> Collections.frequency(statuses.values(), "succeeded"), end).stream()
                .map(stretch -> new DeploymentRecording.Level(stretch.value(), stretch.from(), stretch.to()))
                .toList();
    }

    private <V> List<Stretch<V>> stretches(Function<Map<String, String>, V> seen, double end) {
        List<Stretch<V>> stretches = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            V value = seen.apply(snapshots.get(i).statuses());
            double to = i + 1 < snapshots.size() ? snapshots.get(i + 1).at() : end;
            int last = stretches.size() - 1;
            boolean goesOn = last >= 0 && stretches.get(last).value().equals(value);
            double from =
                    goesOn ? stretches.remove(last).from() : snapshots.get(i).at();
            stretches.add(new Stretch<>(value, from, to));
        }
        return stretches;
    }
}

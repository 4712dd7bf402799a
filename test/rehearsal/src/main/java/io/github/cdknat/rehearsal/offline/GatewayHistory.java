package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.handler.model.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was snapshots of one gateway, in the order of time, and the lanes of its addresses that it makes. */
final class GatewayHistory {
    /** A gateway's addresses with their statuses, so many seconds after the initial. */
    private record Snapshot(double at, Map<String, String> statuses) {}

    private final List<Snapshot> snapshots = new ArrayList<>();
    private String primary = "";

    void add(double at, Map<String, String> statuses) {
        snapshots.add(new Snapshot(at, statuses));
    }

    void primary(String address) {
        primary = address;
    }

    /** The statuses when the gateway was first snapshots. */
    Map<String, String> first() {
        return snapshots.get(0).statuses();
    }

    /** When it was last snapshots. */
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
        if (before.contains(address)) {
            return after.contains(address) ? DeploymentRecording.Role.KEPT : DeploymentRecording.Role.REMOVED;
        }
        if (after.contains(address)) {
            return DeploymentRecording.Role.ADDED;
        }
        return wasThere ? DeploymentRecording.Role.FOREIGN : DeploymentRecording.Role.TAKEN_BACK;
    }

    private List<DeploymentRecording.Period> periods(String address, double end) {
        List<DeploymentRecording.Period> periods = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            double to = i + 1 < snapshots.size() ? snapshots.get(i + 1).at() : end;
            Optional<DeploymentRecording.State> state =
                    DeploymentRecording.State.of(snapshots.get(i).statuses().getOrDefault(address, "absent"));
            if (state.isEmpty()) {
                continue;
            }
            int last = periods.size() - 1;
            boolean goesOn = last >= 0
                    && periods.get(last).state() == state.get()
                    && periods.get(last).to() == snapshots.get(i).at();
            double from =
                    goesOn ? periods.remove(last).from() : snapshots.get(i).at();
            periods.add(new DeploymentRecording.Period(state.get(), from, to));
        }
        periods.removeIf(period -> period.from() == period.to() && period.from() < end);
        return periods;
    }

    private List<DeploymentRecording.Level> levels(double end) {
        List<DeploymentRecording.Level> levels = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            double to = i + 1 < snapshots.size() ? snapshots.get(i + 1).at() : end;
            int serving = (int) snapshots.get(i).statuses().values().stream()
                    .filter("succeeded"::equals)
                    .count();
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).addresses() == serving) {
                levels.set(
                        last,
                        new DeploymentRecording.Level(serving, levels.get(last).from(), to));
            } else if (to > snapshots.get(i).at() || i + 1 == snapshots.size()) {
                levels.add(
                        new DeploymentRecording.Level(serving, snapshots.get(i).at(), to));
            }
        }
        return levels;
    }
}

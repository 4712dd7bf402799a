package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.handler.model.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was seen of one gateway, in the order of time, and the lanes of its addresses that it makes. */
final class GatewayHistory {
    /** A gateway's addresses with their statuses, so many seconds after the beginning. */
    private record Sight(double at, Map<String, String> statuses) {}

    private final List<Sight> seen = new ArrayList<>();
    private String primary = "";

    void saw(double at, Map<String, String> statuses) {
        seen.add(new Sight(at, statuses));
    }

    void primary(String address) {
        primary = address;
    }

    /** The statuses when the gateway was first seen. */
    Map<String, String> first() {
        return seen.get(0).statuses();
    }

    /** When it was last seen. */
    double last() {
        return seen.get(seen.size() - 1).at();
    }

    /**
     * A lane for each address that was ever there.
     *
     * @param before the addresses that the stack's records listed before, and {@code after} afterwards
     */
    DeploymentRecording.GatewayLanes lanes(
            String gateway, int limit, Set<String> before, Set<String> after, double end) {
        Set<Ipv4> addresses = new TreeSet<>();
        seen.forEach(sight -> sight.statuses().keySet().forEach(text -> addresses.add(Ipv4.of(text))));
        List<DeploymentRecording.Lane> lanes = addresses.stream()
                .map(Ipv4::toString)
                .map(address ->
                        new DeploymentRecording.Lane(address, role(address, before, after), stretches(address, end)))
                .toList();
        return new DeploymentRecording.GatewayLanes(gateway, limit, lanes, levels(end));
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

    private List<DeploymentRecording.Stretch> stretches(String address, double end) {
        List<DeploymentRecording.Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            double to = i + 1 < seen.size() ? seen.get(i + 1).at() : end;
            Optional<DeploymentRecording.State> state =
                    DeploymentRecording.State.of(seen.get(i).statuses().getOrDefault(address, "absent"));
            if (state.isEmpty()) {
                continue;
            }
            int last = stretches.size() - 1;
            boolean goesOn = last >= 0
                    && stretches.get(last).state() == state.get()
                    && stretches.get(last).to() == seen.get(i).at();
            double from = goesOn ? stretches.remove(last).from() : seen.get(i).at();
            stretches.add(new DeploymentRecording.Stretch(state.get(), from, to));
        }
        stretches.removeIf(stretch -> stretch.from() == stretch.to() && stretch.from() < end);
        return stretches;
    }

    private List<DeploymentRecording.Level> levels(double end) {
        List<DeploymentRecording.Level> levels = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            double to = i + 1 < seen.size() ? seen.get(i + 1).at() : end;
            int serving = (int) seen.get(i).statuses().values().stream()
                    .filter("succeeded"::equals)
                    .count();
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).addresses() == serving) {
                levels.set(
                        last,
                        new DeploymentRecording.Level(serving, levels.get(last).from(), to));
            } else if (to > seen.get(i).at() || i + 1 == seen.size()) {
                levels.add(new DeploymentRecording.Level(serving, seen.get(i).at(), to));
            }
        }
        return levels;
    }
}

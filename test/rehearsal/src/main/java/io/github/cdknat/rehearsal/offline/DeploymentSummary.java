package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.rehearsal.text.AddressRanges;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A recording in words. */
public final class DeploymentSummary {
    /** "Each IPv4 address can support up to 55,000 simultaneous connections to each unique destination" (Amazon VPC User Guide). */
    public static final int CONNECTIONS = 55_000;

    private static final String AGAIN = "; again in ";

    private DeploymentSummary() {}

    /** "6:28": minutes and seconds, rounded. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format("%d:%02d", whole / 60, whole % 60);
    }

    /** "1 address", "2 addresses". */
    public static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }

    /** What of the declared addresses does not serve, or serves and is not declared any more; a clause each. */
    public static List<String> differences(DeploymentRecording recording) {
        List<String> differences = new ArrayList<>();
        for (DeploymentRecording.GatewayLanes gateway : recording.gateways()) {
            for (DeploymentRecording.Lane lane : gateway.lanes()) {
                switch (lane.role()) {
                    case ADDED, RESTORED, MISSING, TAKEN_BACK -> differences.add(lane.address() + " does not serve");
                    case REMOVED -> differences.add(lane.address() + " serves and is not declared");
                    default -> {}
                }
            }
        }
        recording.reason().ifPresent(reason -> differences.add("the deployment would fail"));
        return differences;
    }

    /** "275,000". */
    public static String connections(int addresses) {
        return String.format(java.util.Locale.ROOT, "%,d", (long) addresses * CONNECTIONS);
    }

    /** The events worth telling: addresses that change together as one, a wait once. */
    public static List<DeploymentRecording.Event> events(DeploymentRecording recording) {
        List<DeploymentRecording.Event> events = new ArrayList<>();
        Set<String> waits = new HashSet<>();
        for (DeploymentRecording.Event event : recording.events()) {
            if (event.kind() == DeploymentRecording.Kind.GATEWAY) {
                waits.clear();
            }
            boolean again = event.text().contains(AGAIN) || event.text().contains("looking once more");
            if (again && !waits.add(event.subject() + waitedFor(event.text()))) {
                continue;
            }
            int last = events.size() - 1;
            Optional<DeploymentRecording.Event> together =
                    last < 0 ? Optional.empty() : together(events.get(last), event);
            together.ifPresent(any -> events.remove(last));
            events.add(together.orElse(event));
        }
        return events;
    }

    private static String waitedFor(String text) {
        int end = text.contains(AGAIN) ? text.indexOf(AGAIN) : text.length();
        return text.substring(text.indexOf(':') + 1, end);
    }

    private static Optional<DeploymentRecording.Event> together(
            DeploymentRecording.Event first, DeploymentRecording.Event next) {
        String[] earlier = first.text().split(" (?=[a-z])", 2);
        String[] later = next.text().split(" (?=[a-z])", 2);
        boolean isOne = first.kind() == DeploymentRecording.Kind.GATEWAY
                && first.kind() == next.kind()
                && first.at() == next.at()
                && first.subject().equals(next.subject())
                && earlier.length == 2
                && later.length == 2
                && earlier[1].equals(later[1]);
        String text = String.join(", ", earlier[0], later[0]) + " " + earlier[earlier.length - 1];
        return isOne
                ? Optional.of(new DeploymentRecording.Event(first.at(), first.kind(), first.subject(), text))
                : Optional.empty();
    }

    /** What came of it, a line for each gateway and for what is unusual. */
    public static List<String> lines(DeploymentRecording recording) {
        List<String> lines = new ArrayList<>();
        for (DeploymentRecording.GatewayLanes gateway : recording.gateways()) {
            lines.add(gateway.gatewayId() + ": " + String.join("; ", clauses(gateway)));
        }
        if (!recording.early().isEmpty()) {
            lines.add("The gateway has no room: " + AddressRanges.of(recording.early())
                    + (recording.early().size() == 1 ? " drains" : " drain")
                    + " before the rest of the deployment has succeeded.");
        }
        recording.reason().ifPresent(reason -> lines.add("It fails because of " + reason));
        return lines;
    }

    private static List<String> clauses(DeploymentRecording.GatewayLanes gateway) {
        Map<DeploymentRecording.Role, List<String>> byRole = new LinkedHashMap<>();
        gateway.lanes()
                .forEach(lane -> byRole.computeIfAbsent(lane.role(), any -> new ArrayList<>())
                        .add(lane.address()));
        List<String> clauses = new ArrayList<>();
        for (DeploymentRecording.Role role : DeploymentRecording.Role.values()) {
            if (byRole.containsKey(role)) {
                clauses.add(AddressRanges.of(byRole.get(role)) + " " + role);
            }
        }
        List<DeploymentRecording.Level> levels = gateway.serving();
        int first = levels.isEmpty() ? 0 : levels.get(0).addresses();
        int last = levels.isEmpty() ? 0 : levels.get(levels.size() - 1).addresses();
        clauses.add(first + " serve before, " + last + " after, never fewer than " + gateway.lowestServing() + " ("
                + connections(gateway.lowestServing()) + " connections to one destination)");
        return clauses;
    }
}

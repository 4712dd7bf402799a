package io.github.cdknat.rehearsal.offline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one deployment did, with times in seconds since it began.
 *
 * @param title what was deployed
 * @param status the stack's last status
 * @param reason why it failed; empty if it did not
 * @param seconds until the stack's last event, or the last change of a gateway if that is later
 * @param early the addresses that drained before the deployment had succeeded, to make room
 * @param brokenInvariants the invariants that did not hold, a sentence each
 */
public record DeploymentRecording(
        String stack,
        String title,
        String status,
        Optional<String> reason,
        double seconds,
        List<Phase> phases,
        List<HandlerRequest> requests,
        List<GatewayLanes> gateways,
        List<Event> events,
        List<String> early,
        List<String> brokenInvariants) {
    /** What CloudFormation was doing. */
    public record Phase(String status, double from, double to) {}

    /**
     * A request of CloudFormation to the handler.
     *
     * @param type Create, Update or Delete
     * @param answer SUCCESS, FAILED, or "no answer"
     */
    public record HandlerRequest(String logicalId, String type, double from, double to, String answer, String reason) {}

    /**
     * One gateway.
     *
     * @param limit how many addresses it may have
     * @param serving how many addresses served, the primary one included
     * @param lowestServing the fewest of these
     */
    public record GatewayLanes(String gatewayId, int limit, List<Lane> lanes, List<Level> serving, int lowestServing) {}

    /** Whose an address is. */
    public enum Role {
        PRIMARY("primary"),
        KEPT("kept"),
        ADDED("added"),
        ADOPTED("adopted"),
        RESTORED("assigned again"),
        MISSING("recorded, and not there"),
        REMOVED("removed"),
        TAKEN_BACK("taken back"),
        FOREIGN("not this stack's");

        private final String text;

        Role(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** One address. */
    public record Lane(String address, Role role, List<Period> periods) {}

    /** What an address is at a time. */
    public enum State {
        SERVING("serves"),
        ASSIGNING("is assigned"),
        DRAINING("drains"),
        FAILED("failed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }

        static Optional<State> of(String status) {
            return switch (status) {
                case "succeeded" -> Optional.of(SERVING);
                case "assigning", "associating" -> Optional.of(ASSIGNING);
                case "unassigning", "disassociating" -> Optional.of(DRAINING);
                case "failed" -> Optional.of(FAILED);
                default -> Optional.empty();
            };
        }
    }

    /** A period of time in which an address is the same; when it is on no gateway there is none. */
    public record Period(State state, double from, double to) {}

    /** How many addresses serve for a time. */
    public record Level(int addresses, double from, double to) {}

    /** Where an event comes from. */
    public enum Kind {
        STACK,
        HANDLER,
        GATEWAY,
        TROUBLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One event. */
    public record Event(double at, Kind kind, String subject, String text) {}

    public boolean isRolledBack() {
        return isRolledBack(status);
    }

    static boolean isRolledBack(String status) {
        return status.contains("ROLLBACK") || status.endsWith("_FAILED");
    }
}

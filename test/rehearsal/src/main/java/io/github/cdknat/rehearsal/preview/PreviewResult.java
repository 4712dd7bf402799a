package io.github.cdknat.rehearsal.preview;

import io.github.cdknat.handler.model.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the next deployment would do for one construct.
 *
 * @param toAssign what it assigns
 * @param toRelease what it releases, early ones included
 * @param kept what serves before and after
 * @param adopted what is on the gateway, in no record of the stack, and declared from now on
 * @param foreign what is on the gateway and not this stack's
 * @param early what drains before the rest of the deployment has succeeded, because there is no room
 * @param room how many addresses the gateway takes beside those that are there now
 * @param seconds how long its requests take at worst, drains at full length
 * @param refusal why the handler would refuse it; empty if it would not
 * @param holders what else holds addresses of the subnet
 * @param inTheWay who holds an address that shall be assigned
 */
public record PreviewResult(
        String logicalId,
        String gatewayId,
        SortedSet<Ipv4> toAssign,
        SortedSet<Ipv4> toRelease,
        SortedSet<Ipv4> kept,
        SortedSet<Ipv4> adopted,
        List<String> foreign,
        SortedSet<Ipv4> early,
        int room,
        long seconds,
        Optional<String> refusal,
        List<Holder> holders,
        List<String> inTheWay) {
    /** What of the declared addresses does not serve, or serves and is not declared any more; a clause each. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        toAssign.forEach(address -> differences.add(address + " does not serve"));
        toRelease.forEach(address -> differences.add(address + " serves and is not declared"));
        refusal.ifPresent(reason -> differences.add("the deployment would fail"));
        return differences;
    }

    /** A network interface in the gateway's subnet, that is not the gateway's. */
    public record Holder(String networkInterfaceId, String description, List<String> addresses) {
        String name() {
            return networkInterfaceId + (description.isEmpty() ? "" : " (" + description + ")");
        }

        @Override
        public String toString() {
            return name() + ": " + String.join(", ", addresses);
        }
    }
}

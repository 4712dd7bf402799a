package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.handler.plan.Subnet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A subnet and who holds which of its addresses. */
final class Subnetwork {
    final Subnet subnet;
    final String vpcId;
    final String zone;
    private final TreeMap<Ipv4, String> taken = new TreeMap<>();
    private final Map<String, Ipv4> primaries = new HashMap<>();

    Subnetwork(Subnet subnet, String vpcId, String zone) {
        this.subnet = subnet;
        this.vpcId = vpcId;
        this.zone = zone;
    }

    /** Gives the address to a network interface; the first one it gets is its primary address. */
    void take(Ipv4 address, String networkInterfaceId) {
        taken.put(address, networkInterfaceId);
        primaries.putIfAbsent(networkInterfaceId, address);
    }

    void release(Ipv4 address) {
        primaries.values().remove(address);
        taken.remove(address);
    }

    /** The network interfaces and their addresses, the primary one first. */
    Map<String, List<Ipv4>> holders() {
        Map<String, List<Ipv4>> holders = new LinkedHashMap<>();
        taken.forEach((address, id) -> {
            List<Ipv4> held = holders.computeIfAbsent(id, newId -> new ArrayList<>());
            held.add(address.equals(primaries.get(id)) ? 0 : held.size(), address);
        });
        return holders;
    }

    boolean isUnused() {
        return taken.isEmpty();
    }

    boolean isFree(Ipv4 address) {
        return subnet.contains(address) && !subnet.reserves(address) && !taken.containsKey(address);
    }

    /** All addresses but the five reserved and the taken ones ("Subnet CIDR blocks", Amazon VPC User Guide). */
    int available() {
        return (int) subnet.range().size() - 5 - taken.size();
    }

    /** The lowest free address; that EC2 takes the lowest is assumed, nobody may rely on it. */
    Optional<Ipv4> firstFree() {
        return firstFree(1).map(SortedSet::first);
    }

    /** That many of the lowest free addresses; empty if there are not so many. */
    Optional<SortedSet<Ipv4>> firstFree(int count) {
        SortedSet<Ipv4> found = new TreeSet<>();
        if (available() < count) {
            return Optional.empty();
        }
        for (Ipv4 candidate = subnet.range().base(); found.size() < count; candidate = new Ipv4(candidate.bits() + 1)) {
            if (isFree(candidate)) {
                found.add(candidate);
            }
        }
        return Optional.of(found);
    }
}

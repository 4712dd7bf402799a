package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Cidr;
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
    final List<Reservation> reservations = new ArrayList<>();
    private final TreeMap<Ipv4, String> taken = new TreeMap<>();
    private final Map<String, Ipv4> primaries = new HashMap<>();

    /** A part of the subnet that EC2 does not choose addresses from; its type is prefix or explicit. */
    record Reservation(String id, Cidr range, String type) {}

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

    /** That many of the lowest free addresses outside reservations; empty if there are not so many. */
    Optional<SortedSet<Ipv4>> firstFree(int count) {
        SortedSet<Ipv4> found = new TreeSet<>();
        subnet.range()
                .upward()
                .filter(candidate -> isFree(candidate) && !isReserved(candidate))
                .limit(count)
                .forEach(found::add);
        return found.size() < count ? Optional.empty() : Optional.of(found);
    }

    private boolean isReserved(Ipv4 address) {
        return reservations.stream().anyMatch(reservation -> reservation.range().contains(address));
    }

    /** Whether the address lies in a reservation for prefixes. */
    boolean isForPrefixes(Ipv4 address) {
        return reservations.stream()
                .anyMatch(reservation -> reservation.type().equals("prefix")
                        && reservation.range().contains(address));
    }
}

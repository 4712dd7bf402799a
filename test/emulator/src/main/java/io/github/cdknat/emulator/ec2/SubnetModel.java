package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiFaultException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** A subnet and who holds which of its addresses. */
final class SubnetModel {
    /** "The first four IP addresses and the last IP address in each subnet CIDR block" (Amazon VPC User Guide, "Subnet CIDR blocks"). */
    private static final int RESERVED_AT_START = 4;

    private static final int RESERVED = RESERVED_AT_START + 1;

    final String id;
    final IPv4Address block;
    final String vpcId;
    final String zone;
    final List<Reservation> reservations = new ArrayList<>();
    private final IPv4Address first;
    private final TreeMap<IPv4Address, String> taken = new TreeMap<>();
    private final Map<String, IPv4Address> primaries = new HashMap<>();

    /** A part of the subnet that EC2 does not choose addresses from; its type is prefix or explicit. */
    record Reservation(String id, IPv4Address block, String type, String description) {}

    SubnetModel(String id, IPv4Address block, String vpcId, String zone) {
        this.id = id;
        this.block = block;
        this.vpcId = vpcId;
        this.zone = zone;
        first = block.getLower().withoutPrefixLength();
    }

    String cidr() {
        return block.toString();
    }

    /** Gives the address to a network interface; the first one it gets is its primary address. */
    void take(IPv4Address address, String networkInterfaceId) {
        taken.put(address, networkInterfaceId);
        primaries.putIfAbsent(networkInterfaceId, address);
    }

    void release(IPv4Address address) {
        primaries.values().remove(address);
        taken.remove(address);
    }

    /** The network interfaces and their addresses, the primary one first. */
    Map<String, List<IPv4Address>> holders() {
        Map<String, List<IPv4Address>> holders = new LinkedHashMap<>();
        taken.forEach((address, interfaceId) -> {
            List<IPv4Address> held = holders.computeIfAbsent(interfaceId, newId -> new ArrayList<>());
            held.add(address.equals(primaries.get(interfaceId)) ? 0 : held.size(), address);
        });
        return holders;
    }

    boolean isUnused() {
        return taken.isEmpty();
    }

    /** Whether the address is one of the subnet's that AWS does not keep for itself. */
    boolean isUsable(IPv4Address address) {
        long offset = address.longValue() - first.longValue();
        return block.contains(address) && offset >= RESERVED_AT_START && offset < size() - 1;
    }

    boolean isFree(IPv4Address address) {
        return isUsable(address) && !taken.containsKey(address);
    }

    /** Refuses an address that is none of the subnet's, or that something else holds. */
    void requireFree(IPv4Address address, Ec2Options options) {
        if (!isUsable(address)) {
            throw new ApiFaultException(
                    options.outOfSubnetCode,
                    "Address " + address + " does not fall within the subnet's address range or is reserved");
        }
        if (!isFree(address)) {
            throw new ApiFaultException(options.takenCode, "Address " + address + " is in use.");
        }
    }

    int available() {
        return (int) size() - RESERVED - taken.size();
    }

    private long size() {
        return block.getCount().longValue();
    }

    /** The lowest free address; that EC2 takes the lowest is assumed, nobody may rely on it. */
    Optional<IPv4Address> firstFree() {
        return firstFree(1).map(SortedSet::first);
    }

    /** That many of the lowest free addresses outside reservations; empty if there are not so many. */
    Optional<SortedSet<IPv4Address>> firstFree(int count) {
        SortedSet<IPv4Address> found = new TreeSet<>();
        LongStream.range(RESERVED_AT_START, size())
                .mapToObj(first::increment)
                .filter(candidate -> isFree(candidate) && !isReserved(candidate))
                .limit(count)
                .forEach(found::add);
        return found.size() < count ? Optional.empty() : Optional.of(found);
    }

    private boolean isReserved(IPv4Address address) {
        return reservations.stream().anyMatch(reservation -> reservation.block().contains(address));
    }

    /** Whether the address lies in a reservation for prefixes. */
    boolean isForPrefixes(IPv4Address address) {
        return reservations.stream()
                .anyMatch(reservation -> reservation.type().equals("prefix")
                        && reservation.block().contains(address));
    }
}

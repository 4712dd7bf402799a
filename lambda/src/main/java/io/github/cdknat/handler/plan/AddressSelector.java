package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which addresses a count stands for: those that the resource owns already, and newly chosen ones. */
public final class AddressSelector {
    private AddressSelector() {}

    /** The Create or Update with the addresses that its count stands for so far; a Create or Update of explicit addresses as it is. */
    public static Request.CreateOrUpdate resolve(Request.CreateOrUpdate request, Journal journal, Observation seen) {
        if (request.choice().isEmpty()) {
            return request;
        }
        AddressSelection choice = request.choice().get();
        Set<Ipv4> order = new LinkedHashSet<>();
        owned(request, journal, seen)
                .filter(choice::admits)
                .filter(address -> !journal.unavailable().contains(address))
                .forEach(order::add);
        journal.chosen().stream()
                .filter(address -> isStillOurs(address, journal, seen))
                .forEach(order::add);
        return request.choosing(order.stream().limit(choice.count()).toList());
    }

    /**
     * In a rollback what the resource owned before the deployment comes first: a rollback restores addresses, not numbers. What
     * another resource has taken in since then, its own rollback releases.
     */
    private static Stream<Ipv4> owned(Request.CreateOrUpdate request, Journal journal, Observation seen) {
        Stream<Ipv4> current = request.eventRecord().stream()
                .flatMap(kept -> kept.order().stream())
                .filter(address -> isFreeOfOthers(address, request, seen));
        return Stream.concat(before(request, journal, seen).stream().flatMap(kept -> kept.order().stream()), current);
    }

    /** The record from before the deployment that is being rolled back, if it was one of the same gateway. */
    static Optional<AddressRecord> before(Request.CreateOrUpdate request, Journal journal, Observation seen) {
        return recordBefore(journal, seen).filter(kept -> kept.isOn(request.gatewayId()));
    }

    /** The record from before the deployment that is being rolled back, where it is known. */
    static Optional<AddressRecord> recordBefore(Journal journal, Observation seen) {
        return journal.previousPhysicalId().or(seen.evidence()::before).flatMap(AddressRecord::parse);
    }

    private static boolean isFreeOfOthers(Ipv4 address, Request.CreateOrUpdate request, Observation seen) {
        return !seen.resources()
                .othersAddressesOn(request.gatewayId(), request.logicalId())
                .contains(address);
    }

    /** A chosen address that is on the gateway although this request did not assign it is somebody else's by now. */
    private static boolean isStillOurs(Ipv4 address, Journal journal, Observation seen) {
        return journal.assigned().contains(address)
                || seen.gateway().filter(gateway -> gateway.has(address)).isEmpty();
    }

    /** Free addresses in the declaration's order, as many as the Create or Update is short of, or fewer if there are not enough. */
    static List<Ipv4> pick(Request.CreateOrUpdate request, Journal journal, Observation seen, SubnetUsage subnetUsage) {
        AddressSelection choice = request.choice().orElseThrow();
        return choice.candidates(subnetUsage.subnet())
                .filter(address -> why(address, request, journal, seen, subnetUsage) == Why.FREE)
                .limit(choice.count() - request.order().size())
                .toList();
    }

    /** The other resources of the stack whose records take addresses that could be chosen. */
    static SortedSet<String> otherHolders(Request.CreateOrUpdate request, Observation seen, SubnetUsage around) {
        AddressSelection choice = request.choice().orElseThrow();
        SortedSet<String> holders = new TreeSet<>();
        seen.resources().entries().stream()
                .filter(entry -> !entry.isDeleting() && !entry.logicalId().equals(request.logicalId()))
                .filter(entry -> AddressRecord.parse(entry.physicalId())
                        .filter(kept -> kept.order().stream()
                                .anyMatch(address -> choice.admits(address)
                                        && around.subnet().contains(address)))
                        .isPresent())
                .forEach(entry -> holders.add(entry.logicalId()));
        return holders;
    }

    /** Why an address can or cannot be chosen; the first reason that holds. */
    enum Why {
        RESERVED_BY_AWS("reserved by AWS"),
        EXCLUDED("excluded"),
        IN_CIDR_RESERVATION("in reserved or delegated prefixes"),
        RECORDED("in a record of this stack"),
        IN_USE("in use"),
        FREE("free");

        private final String text;

        Why(String text) {
            this.text = text;
        }
    }

    private static Why why(
            Ipv4 address, Request.CreateOrUpdate request, Journal journal, Observation seen, SubnetUsage subnetUsage) {
        Subnet subnet = subnetUsage.subnet();
        if (subnet.reserves(address)) {
            return Why.RESERVED_BY_AWS;
        }
        if (request.choice().orElseThrow().excludes(address)) {
            return Why.EXCLUDED;
        }
        if (subnetUsage.isReserved(address)) {
            return Why.IN_CIDR_RESERVATION;
        }
        if (request.order().contains(address) || seen.resources().isRecorded(address)) {
            return Why.RECORDED;
        }
        boolean used = subnetUsage.taken().contains(address)
                || journal.unavailable().contains(address)
                || seen.gateway().filter(gateway -> gateway.has(address)).isPresent();
        return used ? Why.IN_USE : Why.FREE;
    }

    /** "2 free, 1 reserved by AWS, 13 in use" for the range that the declaration names. */
    static String census(Request.CreateOrUpdate request, Journal journal, Observation seen, SubnetUsage subnetUsage) {
        int[] numbers = new int[Why.values().length];
        request.choice()
                .orElseThrow()
                .candidates(subnetUsage.subnet())
                .forEach(address -> numbers[
                        why(address, request, journal, seen, subnetUsage).ordinal()]++);
        List<String> parts = new ArrayList<>();
        parts.add(numbers[Why.FREE.ordinal()] + " " + Why.FREE.text);
        for (Why why : Why.values()) {
            if (why != Why.FREE && numbers[why.ordinal()] > 0) {
                parts.add(numbers[why.ordinal()] + " " + why.text);
            }
        }
        return String.join(", ", parts);
    }
}

package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Subnet;
import io.github.cdknat.handler.model.SubnetUsage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which addresses a count stands for: those that the resource owns already, and newly chosen ones. */
public final class AddressSelector {
    private AddressSelector() {}

    /** The Hold with the addresses that its count stands for so far; a Hold of explicit addresses as it is. */
    public static Request.CreateOrUpdate resolve(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
        if (hold.choice().isEmpty()) {
            return hold;
        }
        AddressSelection choice = hold.choice().get();
        Set<Ipv4> order = new LinkedHashSet<>();
        owned(hold, journal, seen)
                .filter(choice::admits)
                .filter(address -> !journal.avoided().contains(address))
                .forEach(order::add);
        journal.chosen().stream()
                .filter(address -> isStillOurs(address, journal, seen))
                .forEach(order::add);
        return hold.choosing(order.stream().limit(choice.count()).toList());
    }

    /**
     * In a rollback what the resource owned before the deployment comes first: a rollback restores addresses, not numbers. What
     * another resource has taken in since then, its own rollback releases.
     */
    private static Stream<Ipv4> owned(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
        Stream<Ipv4> current = hold.eventRecord().stream()
                .flatMap(kept -> kept.order().stream())
                .filter(address -> isFreeOfOthers(address, hold, seen));
        return Stream.concat(before(hold, journal, seen).stream().flatMap(kept -> kept.order().stream()), current);
    }

    /** The record from before the deployment that is being rolled back, if it was one of the same gateway. */
    static Optional<AddressRecord> before(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
        return recordBefore(journal, seen).filter(kept -> kept.isOn(hold.gatewayId()));
    }

    /** The record from before the deployment that is being rolled back, where it is known. */
    static Optional<AddressRecord> recordBefore(Journal journal, Observation seen) {
        return journal.before().or(seen.evidence()::before).flatMap(AddressRecord::parse);
    }

    private static boolean isFreeOfOthers(Ipv4 address, Request.CreateOrUpdate hold, Observation seen) {
        return !seen.book()
                .othersAddressesOn(hold.gatewayId(), hold.logicalId())
                .contains(address);
    }

    /** A chosen address that is on the gateway although this request did not assign it is somebody else's by now. */
    private static boolean isStillOurs(Ipv4 address, Journal journal, Observation seen) {
        return journal.mine().contains(address)
                || seen.gateway().filter(gateway -> gateway.has(address)).isEmpty();
    }

    /** Free addresses in the declaration's order, as many as the Hold is short of, or fewer if there are not enough. */
    static List<Ipv4> pick(Request.CreateOrUpdate hold, Journal journal, Observation seen, SubnetUsage neighbourhood) {
        AddressSelection choice = hold.choice().orElseThrow();
        return choice.candidates(neighbourhood.subnet())
                .filter(address -> why(address, hold, journal, seen, neighbourhood) == Why.FREE)
                .limit(choice.count() - hold.order().size())
                .toList();
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
            Ipv4 address, Request.CreateOrUpdate hold, Journal journal, Observation seen, SubnetUsage neighbourhood) {
        Subnet subnet = neighbourhood.subnet();
        if (subnet.reserves(address)) {
            return Why.RESERVED_BY_AWS;
        }
        if (hold.choice().orElseThrow().excludes(address)) {
            return Why.EXCLUDED;
        }
        if (neighbourhood.isReserved(address)) {
            return Why.IN_CIDR_RESERVATION;
        }
        if (hold.order().contains(address) || seen.book().isRecorded(address)) {
            return Why.RECORDED;
        }
        boolean used = neighbourhood.taken().contains(address)
                || journal.avoided().contains(address)
                || seen.gateway().filter(gateway -> gateway.has(address)).isPresent();
        return used ? Why.IN_USE : Why.FREE;
    }

    /** "2 free, 1 reserved by AWS, 13 in use" for the range that the declaration names. */
    static String census(Request.CreateOrUpdate hold, Journal journal, Observation seen, SubnetUsage neighbourhood) {
        int[] numbers = new int[Why.values().length];
        hold.choice()
                .orElseThrow()
                .candidates(neighbourhood.subnet())
                .forEach(address ->
                        numbers[why(address, hold, journal, seen, neighbourhood).ordinal()]++);
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

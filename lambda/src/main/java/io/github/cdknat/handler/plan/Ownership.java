package io.github.cdknat.handler.plan;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which record a request leaves behind. */
final class Ownership {
    private Ownership() {}

    /** The record of a Hold that holds everything it declares. */
    static AddressRecord held(Request.Hold hold, Journal journal, Book book) {
        SortedSet<Ipv4> adopted = new TreeSet<>();
        for (Ipv4 address : hold.desired()) {
            if (isAdopted(address, hold, journal, book)) {
                adopted.add(address);
            }
        }
        return new AddressRecord(hold.gatewayId(), hold.desired(), adopted);
    }

    /** A failed Create keeps a record of what it still owns; a failed Update keeps the old one. */
    static String afterFailure(Request request, Collection<Ipv4> stillMine) {
        return request.eventPhysicalId()
                .orElseGet(
                        () -> AddressRecord.of(request.gatewayId(), stillMine).physicalId());
    }

    private static boolean isAdopted(Ipv4 address, Request.Hold hold, Journal journal, Book book) {
        boolean inEvent = hold.eventRecord().filter(kept -> kept.lists(address)).isPresent();
        if (inEvent) {
            return hold.eventRecord()
                    .filter(kept -> !kept.listsUnmarked(address))
                    .isPresent();
        }
        return !journal.mine().contains(address)
                && book.on(hold.gatewayId()).noneMatch(kept -> kept.listsUnmarked(address));
    }
}

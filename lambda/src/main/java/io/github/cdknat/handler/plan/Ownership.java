package io.github.cdknat.handler.plan;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which record a request leaves behind. */
final class Ownership {
    private Ownership() {}

    /** The record of a Hold that holds everything it declares, or will: what is not on the gateway yet, or leaves it, is not found. */
    static AddressRecord held(Request.Hold hold, Journal journal, Observation seen) {
        SortedSet<Ipv4> adopted = new TreeSet<>();
        for (Ipv4 address : hold.order()) {
            boolean there = seen.gateway()
                    .filter(gateway ->
                            gateway.has(address) && !gateway.status(address).isDraining())
                    .isPresent();
            if (there && isAdopted(address, hold, journal, seen)) {
                adopted.add(address);
            }
        }
        return new AddressRecord(hold.gatewayId(), hold.order(), adopted);
    }

    /** A failed Create keeps a record of what it still owns; a failed Update keeps the old one. */
    static String afterFailure(Request request, Collection<Ipv4> stillMine) {
        return request.eventPhysicalId()
                .orElseGet(() -> request instanceof Request.Settle settle
                        ? settle.settledId()
                        : AddressRecord.of(request.gatewayId(), stillMine).physicalId());
    }

    private static boolean isAdopted(Ipv4 address, Request.Hold hold, Journal journal, Observation seen) {
        Optional<AddressRecord> own = hold.eventRecord()
                .filter(kept -> kept.lists(address))
                .or(() -> Choosing.before(hold, journal, seen).filter(kept -> kept.lists(address)));
        return own.isPresent()
                ? !own.get().listsUnmarked(address)
                : !journal.mine().contains(address)
                        && seen.book().on(hold.gatewayId()).noneMatch(kept -> kept.listsUnmarked(address));
    }
}

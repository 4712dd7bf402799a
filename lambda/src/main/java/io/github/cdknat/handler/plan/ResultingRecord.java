package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which record a request leaves behind. */
final class ResultingRecord {
    private ResultingRecord() {}

    /** The record of a Hold that holds everything it declares, or will: what is not on the gateway yet, or leaves it, is not found. */
    static AddressRecord held(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
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
                .orElseGet(() -> request instanceof Request.DrainWaiter settle
                        ? settle.waitedId()
                        : AddressRecord.of(request.gatewayId(), stillMine).physicalId());
    }

    private static boolean isAdopted(Ipv4 address, Request.CreateOrUpdate hold, Journal journal, Observation seen) {
        Optional<AddressRecord> own = hold.eventRecord()
                .filter(kept -> kept.lists(address))
                .or(() -> AddressSelector.before(hold, journal, seen).filter(kept -> kept.lists(address)));
        return own.isPresent()
                ? !own.get().listsUnmarked(address)
                : !journal.mine().contains(address)
                        && seen.book().on(hold.gatewayId()).noneMatch(kept -> kept.listsUnmarked(address));
    }
}

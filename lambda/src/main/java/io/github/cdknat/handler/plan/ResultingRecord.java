package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Ipv4;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which record a request leaves behind. */
public final class ResultingRecord {
    private ResultingRecord() {}

    /** The record of all that is declared: what is not on the gateway yet, or leaves it, is not adopted. */
    static AddressRecord afterSuccess(Request.CreateOrUpdate request, Journal journal, Observation seen) {
        SortedSet<Ipv4> adopted = new TreeSet<>();
        seen.gateway()
                .ifPresent(gateway -> request.order().stream()
                        .filter(address ->
                                gateway.has(address) && !gateway.status(address).isDraining())
                        .filter(address -> isAdopted(address, request, journal, seen))
                        .forEach(adopted::add));
        return new AddressRecord(request.gatewayId(), request.order(), adopted);
    }

    /** What is declared, and neither in the event's own record nor assigned by this request: others have assigned it, if it serves. */
    public static SortedSet<Ipv4> takenOver(Request.CreateOrUpdate request, Journal journal) {
        SortedSet<Ipv4> others = Ipv4.without(request.desired(), journal.assigned());
        request.eventRecord().ifPresent(kept -> others.removeAll(kept.addresses()));
        return others;
    }

    /** A failed Create keeps a record of what it still owns; a failed Update keeps the old one. */
    static String afterFailure(Request request, Collection<Ipv4> stillOwned) {
        return request.eventPhysicalId()
                .orElseGet(() -> request instanceof Request.DrainWaiter waiter
                        ? waiter.waitedId()
                        : AddressRecord.of(request.gatewayId(), stillOwned).physicalId());
    }

    private static boolean isAdopted(Ipv4 address, Request.CreateOrUpdate request, Journal journal, Observation seen) {
        Optional<AddressRecord> own = request.eventRecord()
                .filter(kept -> kept.lists(address))
                .or(() -> AddressSelector.before(request, journal, seen).filter(kept -> kept.lists(address)));
        return own.isPresent()
                ? !own.get().listsUnmarked(address)
                : !journal.assigned().contains(address)
                        && !journal.ownedByStack().contains(address)
                        && seen.resources().on(request.gatewayId()).noneMatch(kept -> kept.listsUnmarked(address));
    }

    /** What other resources of the stack own, or did when it was last stable: what is taken over from them is not adopted. */
    static SortedSet<Ipv4> ownedByStack(Request.CreateOrUpdate request, Observation seen) {
        SortedSet<Ipv4> owned = new TreeSet<>();
        Stream.concat(
                        seen.resources().othersOn(request.gatewayId(), request.logicalId()),
                        seen.evidence().events().recordsBeforeBesides(request.logicalId(), request.gatewayId()))
                .forEach(kept -> owned.addAll(Ipv4.without(kept.addresses(), kept.adopted())));
        owned.removeIf(address ->
                seen.gateway().filter(gateway -> gateway.has(address)).isEmpty());
        return owned;
    }
}

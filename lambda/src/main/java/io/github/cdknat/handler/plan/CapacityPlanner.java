package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackEventHistory;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the missing addresses fit; and, if none does, which of the resource's own old ones make room. */
record CapacityPlanner(CreateOrUpdatePlanner at, Gateway gateway) {
    Plan plan() {
        SortedSet<Ipv4> missing = at.restorable();
        missing.removeIf(gateway::has);
        if (missing.isEmpty()) {
            return at.lookAgain(5, "EC2 does not tell every address's status");
        }
        boolean oneByOne = at.journal().selectionAttempts() > 0;
        SortedSet<Ipv4> releasable = isNew(missing) ? releasable() : new TreeSet<>();
        int free = at.request().addressLimit() - gateway.addresses().size();
        int room = releasable.isEmpty() ? free : free - owedToOthers();
        if (missing.size() <= room) {
            return oneByOne
                    ? assign(first(missing, 1), "one at a time, because a chosen address was not free")
                    : assign(missing, "all missing addresses fit");
        }
        boolean enough = missing.size() <= room + releasable.size();
        if (!enough && at.journal().unassigned().isEmpty() && !at.isRollback()) {
            return at.isPast(Timing.OLDEST_GATEWAY)
                    ? at.fail(at.say().noRoom(gateway, missing))
                    : at.lookAgain(10, "the gateway has no room, on a page that may be an old one; looking again");
        }
        if (room > 0) {
            return assign(first(missing, oneByOne ? 1 : room), "some of the missing addresses fit");
        }
        if (releasable.isEmpty()) {
            SortedSet<Ipv4> lost =
                    Ipv4.without(missing, Planner.mayHaveReleased(at.request(), at.journal(), at.seen()));
            return at.isRollback() && !lost.isEmpty()
                    ? assign(first(lost, 1), "lost, not by this deployment, and only EC2 knows whether there is room")
                    : at.lookAgain(10, "waiting for room on the gateway");
        }
        SortedSet<Ipv4> early = last(releasable, missing.size() - room);
        if (free > 0) {
            String why = "the room on the gateway is owed to other records";
            return at.onceConfirmed(
                    Journal.Fact.NO_ROOM, why, confirmed -> at.with(confirmed).releaseEarly(early, why));
        }
        return wasRejectedAsFull()
                ? at.releaseEarly(early, "the gateway is full")
                : assign(first(missing, 1), "the gateway looks full, and only EC2 knows its limit");
    }

    /**
     * Only what the record does not list yet is worth an early release: then a rollback knows from the declarations alone whether the
     * deployment may have released an address that is missing, or whether that was lost before.
     */
    private boolean isNew(SortedSet<Ipv4> missing) {
        return !at.request()
                .eventRecord()
                .filter(kept -> kept.addresses().containsAll(missing))
                .isPresent();
    }

    /** Whether EC2 itself has rejected an address, and not because somebody has it; then the gateway is full, as it looks. */
    private boolean wasRejectedAsFull() {
        return at.journal()
                .rejectedCall()
                .filter(rejected -> rejected.change().assigns() && !rejected.saysTaken())
                .isPresent();
    }

    private Plan assign(SortedSet<Ipv4> addresses, String why) {
        return Plan.call(at.journal(), AddressChange.assign(addresses), why);
    }

    /**
     * What the event's own record lists, is no longer declared, and nobody else in the stack has, had or asks for. In a rollback the
     * record is that of the deployment that failed: what it has adopted stays, as it was found.
     */
    private SortedSet<Ipv4> releasable() {
        Request.CreateOrUpdate request = at.request();
        StackEventHistory events = at.seen().evidence().events();
        SortedSet<Ipv4> own = new TreeSet<>();
        request.eventRecord().ifPresent(kept -> {
            own.addAll(kept.addresses());
            if (at.isRollback()) {
                events.undeleted(request.logicalId()).stream()
                        .flatMap(id -> AddressRecord.parse(id).stream())
                        .filter(failed -> failed.isOn(request.gatewayId()))
                        .forEach(failed -> own.addAll(Ipv4.without(failed.addresses(), failed.adopted())));
                own.removeAll(kept.adopted());
                events.recordsBeforeBesides(request.logicalId(), request.gatewayId())
                        .forEach(other -> own.removeAll(other.addresses()));
            }
        });
        own.removeAll(request.desired());
        own.removeAll(others());
        own.removeAll(request.later());
        own.removeAll(events.askedForBesides(request.logicalId(), request.gatewayId()));
        own.removeAll(at.journal().drained());
        own.removeAll(at.journal().doubtful(gateway));
        own.removeIf(address -> !gateway.has(address) || gateway.isPrimary(address));
        return own;
    }

    /** In a rollback the other resources' records come first: the slots that they miss, and this one does not, are left to them. */
    private int owedToOthers() {
        SortedSet<Ipv4> owed = at.isRollback() ? others() : new TreeSet<>();
        owed.removeAll(at.request().desired());
        owed.removeIf(gateway::has);
        return owed.size();
    }

    private SortedSet<Ipv4> others() {
        return at.seen()
                .resources()
                .othersAddressesOn(at.request().gatewayId(), at.request().logicalId());
    }

    private static SortedSet<Ipv4> first(Collection<Ipv4> addresses, int count) {
        return Ipv4.sorted(addresses.stream().sorted().limit(count).toList());
    }

    private static SortedSet<Ipv4> last(Collection<Ipv4> addresses, int count) {
        return Ipv4.sorted(addresses.stream()
                .sorted()
                .skip(Math.max(0, addresses.size() - count))
                .toList());
    }
}

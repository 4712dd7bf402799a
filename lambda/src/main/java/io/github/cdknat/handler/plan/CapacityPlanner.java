package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Contract;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the missing addresses fit; and, if none does, which of the resource's own old ones make room. */
record CapacityPlanner(CreateOrUpdatePlanner holding, Gateway gateway) {
    private static final String NO_ROOM = "no room";

    Plan plan() {
        SortedSet<Ipv4> missing = missing();
        if (missing.isEmpty()) {
            return Plan.pause(journal(), 5, "EC2 does not tell every address's status");
        }
        SortedSet<Ipv4> freeable = freeable();
        int free = hold().addressLimit() - gateway.addresses().size();
        int room = freeable.isEmpty() ? free : free - owedToOthers();
        if (missing.size() <= room) {
            return journal().choices() == 0
                    ? assign(missing, "all missing addresses fit")
                    : assign(first(missing, 1), "one at a time, because a chosen address was not free");
        }
        boolean enough = missing.size() <= room + freeable.size();
        if (!enough && journal().freed().isEmpty() && !isRollback()) {
            String reason = Messages.noRoom(hold(), gateway, missing);
            return holding.agreeOn(NO_ROOM, "the gateway has no room", plan -> plan.fail(reason));
        }
        if (room > 0) {
            return assign(first(missing, journal().choices() == 0 ? room : 1), "some of the missing addresses fit");
        }
        if (freeable.isEmpty()) {
            return Plan.pause(journal(), 10, "waiting for room on the gateway");
        }
        SortedSet<Ipv4> early = last(freeable, missing.size() - room);
        if (free > 0) {
            String why = "the room on the gateway is owed to other records";
            return holding.agreeOn(NO_ROOM, why, plan -> plan.free(early, why));
        }
        return wasRefused()
                ? holding.free(early, "the gateway is full")
                : assign(first(missing, 1), "the gateway looks full, and only EC2 knows its limit");
    }

    /** Whether EC2 itself has refused an address, and not because somebody has it; then the gateway is full, as it looks. */
    private boolean wasRefused() {
        return journal()
                .refusal()
                .filter(refusal ->
                        refusal.intention().assigns() && !refusal.code().matches(".*(InUse|AlreadyAssigned)"))
                .isPresent();
    }

    private Plan assign(SortedSet<Ipv4> addresses, String why) {
        return Plan.call(journal(), AddressChange.assign(addresses), why);
    }

    private SortedSet<Ipv4> missing() {
        return Ipv4.sorted(holding.restorable().stream()
                .filter(address -> !gateway.has(address))
                .toList());
    }

    /**
     * What the event's own record lists, is no longer declared, and nobody else has or asks for. In a rollback the record is that of
     * the deployment that failed: what it has adopted stays, as it was found.
     */
    private SortedSet<Ipv4> freeable() {
        SortedSet<Ipv4> own = new TreeSet<>();
        hold().eventRecord().ifPresent(kept -> {
            own.addAll(kept.addresses());
            if (isRollback()) {
                own.removeAll(kept.adopted());
            }
        });
        own.removeAll(hold().desired());
        own.removeAll(others());
        own.removeAll(hold().later());
        own.removeAll(holding.seen()
                .evidence()
                .events()
                .askedForBesides(hold().logicalId(), Contract.RESOURCE_TYPE, hold().gatewayId()));
        own.removeAll(journal().drained());
        own.removeAll(journal().doubtful(gateway));
        own.removeIf(address -> !gateway.has(address) || gateway.isPrimary(address));
        return own;
    }

    /** In a rollback the other resources' records come first: the slots that they miss, and this one does not, are left to them. */
    private int owedToOthers() {
        if (!isRollback()) {
            return 0;
        }
        SortedSet<Ipv4> owed = others();
        owed.removeAll(hold().desired());
        owed.removeIf(gateway::has);
        return owed.size();
    }

    private SortedSet<Ipv4> others() {
        return holding.seen().book().othersAddressesOn(hold().gatewayId(), hold().logicalId());
    }

    private boolean isRollback() {
        return journal().operation().filter(StackOperation::isRollback).isPresent();
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

    private Request.CreateOrUpdate hold() {
        return holding.hold();
    }

    private Journal journal() {
        return holding.journal();
    }
}

package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a Delete owes: its own addresses' leaving, and in a rollback the return of what was released early. */
record AddressesToRelease(Request.Delete request, Journal journal, Observation seen, Gateway gateway)
        implements PlanInput {
    /** The owed addresses that are still on the gateway. */
    SortedSet<Ipv4> present() {
        SortedSet<Ipv4> present = owed();
        present.removeIf(address -> !gateway.has(address) || gateway.isPrimary(address));
        return present;
    }

    /** The owed addresses that nobody has seen on the gateway, nor called EC2 about: the page may be older than they are. */
    SortedSet<Ipv4> unseen() {
        if (isPageNew()) {
            return new TreeSet<>();
        }
        SortedSet<Ipv4> unseen = Ipv4.without(owed(), journal.unassigned());
        unseen.removeAll(journal.draining().keySet());
        unseen.removeIf(gateway::has);
        return unseen;
    }

    /** Whether the page shows what the resource has come to own since (in a rollback nothing), or is newer than the record. */
    boolean isPageNew() {
        SortedSet<Ipv4> since = isRollback() ? new TreeSet<>() : keptBeside();
        return !since.isEmpty() && since.stream().allMatch(gateway::has) || isPast(Timing.OLDEST_GATEWAY);
    }

    /** What only rows protect that no event confirms: they may be from before this operation, of a record that was rolled back. */
    SortedSet<Ipv4> keptByOldRows() {
        AddressRecord owned = request.owned().orElseThrow();
        SortedSet<Ipv4> kept = new TreeSet<>(owned.addresses());
        kept.retainAll(others().addressesOn(gateway.id()));
        kept.removeAll(
                seen.evidence().events().recordedBeside(request.logicalId(), request.physicalId(), gateway.id()));
        return isPast(Timing.OLDEST_STACK) ? new TreeSet<>() : kept;
    }

    private StackResources others() {
        return seen.resources().without(request.logicalId(), request.physicalId());
    }

    private SortedSet<Ipv4> owed() {
        AddressRecord owned = request.owned().orElseThrow();
        SortedSet<Ipv4> owed = new TreeSet<>(owned.addresses());
        if (seen.operation().deletesAll()) {
            seen.evidence().events().undeleted(request.logicalId()).stream()
                    .flatMap(id -> AddressRecord.parse(id).stream())
                    .filter(kept -> kept.isOn(owned.gatewayId()))
                    .forEach(kept -> owed.addAll(
                            isRollback() ? Ipv4.without(kept.addresses(), kept.adopted()) : kept.addresses()));
        }
        owed.removeAll(others().addressesOn(owned.gatewayId()));
        if (isRollback()) {
            owed.removeAll(owned.adopted());
        }
        owed.removeAll(journal.notUnassigned());
        owed.removeAll(journal.drained());
        if (journal.deferred()) {
            owed.retainAll(journal.toRelease());
            owed.removeAll(seen.evidence().events().askedForBesides(request.logicalId(), gateway.id()));
        }
        return owed;
    }

    /** Whether all of these drain, so that EC2 finishes by itself. */
    boolean onlyDrains() {
        return present().stream().allMatch(address -> gateway.status(address).isDraining());
    }

    /** What the resource's current record lists and the gateway lacks, in a rollback that sent no Update back. */
    SortedSet<Ipv4> lostByEarlyRelease() {
        SortedSet<Ipv4> lost = recorded();
        lost.removeIf(
                address -> gateway.has(address) && !gateway.status(address).isDraining());
        return lost;
    }

    /** What this request has assigned again and does not serve yet. */
    SortedSet<Ipv4> restoring() {
        SortedSet<Ipv4> restoring = recorded();
        restoring.retainAll(journal.assigned());
        restoring.removeIf(gateway::serves);
        return restoring;
    }

    /** What this request has to bring back and does not serve yet. */
    SortedSet<Ipv4> unrestored() {
        SortedSet<Ipv4> unrestored = lostByEarlyRelease();
        unrestored.addAll(restoring());
        return unrestored;
    }

    /** What a deployment that is rolled back may have released early, if it sends no Update back. */
    SortedSet<Ipv4> mayNeedRestoring() {
        return Ipv4.without(recorded(), request.owned().orElseThrow().addresses());
    }

    /**
     * What this Delete may have to restore: nothing if an Update back has succeeded, which did that or named what is lost. What is
     * recorded by an operation after the one that was answered is for the requests of that one.
     */
    private SortedSet<Ipv4> recorded() {
        boolean isAnother = journal.deferred()
                && !seen.operation().sameAs(journal.operation().orElseThrow());
        boolean mayBeNeeded = isRollback()
                && !seen.operation().deletesAll()
                && !RequestOrdering.hasSucceededFrom(request.physicalId(), journal, seen);
        return mayBeNeeded && !isAnother ? current() : new TreeSet<>();
    }

    private SortedSet<Ipv4> keptBeside() {
        return Ipv4.without(current(), request.owned().orElseThrow().addresses());
    }

    private SortedSet<Ipv4> current() {
        SortedSet<Ipv4> current = new TreeSet<>();
        others().current(request.logicalId())
                .filter(kept -> kept.isOn(gateway.id()))
                .ifPresent(kept -> current.addAll(kept.addresses()));
        return current;
    }
}

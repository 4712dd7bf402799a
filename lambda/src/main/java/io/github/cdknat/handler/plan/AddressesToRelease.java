package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.Timing;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a Release owes: its own addresses' leaving, and in a rollback the return of what was freed early. */
record AddressesToRelease(Request.Delete release, Journal journal, Observation seen, Gateway gateway) {
    /** The owed addresses that are still on the gateway. */
    SortedSet<Ipv4> present() {
        SortedSet<Ipv4> present = owed();
        present.removeIf(address -> !gateway.has(address) || gateway.isPrimary(address));
        return present;
    }

    /** The owed addresses that nobody has seen on the gateway, nor called EC2 about: the page may be older than they are. */
    SortedSet<Ipv4> unseen() {
        SortedSet<Ipv4> unseen = owed();
        unseen.removeIf(gateway::has);
        unseen.removeAll(journal.freed());
        unseen.removeAll(journal.draining().keySet());
        return isPageNew() ? new TreeSet<>() : unseen;
    }

    /** Whether the page shows what the resource has come to own since (in a rollback it has come to own nothing), or was asked for long enough after what made the record. */
    boolean isPageNew() {
        SortedSet<Ipv4> since = new TreeSet<>();
        others().current(release.logicalId())
                .filter(kept -> kept.isOn(gateway.id()))
                .ifPresent(kept -> since.addAll(kept.addresses()));
        since.removeAll(release.owned().orElseThrow().addresses());
        return !isRollback() && !since.isEmpty() && since.stream().allMatch(gateway::has)
                || !seen.now().isBefore(Planner.start(seen).plus(Timing.OLDEST_GATEWAY));
    }

    private StackResources others() {
        return seen.book().without(release.logicalId(), release.physicalId());
    }

    private SortedSet<Ipv4> owed() {
        AddressRecord owned = release.owned().orElseThrow();
        SortedSet<Ipv4> owed = new TreeSet<>(owned.addresses());
        if (seen.operation().deletesAll()) {
            seen.evidence().events().undeleted(release.logicalId()).stream()
                    .flatMap(id -> AddressRecord.parse(id).stream())
                    .filter(kept -> kept.isOn(owned.gatewayId()))
                    .forEach(kept -> owed.addAll(kept.addresses()));
        }
        owed.removeAll(others().addressesOn(owned.gatewayId()));
        if (isRollback()) {
            owed.removeAll(owned.adopted());
        }
        owed.removeAll(journal.tolerated());
        owed.removeAll(journal.drained());
        if (journal.handedOn()) {
            owed.retainAll(journal.owed());
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
        restoring.retainAll(journal.mine());
        restoring.removeIf(gateway::serves);
        return restoring;
    }

    /** What this request has to bring back and does not serve yet. */
    SortedSet<Ipv4> unrestored() {
        SortedSet<Ipv4> unrestored = lostByEarlyRelease();
        unrestored.addAll(restoring());
        return unrestored;
    }

    boolean isRestored() {
        return unrestored().isEmpty();
    }

    /** What a deployment that is rolled back may have released early, if it sends no Update back. */
    SortedSet<Ipv4> mayNeedRestoring() {
        SortedSet<Ipv4> restored = recorded();
        restored.removeAll(release.owned().orElseThrow().addresses());
        return restored;
    }

    /** What is recorded by an operation after the one that was answered is for the requests of that one. */
    private SortedSet<Ipv4> recorded() {
        SortedSet<Ipv4> recorded = new TreeSet<>();
        boolean isOver = journal.handedOn()
                && !seen.operation().sameAs(journal.operation().orElseThrow());
        if (isRollback() && !isOver) {
            others().current(release.logicalId())
                    .filter(kept -> kept.isOn(gateway.id()))
                    .ifPresent(kept -> recorded.addAll(kept.addresses()));
        }
        return recorded;
    }

    private boolean isRollback() {
        return journal.operation().orElseThrow().isRollback();
    }
}

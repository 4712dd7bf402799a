package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a deployment that is rolled back may have released before it failed, for want of room. */
record ReleasedBeforeRollback(Request.CreateOrUpdate request, Journal journal, Observation seen) implements PlanInput {
    /**
     * What it may have released: what it no longer declared, if it declared something new (a count may stand for that) and the gateway
     * could not hold both. What is lost besides was lost before the deployment.
     */
    SortedSet<Ipv4> possible(Gateway gateway) {
        SortedSet<Ipv4> possible = new TreeSet<>();
        for (SortedSet<Ipv4> asked : rolledBack()) {
            Set<Ipv4> both = new TreeSet<>(request.desired());
            both.addAll(asked);
            gateway.addresses().forEach(entry -> entry.address().ifPresent(both::add));
            boolean declaredNew = asked.isEmpty() || !request.desired().containsAll(asked);
            if (declaredNew && both.size() > request.addressLimit()) {
                possible.addAll(Ipv4.without(request.desired(), asked));
            }
        }
        return possible;
    }

    /**
     * Whether the page may be older than such a release: it is not if it shows what the deployment assigned instead, or if it was asked
     * for long enough after the deployment's request has ended.
     */
    boolean mayBeHidden(Gateway gateway) {
        if (possible(gateway).isEmpty()) {
            return false;
        }
        SortedSet<Ipv4> instead = new TreeSet<>();
        rolledBack().forEach(instead::addAll);
        instead.removeAll(request.desired());
        boolean isShown = !instead.isEmpty() && instead.stream().allMatch(gateway::has);
        return !isShown && !journal.hasSeen(Journal.Fact.ALONE, Timing.OLDEST_GATEWAY, now());
    }

    /** What the requests asked for that are rolled back. */
    private Set<SortedSet<Ipv4>> rolledBack() {
        if (!isRollback()) {
            return Set.of();
        }
        Set<SortedSet<Ipv4>> asked = seen.evidence().events().askedFor(request.logicalId(), request.gatewayId());
        asked.remove(request.desired());
        return asked;
    }
}

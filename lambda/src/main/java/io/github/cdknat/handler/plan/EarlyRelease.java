package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a deployment that is rolled back may have released before it failed, for want of room. */
record EarlyRelease(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
    /**
     * What it may have released: what it no longer declared, if the gateway could not hold both. What is lost besides was lost before
     * the deployment.
     */
    SortedSet<Ipv4> possible(Gateway gateway) {
        SortedSet<Ipv4> possible = new TreeSet<>();
        if (journal.operation().filter(StackOperation::isRollback).isEmpty()
                || hold.context().before().isEmpty()) {
            return possible;
        }
        Set<Ipv4> both = new TreeSet<>(hold.desired());
        both.addAll(hold.context().before().get());
        gateway.addresses().forEach(entry -> entry.address().ifPresent(both::add));
        if (both.size() > hold.addressLimit()) {
            possible.addAll(hold.desired());
            possible.removeAll(hold.context().before().get());
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
        Set<Ipv4> instead = new TreeSet<>(hold.context().before().orElseThrow());
        instead.removeAll(hold.desired());
        boolean isShown = !instead.isEmpty() && instead.stream().allMatch(gateway::has);
        return !isShown
                && journal.aloneSince()
                        .filter(since -> !seen.now().isBefore(since.plus(Timing.OLDEST_GATEWAY)))
                        .isEmpty();
    }
}

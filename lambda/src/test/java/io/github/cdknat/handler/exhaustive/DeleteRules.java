package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.disjoint;
import static io.github.cdknat.handler.exhaustive.PlanCheck.minus;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Timing;
import java.util.Set;
import java.util.TreeSet;

/** What a Release owes, and what it may tell CloudFormation. */
final class DeleteRules {
    private DeleteRules() {}

    static boolean released(PlanCheck it) {
        if (it.isGone()) {
            return true;
        }
        Set<Ipv4> left = owed(it);
        boolean goes = it.world().seen().terms().gatewayGoes()
                && it.world().seen().operation().deletesAll();
        boolean accepted = (goes || it.release().orElseThrow().drainWait() == DrainWait.UNTIL_STARTED)
                && it.isSecondLook()
                && !disjoint(left, it.draining());
        boolean late = it.isLate() || accepted;
        left.retainAll(it.there(entry -> !(late && entry.status().isDraining())));
        left.removeAll(assignedAnew(it));
        return left.isEmpty()
                && (late || hidden(it).isEmpty())
                && (late || it.owned().isEmpty() || it.isRecentLook());
    }

    /** What it owes, has not called EC2 about, and is not on the page, which may be older than its record. */
    static Set<Ipv4> hidden(PlanCheck it) {
        Set<Ipv4> since = minus(it.current(), it.owned());
        boolean isNew = !it.isRollback() && !since.isEmpty() && it.there().containsAll(since)
                || !it.now().isBefore(Fixtures.START.plus(Timing.OLDEST_GATEWAY));
        Set<Ipv4> asked = new TreeSet<>(it.journal().releasedEarly());
        asked.addAll(it.plan().journal().draining().keySet());
        asked.addAll(it.plan().journal().drained());
        return isNew ? Set.of() : minus(minus(owed(it), it.there()), asked);
    }

    /** A Hold of no address frees none. */
    static boolean releaseRestores(PlanCheck it) {
        Set<Ipv4> restored = new TreeSet<>(it.current());
        restored.retainAll(it.journal().assigned());
        return it.isGone()
                || it.owned().isEmpty()
                || it.there().containsAll(it.current()) && disjoint(it.current(), it.draining()) && it.serves(restored);
    }

    /** What the Release owes, whether it is there or not. */
    static Set<Ipv4> owed(PlanCheck it) {
        Set<Ipv4> owed = minus(minus(it.owned(), it.recorded()), it.journal().notUnassigned());
        it.gateway().flatMap(Gateway::primary).ifPresent(owed::remove);
        if (it.isRollback()) {
            owed.removeAll(it.adopted());
        }
        if (it.journal().deferred()) {
            owed.retainAll(it.journal().toRelease());
        }
        return owed;
    }

    /** What it owes when it hands on. */
    static Set<Ipv4> owedThere(PlanCheck it) {
        Set<Ipv4> owed = minus(owed(it), assignedAnew(it));
        owed.retainAll(it.there());
        return owed;
    }

    /** What this request called EC2 to unassign and is on its way to serve again, somebody else has assigned. */
    private static Set<Ipv4> assignedAnew(PlanCheck it) {
        Set<Ipv4> anew = it.there(entry -> entry.status() == AddressStatus.ASSIGNING);
        anew.removeIf(address -> it.journal()
                .lastCall()
                .filter(call -> !call.change().assigns())
                .filter(call -> call.change().addresses().contains(address))
                .isEmpty());
        return anew;
    }
}

package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.minus;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a plan may tell CloudFormation. */
final class ResponseRules {
    private ResponseRules() {}

    static boolean held(PlanCheck it) {
        return it.hold().isEmpty()
                || it.success().isEmpty()
                || it.handsOn()
                || it.there(CallRules::isServing).containsAll(it.desired())
                        && it.gateway()
                                .filter(gateway -> gateway.state().equals("available"))
                                .isPresent()
                        && it.isRecentLook()
                        && (it.isAlone() || servesAllThatIsRecorded(it))
                        && it.own().sameAs(it.world().seen().operation());
    }

    /** An earlier request takes back only what no record lists. */
    private static boolean servesAllThatIsRecorded(PlanCheck it) {
        return it.book()
                .current(it.request().logicalId())
                .filter(kept -> kept.isOn(it.request().gatewayId()))
                .filter(kept -> kept.addresses().containsAll(it.desired()))
                .filter(kept -> it.there(CallRules::isServing).containsAll(kept.addresses()))
                .isPresent();
    }

    static boolean heldRecord(PlanCheck it) {
        if (it.hold().isEmpty() || it.success().isEmpty()) {
            return true;
        }
        AddressRecord kept =
                AddressRecord.parse(it.success().get().physicalId()).orElseThrow();
        Request.CreateOrUpdate hold = it.hold().get();
        Set<Ipv4> marked = new TreeSet<>();
        for (Ipv4 address : it.desired()) {
            Optional<AddressRecord> old = hold.eventRecord()
                    .filter(own -> own.lists(address))
                    .or(() -> it.world()
                            .seen()
                            .before()
                            .flatMap(AddressRecord::parse)
                            .filter(own -> own.isOn(hold.gatewayId()) && own.lists(address)));
            boolean found = !it.journal().mine().contains(address)
                    && it.book().on(hold.gatewayId()).noneMatch(other -> other.listsUnmarked(address));
            boolean there = it.there(entry -> !entry.status().isDraining()).contains(address);
            if (there && old.map(own -> own.adopted().contains(address)).orElse(found)) {
                marked.add(address);
            }
        }
        return kept.isOn(hold.gatewayId())
                && kept.addresses().equals(it.desired())
                && kept.adopted().equals(marked);
    }

    static boolean released(PlanCheck it) {
        if (it.release().isEmpty() || it.success().isEmpty() || it.handsOn() || isLateDuplicate(it) || isGone(it)) {
            return true;
        }
        Set<Ipv4> left = owed(it);
        boolean drains =
                !PlanCheck.disjoint(left, it.there(entry -> entry.status().isDraining()));
        boolean accepted = it.release().get().drainWait() == DrainWait.UNTIL_STARTED && it.isSecondLook() && drains;
        boolean late = !it.now().isBefore(it.deadline()) || accepted;
        left.retainAll(it.there(entry -> !(late && entry.status().isDraining())));
        left.removeAll(assignedAnew(it));
        return left.isEmpty()
                ? late || it.owned().isEmpty() || it.isRecentLook()
                : GatewayDeletionRules.goesAway(it) && it.isSecondLook();
    }

    /** What this request called EC2 to unassign and is on its way to serve again, somebody else has assigned. */
    static Set<Ipv4> assignedAnew(PlanCheck it) {
        Set<Ipv4> unassigned = it.journal()
                .called()
                .filter(call -> !call.intention().assigns())
                .map(call -> Set.copyOf(call.intention().addresses()))
                .orElse(Set.of());
        Set<Ipv4> anew = it.there(entry -> entry.status() == AddressStatus.ASSIGNING);
        anew.retainAll(unassigned);
        return anew;
    }

    /** A Hold of no address frees none. */
    static boolean releaseRestores(PlanCheck it) {
        if (it.release().isEmpty()
                || it.success().isEmpty()
                || it.handsOn()
                || isLateDuplicate(it)
                || isGone(it)
                || it.owned().isEmpty()) {
            return true;
        }
        Set<Ipv4> current = it.isRollback()
                ? it.book()
                        .current(it.request().logicalId())
                        .filter(kept -> kept.isOn(it.request().gatewayId()))
                        .map(kept -> Set.copyOf(kept.order()))
                        .orElse(Set.of())
                : Set.of();
        Set<Ipv4> restored = new TreeSet<>(current);
        restored.retainAll(it.journal().mine());
        return minus(current, it.there(entry -> !entry.status().isDraining())).isEmpty()
                && it.there(CallRules::isServing).containsAll(restored);
    }

    static boolean failedRecord(PlanCheck it) {
        Optional<Response> failed = it.decision().filter(decision -> !decision.success());
        if (failed.isEmpty()) {
            return true;
        }
        String physicalId = failed.get().physicalId();
        return it.request()
                .eventPhysicalId()
                .map(physicalId::equals)
                .orElseGet(() -> it.settle().isPresent()
                        || AddressRecord.parse(physicalId)
                                .filter(kept -> it.journal().mine().containsAll(kept.order()))
                                .isPresent());
    }

    static boolean releaseKeepsItsId(PlanCheck it) {
        return it.release().isEmpty()
                || it.decision()
                        .filter(decision -> !decision.physicalId()
                                .equals(it.request().eventPhysicalId().orElseThrow()))
                        .isEmpty();
    }

    static boolean decidedOnce(PlanCheck it) {
        return it.journal().decision().isEmpty()
                || it.plan().journal().decision().equals(it.journal().decision());
    }

    static boolean deserved(PlanCheck it) {
        boolean newlyFailed =
                it.fails() && it.journal().failure().isEmpty() && !it.journal().answered();
        if (!newlyFailed) {
            return true;
        }
        boolean content = it.hold().isPresent()
                && !it.hold().get().isShort()
                && it.gateway()
                        .filter(gateway -> CallRules.isFit(gateway)
                                && it.desired().stream().noneMatch(gateway::isPrimary))
                        .isPresent()
                && it.there(CallRules::isServing).containsAll(it.desired())
                && it.desired().size() < it.hold().get().addressLimit()
                && it.now().isBefore(it.deadline())
                && it.own().sameAs(it.world().seen().operation())
                && it.world().seen().later().isEmpty();
        return !content;
    }

    /** A Delete that CloudFormation does not wait for: its record is current, or nothing is being deleted. */
    static boolean isLateDuplicate(PlanCheck it) {
        return !it.world().seen().operation().isInProgress()
                || it.book()
                        .entry(it.request().logicalId())
                        .filter(entry -> !entry.isDeleting()
                                && entry.physicalId()
                                        .equals(it.request().eventPhysicalId().orElseThrow()))
                        .isPresent();
    }

    /** What the Release owes, whether it is there or not. */
    static Set<Ipv4> owed(PlanCheck it) {
        Set<Ipv4> owed = minus(minus(it.owned(), it.recorded()), it.journal().tolerated());
        it.gateway().flatMap(Gateway::primary).ifPresent(owed::remove);
        if (it.isRollback()) {
            it.release().flatMap(Request.Delete::owned).ifPresent(kept -> owed.removeAll(kept.adopted()));
        }
        if (it.journal().handedOn()) {
            owed.retainAll(it.journal().owed());
        }
        return owed;
    }

    private static boolean isGone(PlanCheck it) {
        return it.gateway().filter(gateway -> !gateway.isGone()).isEmpty();
    }
}

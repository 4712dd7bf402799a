package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.minus;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import java.util.Set;

/** What a Hold may free early, and what it may tell CloudFormation. */
final class CreateOrUpdateRules {
    private CreateOrUpdateRules() {}

    static boolean isFit(Gateway gateway) {
        return gateway.state().equals("available")
                && gateway.connectivityType().equals("private")
                && gateway.availabilityMode().equals("zonal");
    }

    /** What is its own to give up: it declares it no more, and no other record or later declaration lists it. */
    static Set<Ipv4> spare(PlanCheck it) {
        Set<Ipv4> spare = minus(minus(it.owned(), it.desired()), it.recordedElsewhere());
        return minus(spare, it.hold().orElseThrow().later());
    }

    /** In a rollback the room that other records miss is left to them. */
    static boolean expandsOnly(PlanCheck it) {
        Set<Ipv4> spare = spare(it);
        Set<Ipv4> kept = minus(spare, it.unassigned());
        kept.retainAll(it.there());
        Set<Ipv4> missedByOthers = minus(minus(it.recordedElsewhere(), it.desired()), it.there());
        int room = it.room() - (it.isRollback() ? missedByOthers.size() : 0);
        return room <= 0
                && (it.room() > 0
                        ? it.isSecondLook()
                        : it.journal().rejectedCall().isPresent())
                && spare.containsAll(it.unassigned())
                && it.unassigned().size() <= minus(it.desired(), it.there()).size() - room
                && kept.stream()
                        .allMatch(address -> it.unassigned().stream().allMatch(freed -> freed.compareTo(address) > 0));
    }

    /** An earlier request takes back only what no record lists. */
    static boolean held(PlanCheck it) {
        boolean recorded = it.current().containsAll(it.desired()) && it.serves(it.current());
        Set<Ipv4> lost = it.isRollback() ? it.journal().notUnassigned() : Set.of();
        boolean allLost = !it.desired().isEmpty() && lost.containsAll(it.desired());
        return it.serves(minus(it.desired(), lost))
                && it.gateway()
                        .filter(gateway -> allLost || gateway.state().equals("available"))
                        .isPresent()
                && it.isRecentLook()
                && (it.isAlone() || recorded)
                && it.isCurrent();
    }

    /** The rollback's clean-up deletes what a failed Create keeps. */
    static boolean failedRecord(PlanCheck it) {
        String physicalId = it.decision().orElseThrow().physicalId();
        return it.request()
                .eventPhysicalId()
                .map(physicalId::equals)
                .orElseGet(() -> it.settle().isPresent()
                        || AddressRecord.parse(physicalId)
                                .filter(kept -> it.journal().assigned().containsAll(kept.order()))
                                .isPresent());
    }

    static boolean mightHold(PlanCheck it) {
        Request.CreateOrUpdate hold = it.hold().orElseThrow();
        return !hold.isShort()
                && it.world().seen().evidence().sent()
                && it.gateway()
                        .filter(gateway ->
                                isFit(gateway) && it.desired().stream().noneMatch(gateway::isPrimary))
                        .isPresent()
                && it.serves(it.desired())
                && it.desired().size() < hold.addressLimit()
                && !it.isLate()
                && it.isCurrent()
                && it.world().seen().later().isEmpty();
    }
}

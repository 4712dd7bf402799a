package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.disjoint;
import static io.github.cdknat.handler.exhaustive.PlanCheck.minus;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a plan may ask EC2 for. */
final class CallRules {
    private CallRules() {}

    static boolean primaryStays(PlanCheck it) {
        return it.gateway()
                .flatMap(Gateway::primary)
                .filter(it.unassigned()::contains)
                .isEmpty();
    }

    static boolean onlyOurs(PlanCheck it) {
        if (it.unassigned().isEmpty()) {
            return true;
        }
        Set<Ipv4> ours = new HashSet<>(it.owned());
        ours.addAll(it.journal().mine());
        return ours.containsAll(it.unassigned());
    }

    static boolean nobodyElses(PlanCheck it) {
        return it.unassigned().isEmpty() || disjoint(it.unassigned(), it.recordedElsewhere());
    }

    static boolean limit(PlanCheck it) {
        return it.assigned().isEmpty()
                || it.hold().isEmpty()
                || it.gateway().orElseThrow().addresses().size() + it.assigned().size()
                        <= it.hold().get().addressLimit();
    }

    static boolean needed(PlanCheck it) {
        if (it.call().isEmpty()) {
            return true;
        }
        Set<Ipv4> settled = it.there(entry -> !entry.status().isChanging());
        return disjoint(it.assigned(), it.there())
                && settled.containsAll(it.unassigned())
                && it.call().filter(call -> call.addresses().isEmpty()).isEmpty();
    }

    static boolean lock(PlanCheck it) {
        return it.call().isEmpty()
                || it.gateway().orElseThrow().addresses().stream()
                        .noneMatch(entry -> entry.status().isChanging());
    }

    static boolean fit(PlanCheck it) {
        return it.call().isEmpty()
                || it.fails()
                || it.gateway()
                        .filter(gateway -> !gateway.isGone())
                        .filter(gateway -> it.release().isPresent() || isFit(gateway))
                        .isPresent();
    }

    static boolean isFit(Gateway gateway) {
        return gateway.state().equals("available")
                && gateway.connectivityType().equals("private")
                && gateway.availabilityMode().equals("zonal");
    }

    static boolean assignsDeclared(PlanCheck it) {
        return it.hold().isEmpty()
                || !it.fails() && it.desired().containsAll(it.assigned())
                || it.assigned().isEmpty();
    }

    static boolean expandsOnly(PlanCheck it) {
        if (it.hold().isEmpty() || it.fails() || it.unassigned().isEmpty()) {
            return true;
        }
        Request.CreateOrUpdate hold = it.hold().get();
        Set<Ipv4> missing = minus(it.desired(), it.there());
        Set<Ipv4> spare = minus(minus(it.owned(), it.desired()), it.recordedElsewhere());
        if (it.isRollback()) {
            spare.removeAll(hold.eventRecord().map(AddressRecord::adopted).orElse(Fixtures.ips()));
        }
        spare.retainAll(it.there());
        Set<Ipv4> recordedOnly = minus(it.recordedElsewhere(), it.desired());
        int slotsOwed = it.isRollback() ? minus(recordedOnly, it.there()).size() : 0;
        int room = hold.addressLimit() - it.gateway().orElseThrow().addresses().size() - slotsOwed;
        Set<Ipv4> kept = minus(spare, it.unassigned());
        boolean highest = kept.stream()
                .allMatch(address -> it.unassigned().stream().allMatch(freed -> freed.compareTo(address) > 0));
        boolean enough = missing.size() <= room + spare.size();
        return room <= 0
                && (enough || it.isRollback() || !it.journal().freed().isEmpty())
                && spare.containsAll(it.unassigned())
                && it.unassigned().size() <= missing.size() - room
                && highest
                && it.isSecondLook();
    }

    static boolean servingStays(PlanCheck it) {
        if (it.unassigned().isEmpty()) {
            return true;
        }
        boolean held = !it.fails() && it.hold().isPresent();
        return (!held || disjoint(it.unassigned(), it.desired()))
                && (it.release().isEmpty() || disjoint(it.unassigned(), it.recorded()));
    }

    static boolean undoTakesMineOnly(PlanCheck it) {
        return !it.fails()
                || it.call().isEmpty()
                || !it.isRollback()
                        && it.assigned().isEmpty()
                        && it.journal().mine().containsAll(it.unassigned())
                        && disjoint(it.unassigned(), it.recorded())
                        && disjoint(it.unassigned(), it.journal().tolerated());
    }

    static boolean alone(PlanCheck it) {
        return it.call().isEmpty() || it.fails() || it.isAlone();
    }

    static boolean superseded(PlanCheck it) {
        return it.call().isEmpty()
                || it.fails()
                || hasHandedOnARelease(it)
                || it.own().sameAs(it.world().seen().operation());
    }

    /** What it owed when it was answered it goes on to release, whatever the stack does next. */
    private static boolean hasHandedOnARelease(PlanCheck it) {
        return it.release().isPresent() && it.journal().handedOn();
    }

    static boolean laterWins(PlanCheck it) {
        if (it.call().isEmpty()) {
            return true;
        }
        boolean superseded = it.world().seen().later().stream().anyMatch(Execution::isRunning);
        boolean restores =
                it.isRollback() && it.hold().isPresent() && it.owned().equals(it.desired());
        return it.fails() || !superseded || restores;
    }

    static boolean restoresInRollbacks(PlanCheck it) {
        return it.release().isEmpty()
                || it.assigned().isEmpty()
                || it.isRollback()
                        && it.book()
                                .current(it.request().logicalId())
                                .filter(kept -> kept.addresses().containsAll(it.assigned()))
                                .isPresent();
    }

    static boolean adoptedStay(PlanCheck it) {
        boolean gives = it.release().isPresent() || it.hold().isPresent() && !it.fails();
        return !gives
                || !it.isRollback()
                || disjoint(
                        it.unassigned(),
                        it.request()
                                .eventPhysicalId()
                                .flatMap(AddressRecord::parse)
                                .map(AddressRecord::adopted)
                                .orElse(Fixtures.ips()));
    }

    static boolean oneCall(PlanCheck it) {
        if (it.release().isEmpty() || it.unassigned().isEmpty()) {
            return true;
        }
        Set<Ipv4> owed = ResponseRules.owed(it);
        owed.retainAll(it.there());
        Set<Ipv4> working = minus(owed, it.there(entry -> entry.status() == AddressStatus.FAILED));
        return it.unassigned().equals(working.isEmpty() ? owed : working);
    }

    static boolean oneAssign(PlanCheck it) {
        if (it.hold().isEmpty()
                || it.assigned().isEmpty()
                || it.plan().journal().choices() > 0) {
            return true;
        }
        Set<Ipv4> missing = new TreeSet<>(minus(it.desired(), it.there()));
        int room = it.hold().get().addressLimit()
                - it.gateway().orElseThrow().addresses().size();
        return it.isRollback()
                || it.assigned().equals(missing.stream().limit(room).collect(Collectors.toSet()));
    }

    static boolean duplicatesDoNothing(PlanCheck it) {
        return it.release().isEmpty()
                || it.call().isEmpty()
                || it.journal().handedOn()
                || !ResponseRules.isLateDuplicate(it);
    }

    static boolean drain(PlanCheck it) {
        int expected = it.release().isPresent()
                ? it.world().seen().terms().seconds().orElse(it.request().drainSeconds())
                : it.request().drainSeconds();
        return it.unassigned().isEmpty() || it.call().orElseThrow().drainSeconds() == expected;
    }

    static boolean failedAddressesAreNotAssignedAround(PlanCheck it) {
        if (it.call().isEmpty()) {
            return true;
        }
        Set<Ipv4> failed = it.there(entry -> entry.status() == AddressStatus.FAILED);
        return it.hold().isEmpty() || it.fails() || disjoint(failed, it.desired());
    }

    static boolean isServing(GatewayAddress entry) {
        return entry.status() == AddressStatus.SUCCEEDED;
    }
}

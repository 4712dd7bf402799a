package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.disjoint;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.util.List;
import java.util.Set;

/** What drain waiters may say, and when a request may leave the rest of a drain to them. */
final class DrainWaiterRules {
    private DrainWaiterRules() {}

    static boolean callsNothing(PlanCheck it) {
        return it.settle().isEmpty() || it.call().isEmpty();
    }

    /** A gate that is not the last one may end at its deadline, whatever is left. */
    static boolean settled(PlanCheck it) {
        if (it.settle().isEmpty() || it.success().isEmpty()) {
            return true;
        }
        Request.DrainWaiter settle = it.settle().get();
        boolean toTheNextOne = isLate(it) && settle.stage() < settle.of();
        if (it.world().seen().operation().isBefore(it.own())) {
            return settle.task() == Request.DrainWaiter.Task.NOTHING
                    || toTheNextOne
                    || isLate(it) && settle.task() == Request.DrainWaiter.Task.RESTORE;
        }
        return switch (settle.task()) {
            case NOTHING -> true;
            case RESTORE -> isForward(it) ? it.isSecondLook() : isLate(it) || disjoint(recorded(it), draining(it));
            case HOLD -> isHeld(it) || toTheNextOne && isAtWork(it) || it.isRollback() && isGone(it);
            case RELEASE ->
                !isAtWork(it)
                        ? it.isSecondLook() && (isDeleteSeen(it) || hasArrived(it))
                        : toTheNextOne || isLate(it) && isAcceptedAndDraining(it);
        };
    }

    static boolean failsWithCause(PlanCheck it) {
        boolean fails = it.decision().filter(decision -> !decision.success()).isPresent();
        if (it.settle().isEmpty() || !fails) {
            return true;
        }
        Request.DrainWaiter settle = it.settle().get();
        boolean stale = it.world().seen().operation().isBefore(it.own());
        boolean superseded = !it.own().sameAs(it.world().seen().operation()) && !stale && it.isSecondLook();
        boolean lastInVain = isLate(it) && settle.stage() == settle.of() && (isAtWork(it) || stale);
        return superseded
                || switch (settle.task()) {
                    case HOLD ->
                        lastInVain || it.isSecondLook() && (isGone(it) && !it.isRollback() || isLeftUndone(it));
                    case RELEASE -> lastInVain && (stale || !isAcceptedAndDraining(it));
                    default -> false;
                };
    }

    static boolean gateKeepsItsId(PlanCheck it) {
        return it.settle().isEmpty()
                || it.decision()
                        .filter(decision -> !decision.physicalId()
                                .equals(
                                        decision.success()
                                                ? Fixtures.LAST_WAITER
                                                : it.request().eventPhysicalId().orElse(Fixtures.LAST_WAITER)))
                        .isEmpty();
    }

    static boolean handsOn(PlanCheck it) {
        if (!it.handsOn()) {
            return true;
        }
        boolean follows = it.hold()
                .map(hold -> hold.gates().after() > 0
                        && !it.fails()
                        && disjoint(it.desired(), failed(it))
                        && it.book().entries().stream()
                                .noneMatch(entry ->
                                        entry.physicalId().equals(Fixtures.LAST_WAITER) && !entry.isDeleting()))
                .orElseGet(() -> it.release().get().gates().before() > 0
                        && it.plan().journal().owed().equals(owedThere(it)));
        return follows
                && it.success().isPresent()
                && isLate(it)
                && !draining(it).isEmpty();
    }

    /** An update that is not rolled back has nothing to restore; a page of CloudFormation's book may be older than a rollback. */
    private static boolean isForward(PlanCheck it) {
        StackOperation seen = it.world().seen().operation();
        return it.journal().operation().isEmpty() && !(seen.isRollback() && seen.isInProgress());
    }

    private static Set<Ipv4> owedThere(PlanCheck it) {
        Set<Ipv4> owed = ResponseRules.owed(it);
        owed.retainAll(it.there());
        owed.removeAll(ResponseRules.assignedAnew(it));
        return owed;
    }

    private static boolean isHeld(PlanCheck it) {
        return it.isSecondLook()
                && !isAtWork(it)
                && it.there(CallRules::isServing).containsAll(recorded(it));
    }

    private static boolean isLeftUndone(PlanCheck it) {
        return !isAtWork(it) && !it.there(CallRules::isServing).containsAll(recorded(it));
    }

    /** What the owner's current record lists on the gate's gateway. */
    private static Set<Ipv4> recorded(PlanCheck it) {
        return it.book()
                .current(it.settle().orElseThrow().owner())
                .filter(kept -> kept.isOn(Fixtures.GATEWAY))
                .map(AddressRecord::order)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private static Set<Ipv4> draining(PlanCheck it) {
        return it.there(entry -> entry.status().isDraining());
    }

    private static Set<Ipv4> failed(PlanCheck it) {
        return it.there(entry -> entry.status() == AddressStatus.FAILED);
    }

    private static boolean isAtWork(PlanCheck it) {
        return it.world().seen().executions().stream().anyMatch(Execution::isRunning);
    }

    private static boolean isDeleteSeen(PlanCheck it) {
        List<Execution> executions = it.world().seen().executions();
        return executions.stream()
                .anyMatch(other ->
                        !other.name().isHold() && other.start() >= it.own().changed());
    }

    private static boolean hasArrived(PlanCheck it) {
        return !it.now().isBefore(Fixtures.START.plus(Timing.LATEST_ARRIVAL));
    }

    /** Everything that does not drain is the primary address, or in a record. */
    private static boolean isAcceptedAndDraining(PlanCheck it) {
        Set<Ipv4> others = it.there(entry -> !entry.status().isDraining());
        it.gateway().flatMap(Gateway::primary).ifPresent(others::remove);
        return !draining(it).isEmpty() && others.stream().allMatch(it.book()::isRecorded);
    }

    private static boolean isLate(PlanCheck it) {
        return !it.now().isBefore(it.deadline());
    }

    private static boolean isGone(PlanCheck it) {
        return it.isSecondLook()
                && it.gateway()
                        .filter(found -> !found.isGone())
                        .map(Gateway::id)
                        .isEmpty();
    }
}

package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.disjoint;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.util.Set;

/** What drain waiters may say, and when a request may leave the rest of a drain to them. */
final class DrainWaiterRules {
    private DrainWaiterRules() {}

    /** A gate that is not the last one may end at its deadline, whatever is left. */
    static boolean settled(PlanCheck it) {
        Request.DrainWaiter settle = it.settle().orElseThrow();
        if (it.isLate() && !settle.isLast()) {
            return true;
        }
        return switch (settle.task()) {
            case NOTHING -> true;
            case RESTORE ->
                it.isLate()
                        || !it.isStale() && (isForward(it) ? it.isSecondLook() : disjoint(it.current(), it.draining()));
            case HOLD -> !it.isStale() && it.isSecondLook() && (isHeld(it) || it.isRollback() && it.isGone());
            case RELEASE ->
                !it.isStale()
                        && (isAtWork(it)
                                ? it.isLate() && isAcceptedAndDraining(it)
                                : it.isSecondLook() && hasComeOrComesNoMore(it));
        };
    }

    static boolean failsWithCause(PlanCheck it) {
        Request.DrainWaiter settle = it.settle().orElseThrow();
        boolean superseded = it.isSecondLook() && !it.isCurrent() && !it.isStale();
        boolean inVain = it.isLate() && settle.isLast();
        return superseded
                || switch (settle.task()) {
                    case HOLD -> inVain || it.isSecondLook() && !isHeld(it);
                    case RELEASE -> inVain && (it.isStale() || !isAcceptedAndDraining(it));
                    default -> false;
                };
    }

    static boolean keepsItsId(PlanCheck it) {
        String old = it.request().eventPhysicalId().orElse(Fixtures.LAST_WAITER);
        return it.decision().orElseThrow().physicalId().equals(it.succeeds() ? Fixtures.LAST_WAITER : old);
    }

    static boolean handsOn(PlanCheck it) {
        boolean follows = it.isRelease()
                ? it.release().get().gates().before() > 0
                        && it.plan().journal().toRelease().equals(DeleteRules.owedThere(it))
                : it.hold().get().gates().follow(it.book()) && !it.fails() && disjoint(it.desired(), it.failed());
        return follows && it.succeeds() && it.isLate() && !it.draining().isEmpty();
    }

    /** An update that is not rolled back has nothing to restore; a page of CloudFormation's book may be older than a rollback. */
    private static boolean isForward(PlanCheck it) {
        StackOperation seen = it.world().seen().operation();
        return it.journal().operation().isEmpty() && !(seen.isRollback() && seen.isInProgress());
    }

    private static boolean isHeld(PlanCheck it) {
        return !isAtWork(it) && it.serves(it.current());
    }

    private static boolean isAtWork(PlanCheck it) {
        return it.world().seen().executions().stream().anyMatch(Execution::isRunning);
    }

    /** The owner's Delete of this operation has been at work, or no event can be so late. */
    private static boolean hasComeOrComesNoMore(PlanCheck it) {
        return !it.now().isBefore(Fixtures.START.plus(Timing.DOUBT))
                || it.world().seen().executions().stream()
                        .anyMatch(other -> !other.name().isHold()
                                && other.start() >= it.own().changed());
    }

    /** Everything that does not drain is the primary address, or in a record. */
    private static boolean isAcceptedAndDraining(PlanCheck it) {
        Set<Ipv4> others = it.there(entry -> !entry.status().isDraining());
        it.gateway().flatMap(Gateway::primary).ifPresent(others::remove);
        return !it.draining().isEmpty() && others.stream().allMatch(it.book()::isRecorded);
    }
}

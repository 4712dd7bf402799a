package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * A drain waiter waits for the owner's execution, whose request may have ended with a drain still running. It changes nothing. Every
 * stage but the last one ends well at its deadline: the next one waits on.
 *
 * <p>The observation's executions are the owner's.
 */
record DrainWaiterPlanner(Request.DrainWaiter request, Journal journal, Observation seen) implements PlanInput {
    Plan plan() {
        if (journal.responded()) {
            return Plan.end(journal, journal.response().orElseThrow().success(), "CloudFormation took the answer");
        }
        if (request.task() == Request.DrainWaiter.Task.NOTHING) {
            return otherSide();
        }
        if (journal.operation().isPresent()) {
            return proceed();
        }
        if (!seen.evidence().sent() && !isPast(Timing.DOUBT) && !atDeadline()) {
            return lookAgain(3, "the stack's events do not show this request; looking again");
        }
        boolean isRollback = seen.operation().isRollback() && seen.operation().isInProgress();
        if (request.task() == Request.DrainWaiter.Task.UNTIL_DRAINED && !isRollback) {
            return once(Journal.Fact.FORWARD, "the stack is " + seen.operation().status(), this::otherSide);
        }
        return with(journal.with(draft -> draft.operation = seen.operation())).proceed();
    }

    private Plan otherSide() {
        return succeed("this drain waiter waits on the other side of " + request.owner());
    }

    private Plan proceed() {
        StackOperation own = journal.operation().orElseThrow();
        if (seen.operation().isBefore(own)) {
            return stale();
        }
        if (!seen.operation().sameAs(own)) {
            return once(
                    Journal.Fact.SUPERSEDED,
                    "the stack is " + seen.operation().status(),
                    () -> fail(DrainWaiterMessages.superseded(request, seen.operation())));
        }
        return switch (request.task()) {
            case UNTIL_SERVING -> hold();
            case UNTIL_RELEASED -> release();
            default -> restore();
        };
    }

    /** An earlier operation's records say nothing about this one. */
    private Plan stale() {
        if (!atDeadline()) {
            return lookAgain(3, "CloudFormation shows an earlier operation; looking again");
        }
        boolean mayPass = request.task() == Request.DrainWaiter.Task.UNTIL_DRAINED || !request.isLast();
        return mayPass ? succeed("left to the next stage") : fail(DrainWaiterMessages.stale(this));
    }

    /** The owner's turn comes next, and it has an hour: what it has to restore should not drain for longer than that. */
    private Plan restore() {
        SortedSet<Ipv4> draining = Ipv4.sorted(seen.resources()
                .current(request.owner())
                .filter(kept -> kept.isOn(request.gatewayId()))
                .flatMap(kept -> seen.gateway().map(found -> found.among(kept.addresses(), AddressStatus::isDraining)))
                .orElse(Ipv4.sorted(List.of())));
        if (draining.isEmpty()) {
            return succeed("nothing that " + request.owner() + " has to restore is draining");
        }
        return atDeadline()
                ? succeed("left to the next stage: " + Ipv4.list(draining))
                : Plan.pause(
                        journal,
                        PollInterval.besideOwner(journal, request.drainSeconds(), seen.now()),
                        "waiting in the stead of " + request.owner() + " for " + Ipv4.list(draining)
                                + " (unassigning)");
    }

    private Plan hold() {
        Optional<Gateway> gateway = seen.gateway().filter(found -> !found.isGone());
        Collection<Ipv4> desired = seen.resources()
                .current(request.owner())
                .filter(kept -> kept.isOn(request.gatewayId()))
                .map(kept -> (Collection<Ipv4>) kept.addresses())
                .orElse(List.of());
        Collection<Ipv4> missing = DrainWaiterMessages.missing(desired, seen);
        if (missing.isEmpty() && !isOwnerAtWork()) {
            return once(
                    Journal.Fact.OVER,
                    "every address of " + request.owner() + " is serving",
                    () -> succeed("every address of " + request.owner() + " is serving"));
        }
        if (gateway.isEmpty()) {
            return once(Journal.Fact.NO_GATEWAY, "the gateway is gone", this::endWithGateway);
        }
        if (!isOwnerAtWork()) {
            return once(
                    Journal.Fact.UNFINISHED,
                    "no execution of " + request.owner() + " is running",
                    () -> fail(DrainWaiterMessages.createOrUpdateNotEnded(this, gateway.get(), missing)));
        }
        if (!atDeadline()) {
            return waitForOwner();
        }
        return request.isLast()
                ? fail(DrainWaiterMessages.deadline(this, missing))
                : succeed("left to the next drain waiter" + (missing.isEmpty() ? "" : ": " + Ipv4.list(missing)));
    }

    /** A rollback has the owner to say so, and whoever skips it should not have to skip its drain waiters one by one. */
    private Plan endWithGateway() {
        return isRollback()
                ? succeed("the gateway is gone, and nothing is left to wait for")
                : fail(DrainWaiterMessages.gatewayGone(request));
    }

    private Plan release() {
        if (isOwnerAtWork()) {
            if (!atDeadline()) {
                return waitForOwner();
            }
            boolean draining = seen.gateway().filter(Gateway::isDraining).isPresent();
            return !request.isLast()
                    ? succeed("left to the next drain waiter")
                    : draining && isAccepted()
                            ? succeed("at the deadline only a running drain was left")
                            : fail(DrainWaiterMessages.deleteNotEnded(this));
        }
        if (!isReleaseSeen() && RequestOrdering.untilListed(seen) > 0) {
            return lookAgain(
                    RequestOrdering.untilListed(seen), "a release of " + request.owner() + " may still be on its way");
        }
        return once(
                Journal.Fact.OVER,
                "no execution of " + request.owner() + " is running",
                () -> succeed("no release of " + request.owner() + " is running"));
    }

    private boolean isOwnerAtWork() {
        return seen.executions().stream().anyMatch(Execution::isRunning);
    }

    /** Whether the owner's Delete of this operation has been at work, or is. */
    private boolean isReleaseSeen() {
        long begun = journal.operation().orElseThrow().changed() - Timing.CLOCK_SLACK.toMillis();
        return seen.executions().stream().anyMatch(other -> !other.name().isCreateOrUpdate() && other.start() >= begun);
    }

    /** Whether nothing on the gateway is waiting for the drain to end: everything else is in a record. */
    private boolean isAccepted() {
        Gateway gateway = seen.gateway().orElseThrow();
        return gateway.addresses().stream()
                .filter(entry -> !entry.status().isDraining())
                .flatMap(entry -> entry.address().stream())
                .allMatch(address ->
                        gateway.isPrimary(address) || seen.resources().isRecorded(address));
    }

    private Plan waitForOwner() {
        String what = seen.gateway()
                .filter(Gateway::isChanging)
                .map(gateway -> "waiting with " + request.owner() + " for " + Gateway.describe(gateway.changing()))
                .orElse("waiting for the execution of " + request.owner());
        return Plan.pause(journal, PollInterval.besideOwner(journal, request.drainSeconds(), seen.now()), what);
    }

    private Plan succeed(String why) {
        return Plan.decide(journal, new Response(true, request.waitedId(), "Waited: " + why + ".", Map.of()), why);
    }

    /** A Create that fails leaves the drain waiter's own id behind: its Delete has nothing to do. */
    private Plan fail(String reason) {
        return Plan.decide(
                journal, Response.failed(request.eventPhysicalId().orElse(request.waitedId()), reason), reason);
    }

    private Plan once(Journal.Fact fact, String why, Supplier<Plan> then) {
        return onceConfirmed(fact, why, confirmed -> then.get());
    }

    private DrainWaiterPlanner with(Journal changed) {
        return new DrainWaiterPlanner(request, changed, seen);
    }
}

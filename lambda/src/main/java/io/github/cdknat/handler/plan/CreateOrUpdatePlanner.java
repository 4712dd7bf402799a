package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Create and Update: the declared addresses shall be on the gateway. Expands only, but for want of room. */
record CreateOrUpdatePlanner(Request.CreateOrUpdate request, Journal journal, Observation seen) implements PlanInput {
    static CreateOrUpdatePlanner of(Request.CreateOrUpdate request, Journal journal, Observation seen) {
        boolean isAssigning = seen.gateway()
                .filter(gateway -> journal.assigned().stream()
                        .anyMatch(address -> gateway.status(address) == AddressStatus.ASSIGNING))
                .isPresent();
        Journal looking = isAssigning ? journal.seeing(Journal.Fact.ASSIGNING, seen.now()) : journal;
        return new CreateOrUpdatePlanner(AddressSelector.resolve(request, looking, seen), looking, seen);
    }

    CreateOrUpdateMessages say() {
        return new CreateOrUpdateMessages(request, journal, seen);
    }

    Plan plan() {
        if (journal.responded()) {
            return journal.deferred() ? goOnDeferred() : new AfterResponse(request, journal, seen).plan();
        }
        if (journal.failureReason().isPresent()) {
            return new UndoPlanner(request, journal, seen).plan();
        }
        return journal.operation().isEmpty() ? arrive() : proceed();
    }

    /** Finds out which operation of the stack the request belongs to. */
    private Plan arrive() {
        StackOperation operation = seen.operation();
        boolean fits = request.isCreate() ? operation.creates() : operation.updates();
        if (fits && seen.evidence().sent()) {
            return with(journal.with(draft -> {
                        draft.operation = operation;
                    }))
                    .proceed();
        }
        if (!isPast(Timing.DOUBT) && !atDeadline()) {
            return lookAgain(
                    3,
                    "the stack is " + operation.status() + ", and its events do not show this request; looking again");
        }
        String reason = fits ? say().notSent(operation) : say().unexpectedStatus(operation);
        return Plan.decide(journal, Response.failed(ResultingRecord.afterFailure(request, List.of()), reason), reason);
    }

    private Plan proceed() {
        if (seen.operation().isBefore(journal.operation().orElseThrow())) {
            return atDeadline()
                    ? fail(say().deadline())
                    : lookAgain(3, "CloudFormation shows an earlier operation; looking again");
        }
        Optional<String> superseder = RequestOrdering.supersededBy(request, journal, seen);
        if (superseder.isPresent()) {
            return onceConfirmed(
                    Journal.Fact.SUPERSEDED,
                    superseder.get(),
                    confirmed -> with(confirmed).fail(say().superseded(superseder.get())));
        }
        CreateOrUpdatePlanner looking = with(RequestOrdering.lookForEarlier(journal, seen));
        return atDeadline() ? looking.deadline() : looking.inTurn();
    }

    /** What serves need not fail: not at the very deadline, and not because an earlier request is still at work if it is recorded. */
    private Plan deadline() {
        Optional<String> unfit = seen.gateway().flatMap(gateway -> GatewayValidation.problem(this, gateway));
        if (unfit.isPresent()) {
            return fail(unfit.get());
        }
        Optional<Gateway> serving = seen.gateway()
                .filter(gateway -> isServing(gateway)
                        && (isRecorded(gateway) || RequestOrdering.isAlone(seen))
                        && PollInterval.untilRecent(journal, seen, gateway) == 0
                        && !mayHaveBeenReleased()
                        && !mayShowEarlierLife()
                        && !new ReleasedBeforeRollback(request, journal, seen).mayBeHidden(gateway));
        return serving.isPresent() ? succeed(serving.get()) : mayDefer() ? defer() : fail(say().deadline());
    }

    /** Only a running drain is in the way, it is known what is to be recorded, and a drain waiter has yet to look. */
    private boolean mayDefer() {
        return !request.isShort()
                && request.drainWaiters().follow(seen.resources())
                && seen.gateway()
                        .filter(gateway ->
                                gateway.isDraining() && failed(gateway).isEmpty())
                        .isPresent();
    }

    private Plan defer() {
        Gateway gateway = seen.gateway().orElseThrow();
        return respond(
                journal.with(draft -> draft.deferred = true),
                ResultingRecord.afterSuccess(request, journal, seen),
                DrainWaiterMessages.handedOn(this, gateway),
                gateway);
    }

    /** Goes on with what was deferred, for as long as the answered record is what this operation wants. */
    private Plan goOnDeferred() {
        StackOperation own = journal.operation().orElseThrow();
        AfterResponse after = new AfterResponse(request, journal, seen);
        if (seen.operation().isBefore(own) && !isOver()) {
            return lookAgain(3, "CloudFormation shows an earlier operation; looking again");
        }
        boolean another = !seen.operation().sameAs(own);
        return isOver()
                        || another
                        || after.isAskedAgain()
                        || journal.failureReason().isPresent()
                ? after.plan()
                : with(RequestOrdering.lookForEarlier(journal, seen)).onGateway();
    }

    private Plan inTurn() {
        if (journal.assigned().isEmpty() && RequestOrdering.isDuplicate(journal, seen)) {
            return end(false, "another execution handles this very request");
        }
        return isRollback() && RequestOrdering.mayBeUnlisted(journal, seen)
                ? lookAgain(RequestOrdering.untilListed(seen), "an earlier request of this deployment may still arrive")
                : onGateway();
    }

    private Plan onGateway() {
        if (seen.gateway().isEmpty()) {
            Instant last = journal.lastCall().map(Journal.LastCall::at).orElse(start());
            return now().isBefore(last.plus(Timing.OLDEST_GATEWAY))
                    ? lookAgain(10, "EC2 does not know the gateway, on a page that may be an old one; looking again")
                    : fail(say().noGateway());
        }
        Gateway gateway = seen.gateway().get();
        Optional<String> unfit = GatewayValidation.problem(this, gateway);
        if (unfit.isPresent()) {
            return fail(unfit.get());
        }
        return gateway.state().equals("pending") ? lookAgain(5, "the gateway is pending") : converge(gateway);
    }

    Plan converge(Gateway gateway) {
        boolean serving = isServing(gateway);
        if (!(serving && !isRollback() && isRecorded(gateway)) && !RequestOrdering.isAlone(seen)) {
            return RequestOrdering.waitToBeAlone(journal, seen);
        }
        if (request.isShort()) {
            return new SelectionPlanner(this, gateway).plan();
        }
        if (serving) {
            return finish(gateway);
        }
        Optional<GatewayAddress> failed = failed(gateway);
        if (failed.isPresent()) {
            return fail(say().failedAddress(failed.get()));
        }
        return gateway.isChanging()
                ? waitForChange("waiting for ", gateway)
                : new CapacityPlanner(this, gateway).plan();
    }

    private Plan finish(Gateway gateway) {
        if (new ReleasedBeforeRollback(request, journal, seen).mayBeHidden(gateway)) {
            return lookAgain(
                    10, "every address is serving, on a page that may be older than an early release; looking again");
        }
        if (mayShowEarlierLife()) {
            return lookAgain(
                    10, "every declared address is serving, on a page that may be older than a release; looking again");
        }
        if (mayHaveBeenReleased()) {
            return lookAgain(
                    10,
                    Ipv4.list(takenOver()) + " served before this request, by a page that may be older than a release;"
                            + " looking again");
        }
        long wait = PollInterval.untilRecent(journal, seen, gateway);
        return wait > 0 ? lookAgain(wait, "every declared address is serving; looking once more") : succeed(gateway);
    }

    /** What this request assigned may have been released just before: then an old page shows it as it was, whatever becomes of it. */
    private boolean mayShowEarlierLife() {
        long released = start().minus(Timing.OLDEST_GATEWAY)
                .minusSeconds(request.drainSeconds())
                .toEpochMilli();
        return !isRollback()
                && !journal.since().containsKey(Journal.Fact.ASSIGNING)
                && journal.lastCall()
                        .filter(call -> now().isBefore(call.at().plus(Timing.OLDEST_GATEWAY)))
                        .isPresent()
                && seen.earlier().stream()
                        .anyMatch(other -> !other.name().isCreateOrUpdate() && other.start() >= released);
    }

    /** Only its own record and its own call tell a request that an address serves; else the page has to be new. */
    private boolean mayHaveBeenReleased() {
        return !isRollback()
                && !takenOver().isEmpty()
                && !journal.hasSeen(Journal.Fact.ALONE, Timing.OLDEST_GATEWAY, now());
    }

    private SortedSet<Ipv4> takenOver() {
        return ResultingRecord.takenOver(request, journal);
    }

    private boolean isServing(Gateway gateway) {
        return !request.isShort() && gateway.servesAll(restorable());
    }

    /**
     * Whether the record already lists all that is declared, and all that it lists is serving. Then an earlier request that still undoes
     * itself need not be waited for; but in a rollback it may be at work on another gateway, whose rights go with the success.
     */
    private boolean isRecorded(Gateway gateway) {
        return seen.resources()
                .current(request.logicalId())
                .filter(kept -> kept.isOn(request.gatewayId())
                        && kept.addresses().containsAll(request.desired())
                        && gateway.servesAll(kept.addresses()))
                .isPresent();
    }

    /** What is declared, but for what was lost before the deployment that is rolled back, and EC2 does not give back. */
    SortedSet<Ipv4> restorable() {
        return Ipv4.without(request.desired(), journal.notUnassigned());
    }

    private Optional<GatewayAddress> failed(Gateway gateway) {
        return request.desired().stream()
                .flatMap(address -> gateway.find(address).stream())
                .filter(entry -> entry.status() == AddressStatus.FAILED)
                .findFirst();
    }

    private Plan succeed(Gateway gateway) {
        if (journal.responded()) {
            boolean recorded = new AfterResponse(request, journal, seen).isRecorded();
            return end(recorded, "ended: every declared address is serving");
        }
        AddressRecord kept = ResultingRecord.afterSuccess(request, journal, seen);
        return respond(journal, kept, say().serving(kept, gateway), gateway);
    }

    private Plan respond(Journal responding, AddressRecord kept, String reason, Gateway gateway) {
        Map<String, String> attributes = Map.of(
                Contract.PRIMARY_PRIVATE_IP_ADDRESS,
                        gateway.primary().map(Ipv4::toString).orElse(""),
                Contract.NETWORK_INTERFACE_ID, gateway.networkInterfaceId(),
                Contract.SECONDARY_PRIVATE_IP_ADDRESSES, Ipv4.join(",", request.order()));
        return Plan.decide(responding, new Response(true, kept.physicalId(), reason, attributes), reason);
    }

    /** Unassigns addresses before the deployment has succeeded: the only exception to "Create and Update only expand". */
    Plan releaseEarly(SortedSet<Ipv4> early, String why) {
        return Plan.call(
                journal,
                AddressChange.unassign(early, request.drainSeconds()),
                "early release: " + why + ", and these are no longer declared");
    }

    Plan fail(String reason) {
        return journal.responded()
                ? end(false, "not ended: " + reason)
                : new UndoPlanner(request, journal.with(draft -> draft.failureReason = reason), seen).plan();
    }

    CreateOrUpdatePlanner with(Journal changed) {
        return new CreateOrUpdatePlanner(request, changed, seen);
    }
}

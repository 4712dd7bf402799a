package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Create and Update: the declared addresses shall be on the gateway. Expands only, but for want of room. */
record CreateOrUpdatePlanner(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
    private static final String SUPERSEDED = "superseded";

    static CreateOrUpdatePlanner of(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
        return new CreateOrUpdatePlanner(AddressSelector.resolve(hold, journal, seen), journal, seen);
    }

    Plan plan() {
        if (journal.answered()) {
            return journal.handedOn() ? settle() : new AfterResponse(hold, journal, seen).plan();
        }
        if (journal.failure().isPresent()) {
            return new UndoPlanner(hold, journal, seen).plan();
        }
        return journal.operation().isEmpty() ? arrive() : proceed();
    }

    private Plan arrive() {
        StackOperation operation = seen.operation();
        boolean fits = hold.isCreate() ? operation.creates() : operation.updates();
        if (fits && seen.evidence().sent()) {
            return with(journal.with(draft -> draft.operation = operation)).proceed();
        }
        boolean certain = elapsed().compareTo(Timing.DOUBT) >= 0 || atDeadline();
        if (!certain) {
            return Plan.pause(
                    journal,
                    3,
                    "the stack is " + operation.status() + ", and its events do not show this request; looking again");
        }
        return refuse(fits ? Messages.notSent(hold, operation) : Messages.unexpectedStatus(hold, operation));
    }

    private Plan proceed() {
        if (seen.operation().isBefore(journal.operation().orElseThrow())) {
            return atDeadline()
                    ? fail(DrainWaiterMessages.holdDeadline(hold, journal, seen))
                    : Plan.pause(journal, 3, "CloudFormation shows an earlier operation; looking again");
        }
        Optional<String> superseder = RequestOrdering.supersededBy(hold, journal, seen);
        if (superseder.isPresent()) {
            return agreeOn(
                    SUPERSEDED, superseder.get(), plan -> plan.fail(Messages.superseded(hold, superseder.get())));
        }
        CreateOrUpdatePlanner looking = with(RequestOrdering.lookForEarlier(journal, seen));
        return atDeadline() ? looking.deadline() : looking.inTurn();
    }

    /** What serves need not fail: not at the very deadline, and not because an earlier request is still at work if it is recorded. */
    private Plan deadline() {
        Optional<String> unfit =
                seen.gateway().flatMap(gateway -> GatewayValidation.problem(hold, gateway, seen.subnet()));
        if (unfit.isPresent()) {
            return fail(unfit.get());
        }
        Optional<Gateway> held = seen.gateway()
                .filter(gateway -> isHeld(gateway) && (isRecorded(gateway) || RequestOrdering.isAlone(journal, seen)))
                .filter(gateway -> PollInterval.untilRecent(journal, seen, gateway) == 0
                        && !new ReleasedBeforeRollback(hold, journal, seen).mayBeHidden(gateway));
        if (held.isPresent()) {
            return succeed(held.get());
        }
        return mayHandOn() ? handOn() : fail(DrainWaiterMessages.holdDeadline(hold, journal, seen));
    }

    /** Only a running drain is in the way, it is known what is to be recorded, and a drain waiter has yet to look. */
    private boolean mayHandOn() {
        return !hold.isShort()
                && hold.gates().follow(seen.book())
                && seen.gateway().filter(Gateway::isDraining).isPresent()
                && failed(seen.gateway().get()).isEmpty();
    }

    private Plan handOn() {
        AddressRecord kept = ResultingRecord.held(hold, journal, seen);
        String reason =
                DrainWaiterMessages.handedOn(hold, journal, seen.gateway().get());
        return Plan.decide(
                journal.with(draft -> draft.handedOn = true),
                new Response(
                        true,
                        kept.physicalId(),
                        reason,
                        attributes(seen.gateway().get())),
                reason);
    }

    /** Goes on with what the answer left to the gates, for as long as the answered record is what this operation wants. */
    private Plan settle() {
        StackOperation own = journal.operation().orElseThrow();
        AfterResponse after = new AfterResponse(hold, journal, seen);
        boolean over = seen.now().isAfter(Planner.endOfAfterlife(hold, Planner.start(seen)));
        boolean another = !seen.operation().isBefore(own) && !seen.operation().sameAs(own);
        if (over || another || after.isAskedAgain() || journal.failure().isPresent()) {
            return after.plan();
        }
        return with(RequestOrdering.lookForEarlier(journal, seen)).onGateway();
    }

    private Plan inTurn() {
        if (journal.mine().isEmpty() && RequestOrdering.isDuplicate(journal, seen)) {
            return Plan.end(journal, false, "another execution handles this very request");
        }
        if (journal.operation().orElseThrow().isRollback()) {
            Duration left = Timing.LATEST_ARRIVAL.minus(elapsed());
            if (!RequestOrdering.hasPredecessor(journal, seen) && !left.isNegative() && !left.isZero()) {
                return Plan.pause(
                        journal, left.toSeconds() + 1, "an earlier request of this deployment may still arrive");
            }
        }
        return onGateway();
    }

    private Plan onGateway() {
        if (seen.gateway().isEmpty()) {
            Instant last = journal.called().map(Journal.Called::at).orElse(Planner.start(seen));
            return seen.now().isBefore(last.plus(Timing.OLDEST_GATEWAY))
                    ? Plan.pause(
                            journal,
                            10,
                            "EC2 does not know the gateway, on a page that may be an old one; looking again")
                    : fail(Messages.noGateway(hold));
        }
        Gateway gateway = seen.gateway().get();
        Optional<String> unfit = GatewayValidation.problem(hold, gateway, seen.subnet());
        if (unfit.isPresent()) {
            return fail(unfit.get());
        }
        return gateway.state().equals("pending") ? Plan.pause(journal, 5, "the gateway is pending") : converge(gateway);
    }

    Plan converge(Gateway gateway) {
        boolean held = isHeld(gateway);
        if (!(held && maySucceedAtOnce(gateway)) && !RequestOrdering.isAlone(journal, seen)) {
            return RequestOrdering.waitToBeAlone(journal, seen);
        }
        if (hold.isShort()) {
            return new SelectionPlanner(this, gateway).plan();
        }
        if (held && new ReleasedBeforeRollback(hold, journal, seen).mayBeHidden(gateway)) {
            return Plan.pause(
                    journal,
                    10,
                    "every address is serving, on a page that may be older than an early release; looking again");
        }
        if (held) {
            long wait = PollInterval.untilRecent(journal, seen, gateway);
            return wait > 0
                    ? Plan.pause(journal, wait, "every declared address is serving; looking once more")
                    : succeed(gateway);
        }
        Optional<GatewayAddress> failed = failed(gateway);
        if (failed.isPresent()) {
            return fail(Messages.failedAddress(hold, failed.get()));
        }
        if (gateway.isChanging()) {
            return Plan.pause(
                    journal,
                    PollInterval.whileChanging(journal, seen),
                    "waiting for " + Gateway.describe(gateway.changing()));
        }
        return new CapacityPlanner(this, gateway).plan();
    }

    private boolean isHeld(Gateway gateway) {
        return !hold.isShort() && gateway.servesAll(restorable());
    }

    /**
     * Whether an earlier request that still undoes itself need not be waited for. In a rollback it may be at work on another gateway,
     * and the rights to that one go as soon as the rollback has succeeded.
     */
    private boolean maySucceedAtOnce(Gateway gateway) {
        return !journal.operation().orElseThrow().isRollback() && isRecorded(gateway);
    }

    /** Whether the record already lists all that is declared, and all that it lists is serving. */
    private boolean isRecorded(Gateway gateway) {
        return seen.book()
                .current(hold.logicalId())
                .filter(kept -> kept.isOn(hold.gatewayId()))
                .filter(kept -> kept.addresses().containsAll(hold.desired()) && gateway.servesAll(kept.addresses()))
                .isPresent();
    }

    /** What is declared, but for what was lost before the deployment that is rolled back, and EC2 does not give back. */
    SortedSet<Ipv4> restorable() {
        SortedSet<Ipv4> restorable = new TreeSet<>(hold.desired());
        restorable.removeAll(journal.tolerated());
        return restorable;
    }

    private Optional<GatewayAddress> failed(Gateway gateway) {
        return hold.desired().stream()
                .flatMap(address -> gateway.find(address).stream())
                .filter(entry -> entry.status() == AddressStatus.FAILED)
                .findFirst();
    }

    private Plan succeed(Gateway gateway) {
        if (journal.answered()) {
            return Plan.end(
                    journal,
                    new AfterResponse(hold, journal, seen).isRecorded(),
                    "ended: every declared address is serving");
        }
        AddressRecord kept = ResultingRecord.held(hold, journal, seen);
        String reason = Messages.held(hold, kept, journal.tolerated());
        return Plan.decide(journal, new Response(true, kept.physicalId(), reason, attributes(gateway)), reason);
    }

    private Map<String, String> attributes(Gateway gateway) {
        return Map.of(
                Contract.PRIMARY_PRIVATE_IP_ADDRESS,
                        gateway.primary().map(Ipv4::toString).orElse(""),
                Contract.NETWORK_INTERFACE_ID, gateway.networkInterfaceId(),
                Contract.SECONDARY_PRIVATE_IP_ADDRESSES,
                        String.join(
                                ",", hold.order().stream().map(Ipv4::toString).toList()));
    }

    /** Refuses the request before anything was done for it. */
    private Plan refuse(String reason) {
        return Plan.decide(journal, Response.failed(ResultingRecord.afterFailure(hold, Set.of()), reason), reason);
    }

    /** Unassigns addresses before the deployment has succeeded: the only exception to "Create and Update only expand". */
    Plan free(SortedSet<Ipv4> early, String why) {
        return Plan.call(
                journal,
                AddressChange.unassign(early, hold.drainSeconds()),
                "early release: " + why + ", and these are no longer declared");
    }

    Plan fail(String reason) {
        if (journal.answered()) {
            return Plan.end(journal, false, "not ended: " + reason);
        }
        return new UndoPlanner(hold, journal.with(draft -> draft.failure = reason), seen).plan();
    }

    /** Acts only if two looks, far enough apart, agree. */
    Plan agreeOn(String verdict, String why, Function<CreateOrUpdatePlanner, Plan> then) {
        return VerdictOfTwoLooks.on(verdict, why, journal, seen, agreed -> then.apply(with(agreed)));
    }

    private boolean atDeadline() {
        return !seen.now().isBefore(Timing.deadline(Planner.start(seen), Planner.patience(hold, journal)));
    }

    private Duration elapsed() {
        return Duration.between(Planner.start(seen), seen.now());
    }

    private CreateOrUpdatePlanner with(Journal changed) {
        return new CreateOrUpdatePlanner(hold, changed, seen);
    }
}

package io.github.cdknat.handler.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

/** Create and Update: the declared addresses shall be on the gateway. Expands only, but for want of room. */
record HoldPlan(Request.Hold hold, Journal journal, Observation seen) {
    private static final String SUPERSEDED = "superseded";
    private static final String NO_GATEWAY = "no gateway";

    static HoldPlan of(Request.Hold hold, Journal journal, Observation seen) {
        return new HoldPlan(Choosing.resolve(hold, journal, seen), journal, seen);
    }

    Plan plan() {
        if (journal.answered()) {
            return journal.handedOn() ? settle() : new AfterAnswer(hold, journal, seen).plan();
        }
        if (journal.failure().isPresent()) {
            return new UndoPlan(hold, journal, seen).plan();
        }
        return journal.operation().isEmpty() ? arrive() : proceed();
    }

    private Plan arrive() {
        Operation operation = seen.operation();
        if (Precedence.beganAfter(operation, seen)) {
            return refuse(Sentences.beganAfter(hold, operation));
        }
        if (hold.isCreate() ? operation.creates() : operation.updates()) {
            return with(journal.with(draft -> draft.operation = operation)).proceed();
        }
        boolean certain = elapsed().compareTo(Limits.STATUS_PATIENCE) >= 0;
        return certain
                ? refuse(Sentences.unexpectedStatus(hold, operation))
                : Plan.pause(journal, 5, "the stack is " + operation.status() + "; looking again");
    }

    private Plan proceed() {
        if (seen.operation().isBefore(journal.operation().orElseThrow())) {
            return atDeadline()
                    ? fail(SettleSentences.holdDeadline(hold, journal, seen))
                    : Plan.pause(journal, 3, "CloudFormation's book shows an earlier operation; looking again");
        }
        Optional<String> superseder = Precedence.supersededBy(hold, journal, seen);
        if (superseder.isPresent()) {
            return agreeOn(
                    SUPERSEDED, superseder.get(), plan -> plan.fail(Sentences.superseded(hold, superseder.get())));
        }
        HoldPlan looking = with(Precedence.lookForEarlier(journal, seen));
        return atDeadline() ? looking.deadline() : looking.inTurn();
    }

    /** What serves need not fail: not at the very deadline, and not because an earlier request is still at work if it is recorded. */
    private Plan deadline() {
        Optional<String> unfit = seen.gateway().flatMap(gateway -> Fitness.problem(hold, gateway, seen.subnet()));
        if (unfit.isPresent()) {
            return fail(unfit.get());
        }
        Optional<Gateway> held = seen.gateway()
                .filter(gateway -> isHeld(gateway) && (isRecorded(gateway) || Precedence.isAlone(journal, seen)))
                .filter(gateway -> Patience.untilRecent(journal, seen, gateway) == 0);
        if (held.isPresent()) {
            return succeed(held.get());
        }
        return mayHandOn() ? handOn() : fail(SettleSentences.holdDeadline(hold, journal, seen));
    }

    /** Only a running drain is in the way, it is known what is to be recorded, and a settle gate has yet to look. */
    private boolean mayHandOn() {
        return !hold.isShort()
                && hold.gates().follow(seen.book())
                && seen.gateway().filter(Gateway::isDraining).isPresent()
                && failed(seen.gateway().get()).isEmpty();
    }

    private Plan handOn() {
        AddressRecord kept = Ownership.held(hold, journal, seen);
        String reason = SettleSentences.handedOn(hold, journal, seen.gateway().get());
        return Plan.decide(
                journal.with(draft -> draft.handedOn = true),
                new Decision(
                        true,
                        kept.physicalId(),
                        reason,
                        attributes(seen.gateway().get())),
                reason);
    }

    /** Goes on with what the answer left to the gates, for as long as the answered record is what this operation wants. */
    private Plan settle() {
        Operation own = journal.operation().orElseThrow();
        AfterAnswer after = new AfterAnswer(hold, journal, seen);
        boolean over = seen.now().isAfter(Planner.endOfAfterlife(hold, Planner.start(seen)));
        boolean another = !seen.operation().isBefore(own) && !seen.operation().sameAs(own);
        if (over || another || after.isAskedAgain() || journal.failure().isPresent()) {
            return after.plan();
        }
        return with(Precedence.lookForEarlier(journal, seen)).onGateway();
    }

    private Plan inTurn() {
        if (journal.mine().isEmpty() && Precedence.isDuplicate(journal, seen)) {
            return Plan.end(journal, false, "another execution handles this very request");
        }
        if (journal.operation().orElseThrow().isRollback()) {
            if (Precedence.isLateForward(hold, journal, seen)) {
                return refuse(Sentences.lateForward(hold));
            }
            Duration left = Limits.LATEST_ARRIVAL.minus(elapsed());
            if (!Precedence.hasPredecessor(journal, seen) && !left.isNegative() && !left.isZero()) {
                return Plan.pause(
                        journal, left.toSeconds() + 1, "an earlier request of this deployment may still arrive");
            }
        }
        return onGateway();
    }

    private Plan onGateway() {
        if (seen.gateway().isEmpty()) {
            return agreeOn(NO_GATEWAY, "EC2 does not know the gateway", plan -> plan.fail(Sentences.noGateway(hold)));
        }
        Gateway gateway = seen.gateway().get();
        Optional<String> unfit = Fitness.problem(hold, gateway, seen.subnet());
        if (unfit.isPresent()) {
            return fail(unfit.get());
        }
        return gateway.state().equals("pending") ? Plan.pause(journal, 5, "the gateway is pending") : converge(gateway);
    }

    Plan converge(Gateway gateway) {
        boolean held = isHeld(gateway);
        if (!(held && maySucceedAtOnce(gateway)) && !Precedence.isAlone(journal, seen)) {
            return Plan.pause(
                    journal,
                    Patience.behindOthers(journal, seen),
                    "making sure that no earlier request of the resource is running");
        }
        if (hold.isShort()) {
            return new ChoosePlan(this, gateway).plan();
        }
        if (held) {
            long wait = Patience.untilRecent(journal, seen, gateway);
            return wait > 0
                    ? Plan.pause(journal, wait, "every declared address is serving; looking once more")
                    : succeed(gateway);
        }
        Optional<GatewayAddress> failed = failed(gateway);
        if (failed.isPresent()) {
            return fail(Sentences.failedAddress(hold, failed.get()));
        }
        if (gateway.isChanging()) {
            return Plan.pause(
                    journal,
                    Patience.whileChanging(journal, seen),
                    "waiting for " + Gateway.describe(gateway.changing()));
        }
        return new RoomPlan(this, gateway).plan();
    }

    private boolean isHeld(Gateway gateway) {
        return !hold.isShort() && gateway.servesAll(hold.desired());
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
                    new AfterAnswer(hold, journal, seen).isRecorded(),
                    "settled: every declared address is serving");
        }
        AddressRecord kept = Ownership.held(hold, journal, seen);
        String reason = Sentences.held(hold, kept);
        return Plan.decide(journal, new Decision(true, kept.physicalId(), reason, attributes(gateway)), reason);
    }

    private Map<String, String> attributes(Gateway gateway) {
        return Map.of(
                "PrimaryPrivateIpAddress", gateway.primary().map(Ipv4::toString).orElse(""),
                "NetworkInterfaceId", gateway.networkInterfaceId(),
                "SecondaryPrivateIpAddresses",
                        String.join(
                                ",", hold.order().stream().map(Ipv4::toString).toList()));
    }

    /** Refuses the request before anything was done for it. */
    private Plan refuse(String reason) {
        return Plan.decide(journal, Decision.failed(Ownership.afterFailure(hold, Set.of()), reason), reason);
    }

    /** Unassigns addresses before the deployment has succeeded: the only exception to "Create and Update only expand". */
    Plan free(SortedSet<Ipv4> early, String why) {
        return Plan.call(
                journal,
                Intention.unassign(early, hold.drainSeconds()),
                "early release: " + why + ", and these are no longer declared");
    }

    Plan fail(String reason) {
        if (journal.answered()) {
            return Plan.end(journal, false, "not settled: " + reason);
        }
        return new UndoPlan(hold, journal.with(draft -> draft.failure = reason), seen).plan();
    }

    /** Acts only if two looks, far enough apart, agree. */
    Plan agreeOn(String verdict, String why, Function<HoldPlan, Plan> then) {
        return Agreement.on(verdict, why, journal, seen, agreed -> then.apply(with(agreed)));
    }

    private boolean atDeadline() {
        return !seen.now().isBefore(Limits.deadline(Planner.start(seen), hold.serviceTimeout()));
    }

    private Duration elapsed() {
        return Duration.between(Planner.start(seen), seen.now());
    }

    private HoldPlan with(Journal changed) {
        return new HoldPlan(hold, changed, seen);
    }
}

package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.handler.plan.Messages;
import io.github.cdknat.handler.plan.Plan;
import io.github.cdknat.handler.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One pass: observe, plan, make at most one mutating call, return the new journal. No loops, no sleeping. */
final class Pass {
    /** A refusal is final when this many later observations still show the address as it was. */
    private static final int SIGHTINGS = 2;

    private static final int DENIAL_PAUSE = 10;

    private final Ec2 ec2;
    private final Invocation turn;
    private final Request request;
    private final Map<String, Object> line;

    /**
     * Prepares a pass.
     *
     * @param line the log line, which the pass completes: what was seen, planned and answered
     */
    Pass(Ec2 ec2, Invocation turn, Request request, Map<String, Object> line) {
        this.ec2 = ec2;
        this.turn = turn;
        this.request = request;
        this.line = line;
    }

    NextState run(Observer observer, Journal journal) throws Observer.UnsupportedFormatException {
        try {
            Observation seen = observer.observe(turn, request);
            note(seen);
            return take(Planner.plan(request, journal, seen), seen);
        } catch (Observer.ObservationFailedException e) {
            Journal noted = e.isDenied() ? CallOutcomes.denied(journal, turn.now()) : journal;
            Plan blind = Planner.planBlind(request, noted, turn.start(), turn.now(), e.getMessage());
            boolean waits = e.isThrottled() && blind.step() instanceof Plan.Step.Wait;
            Plan plan = waits ? throttled(blind.journal(), e.getMessage()) : blind;
            return step(plan, plan.journal());
        }
    }

    private NextState take(Plan plan, Observation seen) {
        return plan.step() instanceof Plan.Step.Call call
                ? call(plan, call.intention(), seen)
                : step(plan, plan.journal().with(draft -> draft.intention = null));
    }

    /** Every step but a call. */
    private NextState step(Plan plan, Journal journal) {
        line.put("why", plan.why());
        line.put("step", plan.step().toString());
        if (plan.step() instanceof Plan.Step.Wait pause) {
            return NextState.pause(journal, pause.seconds());
        }
        return plan.step() instanceof Plan.Step.Finish end
                ? NextState.end(journal, end.success())
                : NextState.respond(journal);
    }

    private NextState call(Plan plan, AddressChange intention, Observation seen) {
        Journal journal = plan.journal();
        line.put("why", plan.why());
        line.put("step", intention.toString());
        if (journal.refusal()
                .filter(refusal -> refusal.intention().equals(intention))
                .isPresent()) {
            return refusedBefore(journal, journal.refusal().get(), seen);
        }
        if (needsPermission(journal)) {
            return askPermission(journal, intention, seen);
        }
        if (!journal.intention().equals(Optional.of(intention))) {
            return NextState.again(journal.with(draft -> draft.intention = intention));
        }
        Reply<Boolean> reply = ec2.change(request.gatewayId(), intention);
        if (CallOutcomes.isThrottled(reply)) {
            Plan again = throttled(journal, reply.outcome());
            return NextState.pause(again.journal(), ((Plan.Step.Wait) again.step()).seconds());
        }
        return CallOutcomes.isDenied(reply)
                ? denied(CallOutcomes.denied(journal, turn.now()), intention, reply, seen)
                : CallOutcomes.after(reply, journal, intention, turn.now());
    }

    private Plan throttled(Journal journal, String cause) {
        Journal noted = journal.with(draft -> draft.crowded = true);
        return Planner.planThrottled(request, noted, turn.self(), turn.now(), cause);
    }

    /** Undoing and releasing take away what the same rights have given, so only a Hold asks before its first change. */
    private boolean needsPermission(Journal journal) {
        return request instanceof Request.CreateOrUpdate
                && !journal.permitted()
                && journal.failure().isEmpty();
    }

    /**
     * Asks whether it may take back what it is about to do. The call itself tells whether it may be made; and where tokens are short, a
     * question would take one from somebody's call.
     */
    private NextState askPermission(Journal journal, AddressChange intention, Observation seen) {
        AddressChange reverse = intention.assigns()
                ? AddressChange.unassign(intention.addresses(), request.drainSeconds())
                : AddressChange.assign(intention.addresses());
        if (!journal.crowded()) {
            Reply<Boolean> reply = ec2.mayChange(request.gatewayId(), reverse);
            if (CallOutcomes.isDenied(reply)) {
                return denied(CallOutcomes.denied(journal, turn.now()), reverse, reply, seen);
            }
        }
        return NextState.again(journal.with(draft -> {
            draft.permitted = true;
            draft.deniedSince = null;
            draft.intention = intention;
        }));
    }

    /** What is to be taken back is asked for again and again, until the time after the answer is over too. */
    private NextState denied(Journal journal, AddressChange asked, Reply<Boolean> reply, Observation seen) {
        boolean undoing = journal.failure().isPresent();
        return Planner.isDeniedForGood(request, journal, turn.start(), turn.now()) && !undoing
                ? giveUp(journal, Messages.denied(request, LoggingEc2.action(asked), reply.outcome()), seen)
                : NextState.pause(journal, DENIAL_PAUSE);
    }

    private NextState refusedBefore(Journal journal, Journal.RejectedCall refusal, Observation seen) {
        Duration since = Duration.between(refusal.at(), turn.now());
        int sightings = since.compareTo(Timing.AGREEMENT.multipliedBy(refusal.sightings() + 1L)) >= 0
                ? refusal.sightings() + 1
                : refusal.sightings();
        Journal noted = journal.with(draft -> {
            draft.intention = null;
            draft.refusal = new Journal.RejectedCall(
                    refusal.intention(), refusal.code(), refusal.message(), refusal.at(), sightings);
        });
        if (sightings < SIGHTINGS && !isAbsent(refusal.intention(), seen) || mayBeOurs(noted, refusal.intention())) {
            return NextState.pause(noted, (int) Timing.AGREEMENT.toSeconds());
        }
        if (isLost(noted, refusal.intention(), seen)) {
            return NextState.again(noted.with(draft -> losing(draft, refusal.intention())));
        }
        if (mayChooseAgain(noted, refusal.intention())) {
            return NextState.again(noted.with(draft -> choosingAgain(draft, refusal.intention())));
        }
        return isTolerable(noted, refusal.intention(), seen)
                ? NextState.again(noted.with(draft -> {
                    draft.tolerated.addAll(refusal.intention().addresses());
                    draft.refusal = null;
                }))
                : giveUp(noted.with(draft -> draft.refusal = null), Messages.refused(request, refusal, seen), seen);
    }

    /** What EC2 will not unassign and does not show is gone: its refusal is newer than any page. */
    private static boolean isAbsent(AddressChange intention, Observation seen) {
        return !intention.assigns()
                && seen.gateway()
                        .filter(gateway -> intention.addresses().stream().noneMatch(gateway::has))
                        .isPresent();
    }

    /** A page may be from before the record, or from before this request's own call: then EC2 refuses what is there already. */
    private boolean mayBeOurs(Journal journal, AddressChange intention) {
        Instant last = journal.called().map(Journal.Called::at).orElse(turn.start());
        return request instanceof Request.CreateOrUpdate hold
                && intention.assigns()
                && turn.now().isBefore(last.plus(Timing.OLDEST_GATEWAY))
                && intention.addresses().stream()
                        .anyMatch(address -> journal.mine().contains(address)
                                || hold.eventRecord()
                                        .filter(kept -> kept.lists(address))
                                        .isPresent());
    }

    /** Whether a rollback may end without it: the deployment that is rolled back has not released it. */
    private boolean isLost(Journal journal, AddressChange intention, Observation seen) {
        return request instanceof Request.CreateOrUpdate hold
                && hold.choice().isEmpty()
                && intention.assigns()
                && journal.failure().isEmpty()
                && journal.operation().filter(StackOperation::isRollback).isPresent()
                && Planner.mayHaveReleased(hold, journal, seen).stream().noneMatch(intention.addresses()::contains);
    }

    private static void losing(Journal.Draft draft, AddressChange refused) {
        draft.refusal = null;
        draft.choices++;
        if (refused.addresses().size() == 1) {
            draft.tolerated.addAll(refused.addresses());
        }
    }

    /** Which code EC2 has for an address that is taken is not known, so any final refusal of chosen addresses may mean that. */
    private boolean mayChooseAgain(Journal journal, AddressChange intention) {
        return request instanceof Request.CreateOrUpdate hold
                && hold.choice().isPresent()
                && intention.assigns()
                && journal.failure().isEmpty()
                && journal.choices() < Timing.MOST_CHOICES;
    }

    /** From now on one address is assigned at a time, so that a refusal says which one is not free. */
    private static void choosingAgain(Journal.Draft draft, AddressChange refused) {
        draft.refusal = null;
        draft.choices++;
        draft.chosen.removeAll(refused.addresses());
        if (refused.addresses().size() == 1) {
            draft.avoided.addAll(refused.addresses());
        }
    }

    /** An undo must not fail for what EC2 will not take back, nor a release for addresses that never worked. */
    private static boolean isTolerable(Journal journal, AddressChange intention, Observation seen) {
        return !intention.assigns()
                && (journal.failure().isPresent()
                        || seen.gateway()
                                .filter(gateway -> intention.addresses().stream()
                                        .allMatch(address -> !gateway.has(address)
                                                || gateway.status(address) == AddressStatus.FAILED))
                                .isPresent());
    }

    private NextState giveUp(Journal journal, String reason, Observation seen) {
        line.put("failure", reason);
        Journal failed = journal.with(draft -> {
            draft.intention = null;
            draft.deniedSince = null;
        });
        if (request instanceof Request.Delete release) {
            return NextState.respond(
                    failed.with(draft -> draft.decision = Response.failed(release.physicalId(), reason)));
        }
        boolean undoing = failed.failure().isPresent();
        Journal undo = undoing
                ? failed.with(draft -> draft.tolerated.addAll(failed.mine()))
                : failed.with(draft -> draft.failure = reason);
        return take(Planner.plan(request, undo, seen), seen);
    }

    private void note(Observation seen) {
        line.put("stack", seen.operation().status());
        seen.gateway()
                .ifPresent(
                        gateway -> line.put("gateway", gateway.state() + ": " + Gateway.describe(gateway.addresses())));
    }
}

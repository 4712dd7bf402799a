package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.handler.plan.AfterRejection;
import io.github.cdknat.handler.plan.Messages;
import io.github.cdknat.handler.plan.Plan;
import io.github.cdknat.handler.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One pass: observe, plan, make at most one mutating call, return the new journal. No loops, no sleeping. */
final class Pass {
    private static final int DENIAL_PAUSE = 10;

    private final Ec2 ec2;
    private final CallLog calls;
    private final Invocation turn;
    private final Request request;
    private final Map<String, Object> line;

    /**
     * Prepares a pass.
     *
     * @param line the log line, which the pass completes: what was seen, planned and answered
     */
    Pass(Ec2 ec2, CallLog calls, Invocation turn, Request request, Map<String, Object> line) {
        this.ec2 = ec2;
        this.calls = calls;
        this.turn = turn;
        this.request = request;
        this.line = line;
    }

    NextState run(Observer observer, Journal journal) throws Observer.UnsupportedFormatException {
        try {
            Observation seen = observer.observe(turn, request);
            line.put("stack", seen.operation().status());
            seen.gateway()
                    .ifPresent(gateway ->
                            line.put("gateway", gateway.state() + ": " + Gateway.describe(gateway.addresses())));
            return take(Planner.plan(request, journal, seen), seen);
        } catch (Observer.ObservationFailedException e) {
            Journal uncalled = journal.with(draft -> draft.pendingChange = null);
            Journal noted = e.isDenied() ? uncalled.seeing(Journal.Fact.DENIED, turn.now()) : uncalled;
            Plan blind = Planner.planBlind(request, noted, turn.start(), turn.now(), e.getMessage());
            return e.isThrottled() && blind.step() instanceof Plan.Step.Wait
                    ? throttled(blind.journal(), e.getMessage())
                    : step(blind, blind.journal());
        }
    }

    private NextState take(Plan plan, Observation seen) {
        return plan.step() instanceof Plan.Step.Call call
                ? call(plan, call.change(), seen)
                : step(plan, plan.journal().with(draft -> draft.pendingChange = null));
    }

    /** Every step but a call. */
    private NextState step(Plan plan, Journal journal) {
        line.put("why", plan.why());
        line.put("step", plan.step().toString());
        if (plan.step() instanceof Plan.Step.Wait pause) {
            Instant until = Planner.waitsUntil(request, journal, turn.start(), turn.now());
            line.put("until", until.toString());
            return NextState.pause(journal, pause.seconds());
        }
        return plan.step() instanceof Plan.Step.Finish end
                ? NextState.end(journal, end.success())
                : NextState.respond(journal);
    }

    private NextState call(Plan plan, AddressChange change, Observation seen) {
        Journal journal = plan.journal();
        line.put("why", plan.why());
        line.put("step", change.toString());
        Optional<Journal.RejectedCall> rejected =
                journal.rejectedCall().filter(call -> call.change().equals(change));
        if (rejected.isPresent()) {
            Optional<Journal> judged = new AfterRejection(request, journal, seen).of(rejected.get());
            return judged.isPresent()
                    ? take(Planner.plan(request, judged.get(), seen), seen)
                    : NextState.pause(
                            journal.with(draft -> draft.pendingChange = null), (int) Timing.AGREEMENT.toSeconds());
        }
        if (needsPermission(journal)) {
            return askPermission(journal, change, seen);
        }
        if (!journal.pendingChange().equals(Optional.of(change))) {
            return NextState.again(journal.with(draft -> draft.pendingChange = change));
        }
        Reply<Boolean> reply = calls.note(CallLog.action(change), ec2.change(request.gatewayId(), change));
        if (CallOutcomes.isThrottled(reply)) {
            return throttled(journal, reply.outcome());
        }
        return CallOutcomes.isDenied(reply)
                ? denied(journal, change, reply, seen)
                : CallOutcomes.after(reply, journal, change, turn.now());
    }

    private NextState throttled(Journal journal, String cause) {
        Journal noted = journal.with(draft -> draft.throttled = true);
        Plan plan = Planner.planThrottled(request, noted, turn.self(), turn.now(), cause);
        return step(plan, plan.journal());
    }

    /** Undoing and releasing take away what the same rights have given, so only a Create or Update asks before its first change. */
    private boolean needsPermission(Journal journal) {
        return request instanceof Request.CreateOrUpdate
                && !journal.permissionChecked()
                && journal.failureReason().isEmpty();
    }

    /**
     * Asks whether it may take back what it is about to do. The call itself tells whether it may be made; and where tokens are short, a
     * question would take one from somebody's call.
     */
    private NextState askPermission(Journal journal, AddressChange change, Observation seen) {
        AddressChange reverse = change.assigns()
                ? AddressChange.unassign(change.addresses(), request.drainSeconds())
                : AddressChange.assign(change.addresses());
        if (!journal.throttled()) {
            Reply<Boolean> reply =
                    calls.note(CallLog.action(reverse) + " (DryRun)", ec2.mayChange(request.gatewayId(), reverse));
            if (CallOutcomes.isDenied(reply)) {
                return denied(journal, reverse, reply, seen);
            }
        }
        return NextState.again(journal.with(draft -> {
            draft.permissionChecked = true;
            draft.since.remove(Journal.Fact.DENIED);
            draft.pendingChange = change;
        }));
    }

    /** What is to be taken back is asked for again and again, until the time after the answer is over too. */
    private NextState denied(Journal journal, AddressChange asked, Reply<Boolean> reply, Observation seen) {
        Journal denied = journal.seeing(Journal.Fact.DENIED, turn.now());
        if (!Planner.isDeniedForGood(request, denied, turn.start(), turn.now())
                || denied.failureReason().isPresent()
                || denied.responded()) {
            return NextState.pause(denied, DENIAL_PAUSE);
        }
        Duration since = Duration.between(denied.since().get(Journal.Fact.DENIED), turn.now());
        String reason = Messages.denied(request, denied, CallLog.action(asked), reply.outcome(), since);
        line.put("failure", reason);
        Journal givenUp = new AfterRejection(request, denied, seen).denied(reason);
        return take(Planner.plan(request, givenUp, seen), seen);
    }
}

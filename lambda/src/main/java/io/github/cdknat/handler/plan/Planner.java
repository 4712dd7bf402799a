package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The pure heart: what comes next for this request, given what it has done and what AWS shows. */
public final class Planner {
    private Planner() {}

    /** Plans the next step. The plan's pauses never reach past the request's own deadlines. */
    public static Plan plan(Request request, Journal journal, Observation seen) {
        if (journal.response().isPresent() && !journal.responded()) {
            return seen.evidence().taken().isEmpty()
                    ? new Plan(journal, new Plan.Step.Respond(), "the decision is not answered yet")
                    : plan(request, journal.with(draft -> draft.responded = true), seen);
        }
        Journal noticed = seen.gateway()
                .map(gateway -> journal.noticing(gateway, start(seen), seen.now()))
                .orElse(journal);
        Plan plan = request instanceof Request.CreateOrUpdate declaration
                ? CreateOrUpdatePlanner.of(declaration, remembering(declaration, noticed, seen), seen)
                        .plan()
                : request instanceof Request.Delete delete
                        ? new DeletePlanner(delete, noticed, seen).plan()
                        : new DrainWaiterPlanner((Request.DrainWaiter) request, noticed, seen).plan();
        return clamp(request, namingStopped(plan, journal, seen), start(seen), seen.now());
    }

    /** A new answer names the execution of the request before, if it was stopped: what that had begun is in no record. */
    private static Plan namingStopped(Plan plan, Journal before, Observation seen) {
        Optional<String> stopped = seen.earlier().stream()
                .reduce((older, newer) -> newer)
                .filter(last -> last.status() == Execution.Status.STOPPED
                        && last.name().resource().equals(seen.self().name().resource()))
                .map(last -> last.name().text());
        return before.response().isPresent() || stopped.isEmpty()
                ? plan
                : new Plan(
                        plan.journal().with(draft -> {
                            if (draft.response != null) {
                                draft.response = draft.response.adding(Messages.stopped(stopped.get()));
                            }
                        }),
                        plan.step(),
                        plan.why());
    }

    /** What later pages may not show any more: the record before the deployment, and what other resources owned. */
    private static Journal remembering(Request.CreateOrUpdate request, Journal journal, Observation seen) {
        SortedSet<Ipv4> owned = ResultingRecord.ownedByStack(request, seen);
        boolean isKnown = journal.previousPhysicalId().isPresent()
                || seen.evidence().before().isEmpty();
        return isKnown && journal.ownedByStack().containsAll(owned)
                ? journal
                : journal.with(draft -> {
                    draft.ownedByStack.addAll(owned);
                    draft.previousPhysicalId = journal.previousPhysicalId()
                            .or(seen.evidence()::before)
                            .orElse(null);
                });
    }

    /** Plans without an observation: a source could not be read. Only time decides. */
    public static Plan planBlind(Request request, Journal journal, Instant start, Instant now, String cause) {
        if (journal.response().isPresent() && !journal.responded()) {
            return new Plan(journal, new Plan.Step.Respond(), "the decision is not answered yet");
        }
        if (journal.responded() && now.isAfter(endOfExecution(request, start))) {
            return Plan.end(journal, false, "nothing could be confirmed in time: " + cause);
        }
        boolean hopeless = now.isAfter(Timing.lastCall(start, patience(request, journal)))
                || journal.assigned().isEmpty() && isDeniedForGood(request, journal, start, now);
        if (!journal.responded() && hopeless) {
            String reason = Messages.couldNotObserve(request, journal, cause);
            return Plan.decide(
                    journal.with(draft -> draft.failureReason = reason),
                    Response.failed(ResultingRecord.afterFailure(request, journal.assigned()), reason),
                    cause);
        }
        return clamp(request, Plan.pause(journal, 5, cause), start, now);
    }

    /** When a request that waits gives up: its answer at its deadline, or what comes after the answer. */
    public static Instant waitsUntil(Request request, Journal journal, Instant start, Instant now) {
        Instant deadline = Timing.deadline(start, patience(request, journal));
        return journal.responded()
                ? endOfExecution(request, start)
                : now.isBefore(deadline) ? deadline : Timing.lastCall(start, patience(request, journal));
    }

    /** Plans after AWS refused a call for want of a token. */
    public static Plan planThrottled(Request request, Journal journal, Execution self, Instant now, String cause) {
        Plan pause = Plan.pause(journal, PollInterval.whileThrottled(self, journal, now), cause);
        return clamp(request, pause, Instant.ofEpochMilli(self.start()), now);
    }

    static Instant start(Observation seen) {
        return Instant.ofEpochMilli(seen.self().start());
    }

    /**
     * How long a request may take, in seconds. CloudFormation waits for an hour; a Create or Update that goes forward gives up after at
     * most two drains, so that a lost cause does not take that long.
     */
    static int patience(Request request, Journal journal) {
        boolean forward = request instanceof Request.CreateOrUpdate && !journal.isRollback();
        return forward
                ? Math.min(request.serviceTimeout(), 2 * request.drainSeconds() + Timing.BESIDE_DRAINS)
                : request.serviceTimeout();
    }

    static Instant endOfExecution(Request request, Instant start) {
        int drainWaiters = request instanceof Request.CreateOrUpdate declaration
                ? declaration.drainWaiters().after()
                : request instanceof Request.Delete delete
                        ? delete.drainWaiters().before()
                        : 0;
        return start.plusSeconds((1L + drainWaiters) * request.serviceTimeout()).plus(Timing.AFTER_RESPONSE);
    }

    /** Whether a call has been denied for longer than a new policy may take to work, or than anybody may wait for a right. */
    public static boolean isDeniedForGood(Request request, Journal journal, Instant start, Instant now) {
        boolean isLong = journal.hasSeen(Journal.Fact.DENIED, Timing.DENIAL_PATIENCE, now);
        Instant last = Timing.deadline(start, patience(request, journal)).minus(Timing.LAST_QUESTION);
        return isLong && !(isHardToRepeat(request, journal) && now.isBefore(last));
    }

    /** A rollback that fails is stuck, and a clean-up forgets a Delete that failed three times: rights may come back meanwhile. */
    private static boolean isHardToRepeat(Request request, Journal journal) {
        return request instanceof Request.Delete
                ? journal.operation()
                        .filter(operation -> operation.direction() == StackOperation.Direction.DELETE)
                        .isEmpty()
                : journal.isRollback();
    }

    /** What the deployment that is rolled back may have released early, and so has to be restored. */
    public static SortedSet<Ipv4> mayHaveReleased(Request.CreateOrUpdate request, Journal journal, Observation seen) {
        return seen.gateway()
                .map(gateway -> new ReleasedBeforeRollback(request, journal, seen).possible(gateway))
                .orElse(Ipv4.sorted(List.of()));
    }

    private static Plan clamp(Request request, Plan plan, Instant start, Instant now) {
        if (!(plan.step() instanceof Plan.Step.Wait pause) || plan.journal().responded()) {
            return plan;
        }
        Instant next = waitsUntil(request, plan.journal(), start, now);
        long left = Duration.between(now, next).toSeconds() + 1;
        return left > 0 && left < pause.seconds() ? Plan.pause(plan.journal(), left, plan.why()) : plan;
    }
}

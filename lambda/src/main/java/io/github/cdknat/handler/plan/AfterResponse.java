package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.time.Duration;

/** What an execution does when CloudFormation has its answer: confirm the record, or finish undoing. */
record AfterResponse(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
    Plan plan() {
        Response decision = journal.decision().orElseThrow();
        if (journal.failure().isPresent()) {
            return new UndoPlanner(hold, journal, seen).plan();
        }
        return decision.success()
                ? confirm(decision)
                : Plan.end(journal, false, "CloudFormation took the answer, and nothing was done");
    }

    private Plan confirm(Response decision) {
        if (isRecorded()) {
            return Plan.end(journal, !journal.handedOn(), "CloudFormation's record is the answered one");
        }
        if (isBuiltUpon()) {
            return Plan.end(journal, !journal.handedOn(), "a later request started from the answered record");
        }
        if (isAskedAgain()) {
            return notTaken();
        }
        StackOperation own = journal.operation().orElseThrow();
        if (!seen.operation().isBefore(own) && !seen.operation().sameAs(own)) {
            return seen.now().isAfter(Planner.endOfAfterlife(hold, Planner.start(seen)))
                    ? Plan.end(journal, false, "the stack's events never showed whether the answer was taken")
                    : goneOn();
        }
        if (seen.now().isAfter(Planner.endOfAfterlife(hold, Planner.start(seen)))) {
            return Plan.end(journal, true, "CloudFormation never showed the answered record");
        }
        return Plan.pause(journal, pause(), "waiting for CloudFormation to show the answered record");
    }

    /** Whether the answer has become the resource's record. */
    boolean isRecorded() {
        String answered = journal.decision().orElseThrow().physicalId();
        return seen.book()
                .entry(hold.logicalId())
                .filter(entry -> entry.physicalId().equals(answered))
                .isPresent();
    }

    /**
     * Whether a later request started from the answered record: CloudFormation took the answer, although it may have said otherwise
     * at first, and has gone on since. What this request put on the gateway is that record's now.
     */
    private boolean isBuiltUpon() {
        String answered = journal.decision().orElseThrow().physicalId();
        return !hold.eventPhysicalId().filter(answered::equals).isPresent()
                && seen.later().stream().anyMatch(later -> later.name().startsFrom(answered));
    }

    /** A rollback that failed is continued: what CloudFormation had an answer to in time it does not ask for again. */
    boolean isAskedAgain() {
        return journal.operation().orElseThrow().isRollback()
                && seen.later().stream()
                        .anyMatch(later -> later.name().isHold()
                                && !later.name().isOfSameRequestAs(seen.self().name()));
    }

    /** The next request restores the same, and chooses anew: what this one has newly chosen is in no record. */
    private Plan notTaken() {
        String reason = "CloudFormation did not take the answer, and has sent the request again";
        UndoPlanner undo = new UndoPlanner(hold, journal.with(draft -> draft.failure = reason), seen);
        return undo.hasNothing() ? Plan.end(journal, false, reason) : undo.plan();
    }

    /** The stack has gone on, and shows another record: whether the answer came too late is what its events say. */
    private Plan goneOn() {
        if (seen.evidence().taken().isEmpty()) {
            return Plan.pause(journal, pause(), "waiting for the stack's events to show whether the answer was taken");
        }
        if (seen.evidence().taken().get()) {
            return Plan.end(journal, !journal.handedOn(), "CloudFormation took the answer, and has gone on since");
        }
        String reason = "the answer came too late: the stack is "
                + seen.operation().status() + " and the record is another one";
        return new UndoPlanner(hold, journal.with(draft -> draft.failure = reason), seen).plan();
    }

    private long pause() {
        long elapsed = Duration.between(Planner.start(seen), seen.now()).toSeconds();
        return Math.min(30, 2 + elapsed / 10);
    }
}

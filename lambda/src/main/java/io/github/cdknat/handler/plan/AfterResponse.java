package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What an execution does when CloudFormation has its answer: confirm the record, or finish undoing. */
record AfterResponse(Request.CreateOrUpdate request, Journal journal, Observation seen) implements PlanInput {
    Plan plan() {
        if (journal.failureReason().isPresent()) {
            return new UndoPlanner(request, journal, seen).plan();
        }
        return journal.response().orElseThrow().success()
                ? confirm()
                : end(false, "CloudFormation took the answer, and nothing was done");
    }

    private Plan confirm() {
        if (isRecorded()) {
            return end(!journal.deferred(), "CloudFormation's record is the answered one");
        }
        if (isBuiltUpon()) {
            return end(!journal.deferred(), "a later request started from the answered record");
        }
        if (isAskedAgain()) {
            return undo("CloudFormation did not take the answer, and has sent the request again");
        }
        StackOperation own = journal.operation().orElseThrow();
        boolean hasGoneOn = !seen.operation().isBefore(own) && !seen.operation().sameAs(own);
        Optional<Boolean> taken = hasGoneOn ? seen.evidence().taken() : Optional.empty();
        if (isOver()) {
            return end(!hasGoneOn, "the stack's events never showed whether the answer was taken");
        }
        if (taken.isEmpty() && isAskedByAnother()) {
            Journal seeing = journal.seeing(Journal.Fact.ASKED_BY_ANOTHER, now());
            return seeing.hasSeen(Journal.Fact.ASKED_BY_ANOTHER, Timing.DOUBT, now())
                    ? undo("a later request asks for the same, and CloudFormation's record is not the answered one")
                    : Plan.pause(
                            seeing,
                            10,
                            "a later request starts from another record than the answered one; looking again");
        }
        if (taken.isEmpty()) {
            return lookAgain(
                    Math.min(30, 2 + Duration.between(start(), now()).toSeconds() / 10),
                    "waiting for CloudFormation to show whether the answer was taken");
        }
        return taken.get()
                ? end(!journal.deferred(), "CloudFormation took the answer, and has gone on since")
                : undo("the answer came too late: the stack is "
                        + seen.operation().status() + " and the record is another one");
    }

    private String answered() {
        return journal.response().orElseThrow().physicalId();
    }

    /** Whether the answer has become the resource's record. */
    boolean isRecorded() {
        return seen.resources()
                .entry(request.logicalId())
                .filter(entry -> entry.physicalId().equals(answered()))
                .isPresent();
    }

    /**
     * Whether a later request started from the answered record: CloudFormation took the answer, although it may have said otherwise
     * at first, and has gone on since. What this request put on the gateway is that record's now.
     */
    private boolean isBuiltUpon() {
        return !request.eventPhysicalId().filter(answered()::equals).isPresent()
                && seen.later().stream().anyMatch(later -> later.name().startsFrom(answered()));
    }

    /** A rollback that failed is continued: what CloudFormation had an answer to in time it does not ask for again. */
    boolean isAskedAgain() {
        return isRollback() && laterRequests().findAny().isPresent();
    }

    /**
     * A deployment that was cancelled is repeated while its late event is at work: the later request starts from another record than
     * the answered one. So does a late event of an earlier deployment, so that the answer must not be the record for as long as
     * CloudFormation's pages may be old.
     */
    private boolean isAskedByAnother() {
        return laterRequests().anyMatch(later -> !later.startsFrom(answered()));
    }

    private Stream<ExecutionName> laterRequests() {
        return seen.later().stream()
                .map(Execution::name)
                .filter(later -> later.isCreateOrUpdate()
                        && !later.isOfSameRequestAs(seen.self().name()));
    }

    private Plan undo(String reason) {
        UndoPlanner undo = new UndoPlanner(request, journal.with(draft -> draft.failureReason = reason), seen);
        return undo.hasNothing() ? end(false, reason) : undo.plan();
    }
}

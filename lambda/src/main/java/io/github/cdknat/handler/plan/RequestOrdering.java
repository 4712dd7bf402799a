package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.util.Optional;
import java.util.stream.Stream;

/** One execution at a time for one resource: who waits for whom, who is superseded, who is a duplicate. */
final class RequestOrdering {
    private RequestOrdering() {}

    /** Notes since when no earlier execution of the resource is seen running. */
    static Journal lookForEarlier(Journal journal, Observation seen) {
        return isAlone(seen) ? journal.seeing(Journal.Fact.ALONE, seen.now()) : journal.notSeeing(Journal.Fact.ALONE);
    }

    /** Whether no earlier execution is seen running. */
    static boolean isAlone(Observation seen) {
        return seen.earlier().stream().noneMatch(Execution::isRunning);
    }

    /** Changes nothing on the gateway, and answers nothing, until no earlier request of the resource can be running. */
    static Plan waitToBeAlone(Journal journal, Observation seen) {
        return Plan.pause(journal, PollInterval.behindOthers(seen), "an earlier request of the resource is running");
    }

    /** Why nobody waits for this request any more; empty if somebody does. */
    static Optional<String> supersededBy(Request request, Journal journal, Observation seen) {
        StackOperation own = journal.operation().orElse(seen.operation());
        if (!own.sameAs(seen.operation())) {
            return Optional.of("the stack went from " + own.status() + " to "
                    + seen.operation().status());
        }
        return seen.later().stream()
                .filter(later -> supersedes(later, request, own, seen.self()))
                .findFirst()
                .map(later -> "a later " + later.name().type() + " request for the resource is running");
    }

    private static boolean supersedes(Execution later, Request request, StackOperation own, Execution self) {
        if (later.name().isOfSameRequestAs(self.name()) || areDeletesOfDifferentRecords(later.name(), self.name())) {
            return false;
        }
        return !(later.name().isCreateOrUpdate() && own.isRollback() && restoresItsRecord(request));
    }

    /** Each owes what the other does not; they run one after the other. */
    private static boolean areDeletesOfDifferentRecords(ExecutionName one, ExecutionName other) {
        return !one.isCreateOrUpdate()
                && !other.isCreateOrUpdate()
                && !one.physicalId().equals(other.physicalId());
    }

    /** Whether another execution of this very request runs or has succeeded: then this one has nothing to do. */
    static boolean isDuplicate(Journal journal, Observation seen) {
        return ofThisDeployment(journal, seen)
                .filter(other -> other.isEarlierThan(seen.self()))
                .filter(other -> other.isRunning() || other.status() == Execution.Status.SUCCEEDED)
                .anyMatch(other -> other.name().isOfSameRequestAs(seen.self().name()));
    }

    /** Whether this rollback knows of any request that the deployment made for its resource. */
    static boolean hasPredecessor(Journal journal, Observation seen) {
        return ofThisDeployment(journal, seen).findAny().isPresent();
    }

    /** Whether the deployment's own request from that record, in a rollback the Update back, has succeeded. */
    static boolean hasSucceededFrom(String physicalId, Journal journal, Observation seen) {
        return ofThisDeployment(journal, seen)
                .filter(other -> other.status() == Execution.Status.SUCCEEDED)
                .anyMatch(other -> other.name().startsFrom(physicalId));
    }

    /** Whether an earlier request may have been sent whose execution is not listed yet. */
    static boolean mayBeUnlisted(Journal journal, Observation seen) {
        return untilListed(seen) > 0 && !hasPredecessor(journal, seen);
    }

    /** Seconds until any earlier request has its execution listed, or never will. */
    static long untilListed(Observation seen) {
        return PollInterval.secondsUntil(Planner.start(seen).plus(Timing.DOUBT), seen.now());
    }

    static boolean restoresItsRecord(Request request) {
        return request instanceof Request.CreateOrUpdate declaration
                && !declaration.isShort()
                && declaration.eventRecord().map(AddressRecord::addresses).equals(Optional.of(declaration.desired()));
    }

    private static Stream<Execution> ofThisDeployment(Journal journal, Observation seen) {
        long begun = journal.operation().orElse(seen.operation()).changed() - Timing.CLOCK_SLACK.toMillis();
        return seen.executions().stream().filter(other -> other.name().isCreateOrUpdate() && other.start() >= begun);
    }
}

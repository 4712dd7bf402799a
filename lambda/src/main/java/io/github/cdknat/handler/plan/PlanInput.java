package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.function.Function;

/** What every planner decides on: a request, what it has done, and what AWS shows. */
interface PlanInput {
    Request request();

    Journal journal();

    Observation seen();

    default Instant now() {
        return seen().now();
    }

    default Instant start() {
        return Planner.start(seen());
    }

    /** Whether so much time has passed since the request arrived. */
    default boolean isPast(Duration sinceStart) {
        return !now().isBefore(start().plus(sinceStart));
    }

    default boolean atDeadline() {
        return !now().isBefore(Timing.deadline(start(), Planner.patience(request(), journal())));
    }

    /** Whether nothing more can be done, not even after the answer. */
    default boolean isOver() {
        return now().isAfter(Planner.endOfExecution(request(), start()));
    }

    default boolean isRollback() {
        return journal().isRollback();
    }

    default Plan lookAgain(long seconds, String why) {
        return Plan.pause(journal(), seconds, why);
    }

    default Plan end(boolean success, String why) {
        return Plan.end(journal(), success, why);
    }

    /** Nothing on the gateway can be changed while anything on it is changing. */
    default Plan waitForChange(String who, Gateway gateway) {
        return lookAgain(PollInterval.whileChanging(journal(), seen()), who + Gateway.describe(gateway.changing()));
    }

    /** One status a call, and a drained address that is shown as serving not at all: the page may be an old one. */
    default Plan unassign(Gateway gateway, Collection<Ipv4> addresses, int drainSeconds, String why) {
        SortedSet<Ipv4> doubtful = journal().doubtful(gateway);
        if (!doubtful.isEmpty()) {
            return lookAgain(2, Ipv4.list(doubtful) + " drained a moment ago and is shown as serving; looking again");
        }
        SortedSet<Ipv4> failed = gateway.among(addresses, status -> status == AddressStatus.FAILED);
        SortedSet<Ipv4> others = Ipv4.without(addresses, failed);
        return Plan.call(journal(), AddressChange.unassign(others.isEmpty() ? failed : others, drainSeconds), why);
    }

    /** The plan that follows once every look has shown this for long enough, made with what the journal knows then. */
    default Plan onceConfirmed(Journal.Fact fact, String why, Function<Journal, Plan> then) {
        Journal seeing = journal().seeing(fact, now());
        Instant since = seeing.since().getOrDefault(fact, now());
        long left = PollInterval.secondsUntil(since.plus(Timing.AGREEMENT), now());
        return left > 0 ? Plan.pause(seeing, left, why + "; looking once more") : then.apply(seeing);
    }
}

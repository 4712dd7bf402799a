package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What we say when time is over, and about drains that outlast a request. */
final class DrainWaiterMessages {
    private DrainWaiterMessages() {}

    static String holdDeadline(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
        boolean rollback =
                journal.operation().filter(StackOperation::isRollback).isPresent();
        return Messages.cannotHold(
                hold,
                "the time of this request (" + Planner.patience(hold, journal)
                        + " s) is over" + found(hold, journal, seen)
                        + busy(journal, seen) + "; "
                        + again(rollback)
                        + when(journal, seen) + ".");
    }

    private static String found(Request.CreateOrUpdate hold, Journal journal, Observation seen) {
        Collection<Ipv4> missing = missing(hold.desired(), seen);
        if (hold.isShort()) {
            return ", and " + (hold.wanted() - hold.order().size()) + " have still to be chosen";
        }
        if (!missing.isEmpty()) {
            return " and not serving are: " + Ipv4.list(missing);
        }
        return RequestOrdering.isAlone(journal, seen)
                ? ", and every address serves only since a moment ago"
                : ", and every address is serving, but an earlier request of the resource may still be at work";
    }

    static String releaseDeadline(
            Request.Delete release, Journal journal, Observation seen, Gateway gateway, SortedSet<Ipv4> left) {
        return "Cannot release " + Ipv4.list(left) + " from " + gateway.id()
                + ": the time of this request ("
                + release.serviceTimeout() + " s) is over, and on the gateway are "
                + describe(gateway.addresses(), journal) + "; try again"
                + when(journal, seen) + ".";
    }

    static String restoreDeadline(
            Request.Delete release, Journal journal, Observation seen, Gateway gateway, SortedSet<Ipv4> left) {
        return "Cannot restore " + Ipv4.list(left) + " on " + gateway.id()
                + ": the deployment that is rolled back had released it early, the time of this request ("
                + release.serviceTimeout() + " s) is over, and on the gateway are "
                + describe(gateway.addresses(), journal) + "; deploy " + release.logicalId() + " again"
                + when(journal, seen) + ".";
    }

    static String handedOn(Request.CreateOrUpdate hold, Journal journal, Gateway gateway) {
        return "Handing on to the drain waiters: still to serve on " + hold.gatewayId() + " are "
                + Ipv4.list(hold.desired().stream()
                        .filter(address -> !gateway.serves(address))
                        .toList())
                + ", and the gateway is busy with " + describe(gateway.changing(), journal) + ".";
    }

    static String deadline(
            Request.DrainWaiter settle, Journal journal, Observation seen, Collection<Ipv4> missing, boolean rollback) {
        return "Cannot wait for " + settle.owner() + ": the time of its last drain waiter (ServiceTimeout "
                + settle.serviceTimeout() + " s) is over"
                + (missing.isEmpty()
                        ? ", and every address is serving, but its execution is still running"
                        : " and not serving are: " + Ipv4.list(missing))
                + busy(journal, seen) + "; " + again(rollback) + when(journal, seen) + ".";
    }

    static String deleteNotEnded(Request.DrainWaiter settle, Journal journal, Observation seen) {
        return "Cannot wait for the release of " + settle.owner()
                + ": the time of its last drain waiter (ServiceTimeout " + settle.serviceTimeout()
                + " s) is over, and the release is still running" + busy(journal, seen)
                + "; it goes on by itself, try again" + when(journal, seen) + ".";
    }

    /** A drain waiter cannot tell an owner that was skipped from one that failed after it had handed on. */
    static String createOrUpdateNotEnded(
            Request.DrainWaiter settle, Gateway gateway, Collection<Ipv4> missing, boolean rollback) {
        return "Cannot wait for " + settle.owner() + ": its execution has ended, and not serving are "
                + Ipv4.list(missing) + "; on " + gateway.id() + " are " + Gateway.describe(gateway.addresses())
                + ". Look at the execution in Step Functions for the cause, then " + again(rollback)
                + (rollback ? "; if " + settle.owner() + " was skipped in it, skip this drain waiter too." : ".");
    }

    static String gatewayGone(Request.DrainWaiter settle) {
        return "Cannot wait for " + settle.owner() + ": " + settle.gatewayId()
                + " is gone, and its addresses with it; declare addresses of a gateway that is there.";
    }

    static String superseded(Request.DrainWaiter settle, StackOperation now) {
        return "Cannot wait for " + settle.owner() + ": the stack is " + now.status()
                + " by now, so nobody waits for this request.";
    }

    static String stale(Request.DrainWaiter settle, boolean rollback) {
        return "Cannot wait for " + settle.owner() + ": the time of its last drain waiter (ServiceTimeout "
                + settle.serviceTimeout() + " s) is over, and CloudFormation still shows an earlier operation; "
                + again(rollback) + ".";
    }

    static Collection<Ipv4> missing(Collection<Ipv4> desired, Observation seen) {
        return desired.stream()
                .filter(address -> seen.gateway()
                        .filter(gateway -> gateway.serves(address))
                        .isEmpty())
                .toList();
    }

    private static String again(boolean rollback) {
        return rollback ? "continue the update rollback" : "deploy again";
    }

    private static String busy(Journal journal, Observation seen) {
        return seen.gateway()
                .filter(Gateway::isChanging)
                .map(gateway -> " while the gateway is busy with " + describe(gateway.changing(), journal))
                .orElse("");
    }

    /** The addresses with their status, and those that drain with the time since when that is known. */
    private static String describe(Collection<GatewayAddress> addresses, Journal journal) {
        return addresses.stream()
                .map(entry -> entry.address()
                        .flatMap(address ->
                                Optional.ofNullable(journal.draining().get(address)))
                        .map(since -> entry.address().get() + " (unassigning since " + seconds(since) + " or longer)")
                        .orElse(entry.toString()))
                .collect(Collectors.joining(", "));
    }

    /** A drain of our own ends when it was asked to; anybody else's may take as long as any. */
    private static String when(Journal journal, Observation seen) {
        if (journal.draining().isEmpty()) {
            return seen.gateway().filter(Gateway::isChanging).isPresent() ? " when the gateway is no longer busy" : "";
        }
        Instant end = journal.draining().entrySet().stream()
                .map(entry -> entry.getValue().plus(longest(journal, entry.getKey())))
                .max(Instant::compareTo)
                .orElseThrow();
        Instant after = end.isBefore(seen.now()) ? seen.now() : end;
        return " after " + seconds(after) + ", when the last drain is over";
    }

    private static Duration longest(Journal journal, Ipv4 address) {
        return journal.called()
                .map(Journal.Called::intention)
                .filter(call -> !call.assigns() && call.addresses().contains(address))
                .map(call -> Duration.ofSeconds(call.drainSeconds()))
                .orElse(Timing.LONGEST_DRAIN);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}

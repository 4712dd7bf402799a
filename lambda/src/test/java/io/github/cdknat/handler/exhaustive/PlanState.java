package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.plan.Plan;
import io.github.cdknat.handler.plan.Planner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One state: what is asked for, what the request has done so far, and what the books say. */
record PlanState(Request request, Journal journal, Observation seen) {
    Plan plan() {
        return Planner.plan(request, journal, seen);
    }

    /** The same world, with everything that AWS lists in no order listed the other way round. */
    PlanState reordered() {
        Observation other = new Observation(
                seen.now(),
                seen.self(),
                reversed(seen.executions()),
                seen.operation(),
                new StackResources(
                        reversed(seen.book().entries()),
                        reversed(seen.book().gateways()),
                        seen.book().end()),
                seen.gateway()
                        .map(gateway -> new Gateway(
                                gateway.id(),
                                gateway.state(),
                                gateway.connectivityType(),
                                gateway.availabilityMode(),
                                gateway.subnetId(),
                                reversed(gateway.addresses()))),
                seen.subnet(),
                seen.neighbourhood()
                        .map(around -> SubnetUsage.of(around.subnet(), around.taken(), reversed(around.reserved()))),
                seen.terms(),
                seen.evidence());
        return new PlanState(request, journal, other);
    }

    /** How much there is in it to understand: of two worlds that break a invariant, the smaller one is told. */
    int size() {
        int addresses =
                seen.gateway().map(gateway -> gateway.addresses().size()).orElse(0);
        int records = seen.book().entries().stream()
                .mapToInt(entry -> entry.physicalId().length())
                .sum();
        return addresses * 10
                + records
                + seen.executions().size() * 20
                + journalText().length()
                + requestText().length();
    }

    /** The world as a few readable lines. */
    String text() {
        String gateway = seen.gateway()
                .map(found -> found.id() + " " + found.state() + " " + found.connectivityType() + " "
                        + found.availabilityMode() + ": " + Gateway.describe(found.addresses()))
                .orElse("unknown to EC2");
        String book = seen.book().entries().stream()
                .map(entry -> entry.logicalId() + " " + entry.physicalId() + " " + entry.status())
                .collect(Collectors.joining("; "));
        String executions = seen.executions().stream()
                .map(other -> other.name().text() + " " + other.status() + " at "
                        + (other.start() - seen.self().start()) + " ms")
                .collect(Collectors.joining("; "));
        return String.join(
                "\n",
                "  request    " + requestText(),
                "  journal    " + journalText(),
                "  time       "
                        + Duration.ofMillis(
                                        seen.now().toEpochMilli() - seen.self().start())
                                .toSeconds() + " s after the start",
                "  stack      " + seen.operation().status() + ", changed "
                        + (seen.operation().changed() - seen.self().start()) + " ms",
                "  gateway    " + gateway,
                "  book       " + (book.isEmpty() ? "empty" : book),
                "  gateways   " + seen.book().gateways() + ", in the template "
                        + seen.book().end(),
                "  executions " + (executions.isEmpty() ? "none other" : executions),
                "  around     "
                        + seen.neighbourhood().map(SubnetUsage::toString).orElse("not looked at"));
    }

    private String requestText() {
        if (request instanceof Request.CreateOrUpdate hold) {
            return (hold.isCreate()
                            ? "Create"
                            : "Update of " + hold.eventPhysicalId().orElseThrow()) + ": hold "
                    + hold.choice().map(Object::toString).orElse(Ipv4.list(hold.desired()))
                    + hold.choice()
                            .filter(choice -> !choice.excluded().isEmpty())
                            .map(choice -> " without " + choice.excluded())
                            .orElse("")
                    + ", limit " + hold.addressLimit() + ", gates "
                    + hold.gates().after() + ", ServiceTimeout " + hold.serviceTimeout() + " s";
        }
        if (request instanceof Request.DrainWaiter settle) {
            return "Drain waiter " + settle.stage() + " of " + settle.of() + ": " + settle.task() + ", ServiceTimeout "
                    + settle.serviceTimeout() + " s";
        }
        Request.Delete release = (Request.Delete) request;
        return "Delete of " + release.physicalId() + ", " + release.drainWait() + ", gates "
                + release.gates().before() + ", ServiceTimeout " + request.serviceTimeout() + " s";
    }

    private String journalText() {
        List<String> parts = new ArrayList<>();
        journal.operation().ifPresent(value -> parts.add(value.status()));
        addresses(parts, "mine", journal.mine());
        addresses(parts, "freed", journal.freed());
        addresses(parts, "tolerated", journal.tolerated());
        addresses(parts, "chosen", journal.chosen());
        addresses(parts, "avoided", journal.avoided());
        told(parts, "before", journal.before());
        told(parts, "intends to", journal.intention());
        told(parts, "called", journal.called());
        told(parts, "sighted", journal.sighting());
        told(parts, "alone since", journal.aloneSince());
        told(parts, "failing:", journal.failure());
        told(parts, "decided", journal.decision());
        if (journal.choices() > 0) {
            parts.add("chose " + journal.choices() + " times again");
        }
        if (journal.answered()) {
            parts.add("answered");
        }
        if (journal.handedOn()) {
            parts.add("handed on, owed " + journal.owed());
        }
        return parts.isEmpty() ? "empty" : String.join(", ", parts);
    }

    private static void addresses(List<String> parts, String name, Collection<Ipv4> addresses) {
        if (!addresses.isEmpty()) {
            parts.add(name + " " + addresses);
        }
    }

    private static void told(List<String> parts, String name, Optional<?> value) {
        value.ifPresent(told -> parts.add(name + " " + told));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}

package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.handler.plan.AddressSelector;
import io.github.cdknat.handler.plan.Plan;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A world and the plan made in it, and what the invariants ask about them, worked out from the books alone. */
final class PlanCheck {
    private final PlanState world;
    private final Plan plan;
    private final Set<Ipv4> assigned;
    private final Set<Ipv4> unassigned;
    private final Set<Ipv4> there;

    PlanCheck(PlanState world) {
        this.world = world;
        this.plan = world.plan();
        this.assigned = called(AddressChange::assigns);
        this.unassigned = called(call -> !call.assigns());
        this.there = there(entry -> true);
    }

    PlanState world() {
        return world;
    }

    Plan plan() {
        return plan;
    }

    Request request() {
        return world.request();
    }

    Journal journal() {
        return world.journal();
    }

    /** The records that count: a Delete that the events have bound does not count its own, whatever a page shows. */
    StackResources resources() {
        return release()
                .map(request -> world.seen().resources().without(request.logicalId(), request.physicalId()))
                .orElse(world.seen().resources());
    }

    Instant now() {
        return world.seen().now();
    }

    boolean isCreateOrUpdate() {
        return request() instanceof Request.CreateOrUpdate;
    }

    boolean isRelease() {
        return request() instanceof Request.Delete;
    }

    /** The Create or Update; empty for a Release. */
    Optional<Request.CreateOrUpdate> hold() {
        return request() instanceof Request.CreateOrUpdate hold ? Optional.of(hold) : Optional.empty();
    }

    Optional<Request.Delete> release() {
        return request() instanceof Request.Delete release ? Optional.of(release) : Optional.empty();
    }

    /** Whether this plan leaves the rest of a drain to drain waiters. */
    boolean handsOn() {
        return plan.journal().deferred() && !journal().deferred();
    }

    /** What the Create or Update declares, or what its count stands for by now. */
    Set<Ipv4> desired() {
        return hold().map(hold -> Set.copyOf(AddressSelector.resolve(hold, plan.journal(), world.seen())
                        .order()))
                .orElse(Set.of());
    }

    Optional<Gateway> gateway() {
        return world.seen().gateway();
    }

    boolean isGone() {
        return gateway().filter(found -> !found.isGone()).isEmpty();
    }

    static boolean isFit(Gateway gateway) {
        return gateway.state().equals("available")
                && gateway.connectivityType().equals("private")
                && gateway.availabilityMode().equals("zonal");
    }

    /** What is on the gateway with a status that fits. */
    Set<Ipv4> there(Predicate<GatewayAddress> fits) {
        return gateway().stream()
                .flatMap(gateway -> gateway.addresses().stream())
                .filter(fits)
                .flatMap(entry -> entry.address().stream())
                .collect(Collectors.toSet());
    }

    Set<Ipv4> there() {
        return there;
    }

    Optional<AddressChange> call() {
        return plan.step() instanceof Plan.Step.Call call ? Optional.of(call.change()) : Optional.empty();
    }

    boolean calls() {
        return call().isPresent();
    }

    boolean assigns() {
        return !assigned.isEmpty();
    }

    boolean unassigns() {
        return !unassigned.isEmpty();
    }

    /** How many more addresses the Create or Update's limit allows. */
    int room() {
        return hold().orElseThrow().addressLimit()
                - gateway().orElseThrow().addresses().size();
    }

    /** How long an unassigned address drains: as the current template says for a Release, as its own for a Create or Update. */
    int drainSeconds() {
        int own = request().drainSeconds();
        return isRelease() ? world.seen().drainSettings().seconds().orElse(own) : own;
    }

    Set<Ipv4> assigned() {
        return assigned;
    }

    Set<Ipv4> unassigned() {
        return unassigned;
    }

    /** The decision that this plan has made; empty if it was made before, or is still to be made. */
    Optional<Response> decision() {
        return journal().response().isPresent()
                ? Optional.empty()
                : plan.journal().response();
    }

    Optional<Response> success() {
        return decision().filter(Response::success);
    }

    boolean succeeds() {
        return success().isPresent();
    }

    /** Whether the plan is, or becomes, that of a request that takes back what it did. */
    boolean fails() {
        return plan.journal().failureReason().isPresent();
    }

    StackOperation own() {
        return plan.journal().operation().orElse(world.seen().operation());
    }

    boolean isRollback() {
        return own().isRollback();
    }

    /** Whether the stack is still at the request's own operation. */
    boolean isCurrent() {
        return own().sameAs(world.seen().operation());
    }

    /** What all records that count list on the gateway. */
    Set<Ipv4> recorded() {
        return resources().addressesOn(request().gatewayId());
    }

    /** What the records of the stack's other resources list on the gateway. */
    Set<Ipv4> recordedElsewhere() {
        return resources().othersAddressesOn(request().gatewayId(), request().logicalId());
    }

    /** What the event's own record lists on the gateway. */
    Set<Ipv4> owned() {
        return listed(eventRecord(), request().gatewayId());
    }

    /** What the event's record says was found on the gateway. */
    Set<Ipv4> adopted() {
        return eventRecord().<Set<Ipv4>>map(AddressRecord::adopted).orElse(Set.of());
    }

    private Optional<AddressRecord> eventRecord() {
        return request().eventPhysicalId().flatMap(AddressRecord::parse);
    }

    /** What the current record of the resource lists on the gateway. */
    Set<Ipv4> current() {
        return listed(resources().current(request().logicalId()), StateFixtures.GATEWAY);
    }

    private static Set<Ipv4> listed(Optional<AddressRecord> record, String gatewayId) {
        return record.filter(kept -> kept.isOn(gatewayId))
                .map(kept -> Set.copyOf(kept.order()))
                .orElse(Set.of());
    }

    Set<Ipv4> serving() {
        return there(entry -> entry.status() == AddressStatus.SUCCEEDED);
    }

    boolean serves(Set<Ipv4> addresses) {
        return serving().containsAll(addresses);
    }

    Set<Ipv4> draining() {
        return there(entry -> entry.status().isDraining());
    }

    /** What is on the gateway, and not on its way. */
    Set<Ipv4> left() {
        return there(entry -> !entry.status().isChanging());
    }

    /** What the Release owes, whether it is there or not. */
    Set<Ipv4> owed() {
        Set<Ipv4> owed = minus(minus(owned(), recorded()), journal().notUnassigned());
        gateway().flatMap(Gateway::primary).ifPresent(owed::remove);
        if (isRollback()) {
            owed.removeAll(adopted());
        }
        if (journal().deferred()) {
            owed.retainAll(journal().toRelease());
        }
        return owed;
    }

    /** Whether a Release need not wait until what it owes has drained. */
    boolean mayDrainOn() {
        return isLate()
                || release().orElseThrow().drainWait() == DrainWait.UNTIL_STARTED
                || world.seen().drainSettings().gatewayGoes()
                        && world.seen().operation().deletesAll();
    }

    Instant deadline() {
        return Timing.deadline(StateFixtures.START, request().serviceTimeout());
    }

    boolean isLate() {
        return !now().isBefore(deadline());
    }

    Instant lastCall() {
        return Timing.lastCall(StateFixtures.START, request().serviceTimeout());
    }

    boolean isAlone() {
        return world.seen().earlier().stream().noneMatch(Execution::isRunning);
    }

    /** The rules that this plan breaks, each with this world and this plan. */
    Stream<String> violations() {
        return Stream.of(PlanRule.values())
                .filter(rule -> !rule.holds(this))
                .map(rule -> told(rule + ": " + rule.sentence()));
    }

    String told(String rule) {
        return rule + "\n" + world.text() + "\n  plan    " + plan;
    }

    private Set<Ipv4> called(Predicate<AddressChange> kind) {
        return call().filter(kind)
                .map(AddressChange::addresses)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    static <T> boolean disjoint(Collection<T> some, Collection<T> others) {
        return some.stream().noneMatch(others::contains);
    }

    static Set<Ipv4> minus(Collection<Ipv4> some, Collection<Ipv4> others) {
        Set<Ipv4> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}

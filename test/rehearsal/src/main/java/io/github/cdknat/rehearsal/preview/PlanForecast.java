package io.github.cdknat.rehearsal.preview;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainSettings;
import io.github.cdknat.handler.model.Evidence;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.Subnet;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.plan.Plan;
import io.github.cdknat.handler.plan.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks the handler's planner step by step, as if EC2 accepted every call: an assignment takes {@value #ASSIGNING} s (assumed), a
 * drain as long as it may.
 */
final class PlanForecast {
    static final int ASSIGNING = 30;

    /** How long a drain that is under way already may go on: EC2's default (assumed). */
    static final int DRAIN_UNDER_WAY = 350;

    private static final int MOST_STEPS = 20_000;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** What the planner decides in the end, and on the way there. */
    record Outcome(Response decision, List<AddressChange> calls, long seconds, Gateway gateway) {}

    private final Request request;
    private final StackOperation operation;
    private final StackResources records;
    private final Optional<Subnet> subnet;
    private final Optional<SubnetUsage> usage;
    private final Map<Instant, List<Ipv4>> due = new TreeMap<>();
    private final List<AddressChange> calls = new ArrayList<>();
    private Gateway gateway;
    private Instant now = BEGIN;

    PlanForecast(
            Request request,
            String status,
            StackResources records,
            Gateway gateway,
            Optional<Subnet> subnet,
            Optional<SubnetUsage> usage) {
        this.request = request;
        this.operation = new StackOperation(status, BEGIN.toEpochMilli());
        this.records = records;
        this.gateway = gateway;
        this.subnet = subnet;
        this.usage = usage;
        gateway.changing()
                .forEach(entry -> entry.address()
                        .ifPresent(address ->
                                end(entry.status().isDraining() ? DRAIN_UNDER_WAY : ASSIGNING, List.of(address))));
    }

    private void end(int afterSeconds, Collection<Ipv4> addresses) {
        due.computeIfAbsent(now.plusSeconds(afterSeconds), any -> new ArrayList<>())
                .addAll(addresses);
    }

    Outcome outcome() {
        Journal journal = Journal.empty();
        for (int step = 0; step < MOST_STEPS; step++) {
            Plan plan = Planner.plan(request, journal, seen());
            journal = plan.journal();
            if (plan.step() instanceof Plan.Step.Wait pause) {
                pass(pause.seconds());
            } else if (plan.step() instanceof Plan.Step.Call call) {
                journal = isTooMany(call.change())
                        ? refused(journal, call.change())
                        : accepted(journal, call.change());
            } else {
                Response decision = journal.response()
                        .orElseThrow(() -> new IllegalStateException("The planner ended without a decision"));
                return new Outcome(
                        decision, List.copyOf(calls), now.getEpochSecond() - BEGIN.getEpochSecond(), gateway);
            }
        }
        throw new IllegalStateException("The planner came to no decision in " + MOST_STEPS + " steps");
    }

    private Observation seen() {
        ExecutionName name = new ExecutionName(
                "0".repeat(20),
                request instanceof Request.CreateOrUpdate ? "update" : "delete",
                "0".repeat(8),
                "0".repeat(12),
                "0".repeat(16));
        Execution self = new Execution(name, Execution.Status.RUNNING, BEGIN.toEpochMilli());
        return new Observation(
                now,
                self,
                List.of(),
                operation,
                records,
                Optional.of(gateway),
                subnet,
                usage,
                new DrainSettings(Optional.of(request.drainSeconds()), Optional.empty()),
                Evidence.NONE);
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
        due.entrySet().removeIf(entry -> {
            boolean over = !entry.getKey().isAfter(now);
            if (over) {
                entry.getValue().forEach(this::over);
            }
            return over;
        });
    }

    private void over(Ipv4 address) {
        boolean drained = gateway.status(address).isDraining();
        change(List.of(address), drained ? Optional.empty() : Optional.of(AddressStatus.SUCCEEDED));
    }

    /** Assumed: EC2's limit is the declared one. */
    private boolean isTooMany(AddressChange change) {
        return request instanceof Request.CreateOrUpdate wanted
                && change.assigns()
                && gateway.addresses().size() + change.addresses().size() > wanted.addressLimit();
    }

    private Journal refused(Journal journal, AddressChange change) {
        Instant at = now;
        pass(1);
        return journal.with(draft -> draft.rejectedCall =
                new Journal.RejectedCall(change, "PrivateIpAddressLimitExceeded", "The gateway is full.", at, 0));
    }

    private Journal accepted(Journal journal, AddressChange change) {
        calls.add(change);
        boolean assigns = change.assigns();
        change(
                change.addresses(),
                Optional.of(assigns ? AddressStatus.of("assigning") : AddressStatus.of("unassigning")));
        end(assigns ? ASSIGNING : change.drainSeconds(), change.addresses());
        Instant at = now;
        pass(1);
        return journal.with(draft -> {
            (assigns ? draft.assigned : draft.releasedEarly).addAll(change.addresses());
            draft.lastCall = new Journal.LastCall(change, at);
            draft.sighting = null;
            draft.rejectedCall = null;
            draft.permissionChecked = true;
        });
    }

    private void change(Iterable<Ipv4> addresses, Optional<AddressStatus> status) {
        List<GatewayAddress> entries = new ArrayList<>(gateway.addresses());
        for (Ipv4 address : addresses) {
            entries.removeIf(entry -> entry.address().filter(address::equals).isPresent());
            status.ifPresent(is ->
                    entries.add(new GatewayAddress(Optional.of(address), is, false, "", gateway.networkInterfaceId())));
        }
        gateway = new Gateway(
                gateway.id(),
                gateway.state(),
                gateway.connectivityType(),
                gateway.availabilityMode(),
                gateway.subnetId(),
                entries);
    }
}

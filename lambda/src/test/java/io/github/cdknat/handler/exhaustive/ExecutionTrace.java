package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request's life in a state: plan, do as planned in a model of EC2, let time pass, plan again, until the execution
 * ends. Every plan on the way is kept.
 */
final class ExecutionTrace {
    /** What becomes of the request's first call, and of what it assigns. */
    enum Luck {
        GOOD,
        REPLY_LOST,
        REQUEST_LOST,
        BUSY_AT_FIRST,
        QUOTA_IS_HIGHER,
        ASSIGNED_ADDRESSES_FAIL
    }

    private static final int MOST_PASSES = 1_000;
    private static final int ASSIGN_SECONDS = 4;

    private final PlanState first;
    private final Luck luck;
    private final Map<Ipv4, AddressStatus> addresses = new TreeMap<>();
    private final Map<Ipv4, Instant> settles = new HashMap<>();
    private final List<PlanCheck> outcomes = new ArrayList<>();
    private final List<AddressChange> calls = new ArrayList<>();
    private StackResources book;
    private Journal journal;
    private Instant now;
    private Optional<Instant> answered = Optional.empty();
    private boolean ended;
    private boolean endedWell;

    private ExecutionTrace(PlanState first, Luck luck) {
        this.first = first;
        this.luck = luck;
        this.book = first.seen().book();
        this.journal = first.journal();
        this.now = first.seen().now();
        first.seen()
                .gateway()
                .orElseThrow()
                .addresses()
                .forEach(entry -> put(entry.address().orElseThrow(), entry.status(), 40));
    }

    /** Lives to the end, or for 1,000 passes. */
    static ExecutionTrace of(PlanState first, Luck luck) {
        ExecutionTrace life = new ExecutionTrace(first, luck);
        while (!life.ended && life.outcomes.size() < MOST_PASSES) {
            life.pass();
        }
        return life;
    }

    boolean ended() {
        return ended;
    }

    /** Whether an execution that went on after its answer says that all has come about. */
    boolean endedWell() {
        return endedWell;
    }

    List<PlanCheck> outcomes() {
        return outcomes;
    }

    /** The calls that EC2 took, whether or not the reply arrived. */
    List<AddressChange> calls() {
        return calls;
    }

    Optional<Instant> answered() {
        return answered;
    }

    Optional<Response> decision() {
        return journal.response();
    }

    Journal journal() {
        return journal;
    }

    /** The world as it is left behind, as another request of the same resource finds it. */
    PlanState after(Request next) {
        Instant settled = now.plusSeconds(Fixtures.DRAIN);
        now = settled;
        progress();
        now = Fixtures.after(10);
        return new PlanState(next, Journal.empty(), seen());
    }

    AddressStatus status(Ipv4 address) {
        return addresses.getOrDefault(address, AddressStatus.UNKNOWN);
    }

    boolean has(Ipv4 address) {
        return addresses.containsKey(address);
    }

    private void pass() {
        progress();
        PlanCheck outcome = new PlanCheck(new PlanState(first.request(), journal, seen()));
        outcomes.add(outcome);
        Plan plan = outcome.plan();
        if (plan.step() instanceof Plan.Step.Call call) {
            call(plan.journal(), call.change());
            return;
        }
        journal = plan.journal().with(draft -> draft.pendingChange = null);
        if (plan.step() instanceof Plan.Step.Wait pause) {
            now = now.plusSeconds(pause.seconds());
        } else if (plan.step() instanceof Plan.Step.Respond) {
            answer(journal.response().orElseThrow());
        } else {
            ended = true;
            endedWell = ((Plan.Step.Finish) plan.step()).success();
        }
    }

    /** As in a pass: intended first, made by the next pass. */
    private void call(Journal planned, AddressChange change) {
        if (!planned.pendingChange().equals(Optional.of(change))) {
            journal = planned.with(draft -> draft.pendingChange = change);
            return;
        }
        boolean busy = luck == Luck.BUSY_AT_FIRST && calls.isEmpty() && !planned.permissionChecked();
        now = now.plusSeconds(5);
        if (busy) {
            journal = planned.with(draft -> draft.permissionChecked = true);
            return;
        }
        if (isRefused(change)) {
            refuse(planned, change);
            return;
        }
        boolean lost = luck == Luck.REQUEST_LOST && planned.lastCall().isEmpty();
        if (!lost) {
            calls.add(change);
            change.addresses().forEach(address -> take(address, change));
        }
        journal = planned.with(draft -> {
            draft.pendingChange = null;
            draft.lastCall = new Journal.LastCall(change, now);
            draft.since.keySet().removeIf(fact -> !fact.isLasting());
            draft.rejectedCall = null;
            if (change.assigns()) {
                draft.assigned.addAll(change.addresses());
                draft.drained.removeAll(change.addresses());
            } else if (planned.failureReason().isEmpty()) {
                draft.releasedEarly.addAll(change.addresses());
            }
        });
    }

    /** EC2 takes what its quota has room for, and lets go of what is there. */
    private boolean isRefused(AddressChange change) {
        int limit = first.request() instanceof Request.CreateOrUpdate hold ? hold.addressLimit() : 8;
        int room = limit - addresses.size() + (luck == Luck.QUOTA_IS_HIGHER ? 1 : 0);
        return change.assigns()
                ? change.addresses().size() > room
                : !addresses.keySet().containsAll(change.addresses());
    }

    /** As in a pass, where only a Release's unassign is refused twice in these worlds: then the address is not there. */
    private void refuse(Journal planned, AddressChange change) {
        boolean again = planned.rejectedCall()
                .filter(refusal -> refusal.change().equals(change))
                .isPresent();
        journal = planned.with(draft -> {
            draft.pendingChange = null;
            draft.rejectedCall = again ? null : new Journal.RejectedCall(change, "Code", "No.", now);
            if (again && !change.assigns()) {
                draft.notUnassigned.addAll(change.addresses());
            } else if (again) {
                draft.failureReason = "EC2 refused it.";
            }
        });
    }

    private void take(Ipv4 address, AddressChange change) {
        put(
                address,
                change.assigns() ? AddressStatus.ASSIGNING : AddressStatus.UNASSIGNING,
                change.assigns() ? ASSIGN_SECONDS : change.drainSeconds());
    }

    private void put(Ipv4 address, AddressStatus status, int seconds) {
        addresses.put(address, status);
        if (status.isChanging()) {
            settles.put(address, now.plusSeconds(seconds));
        }
    }

    /** EC2 finishes what it has begun. */
    private void progress() {
        settles.entrySet().removeIf(entry -> {
            boolean due = !entry.getValue().isAfter(now);
            if (due) {
                settle(entry.getKey());
            }
            return due;
        });
    }

    private void settle(Ipv4 address) {
        if (addresses.get(address).isDraining()) {
            addresses.remove(address);
        } else {
            boolean fails =
                    luck == Luck.ASSIGNED_ADDRESSES_FAIL && journal.assigned().contains(address);
            addresses.put(address, fails ? AddressStatus.FAILED : AddressStatus.SUCCEEDED);
        }
    }

    private void answer(Response decision) {
        answered = Optional.of(now);
        boolean release = first.request() instanceof Request.Delete;
        if (decision.success() && !release) {
            List<StackResources.Entry> entries = new ArrayList<>(book.entries());
            entries.removeIf(entry -> entry.logicalId().equals(Fixtures.RESOURCE));
            entries.add(new StackResources.Entry(Fixtures.RESOURCE, decision.physicalId(), "UPDATE_COMPLETE"));
            book = new StackResources(entries);
        }
        journal = journal.with(draft -> draft.responded = true);
        ended = release && !journal.deferred()
                || !decision.success() && journal.assigned().isEmpty();
        now = now.plusSeconds(2);
    }

    private Observation seen() {
        Gateway gateway = first.seen().gateway().orElseThrow();
        List<GatewayAddress> entries = addresses.entrySet().stream()
                .map(entry -> Fixtures.entry(entry.getKey().bits() & 255, entry.getValue()))
                .toList();
        Gateway shown = new Gateway(
                gateway.id(),
                gateway.state(),
                gateway.connectivityType(),
                gateway.availabilityMode(),
                gateway.subnetId(),
                entries);
        return new Observation(
                now,
                first.seen().self(),
                first.seen().executions(),
                first.seen().operation(),
                book,
                Optional.of(shown),
                first.seen().subnet(),
                first.seen().neighbourhood(),
                first.seen().terms(),
                first.seen().evidence());
    }
}

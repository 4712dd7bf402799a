package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a call that EC2 has rejected means for its request: nothing while the page may be an old one, and then one of these. */
public record AfterRejection(Request request, Journal journal, Observation seen) implements PlanInput {
    /** The journal to go on with; empty if it has to be looked at again. */
    public Optional<Journal> of(Journal.RejectedCall rejected) {
        AddressChange change = rejected.change();
        boolean isFresh = now().isBefore(rejected.at().plus(Timing.REFUSAL_DOUBT));
        if (isFresh && !isAbsent(change) || mayBeOurs(change)) {
            return Optional.empty();
        }
        if (request instanceof Request.CreateOrUpdate declaration
                && change.assigns()
                && journal.failureReason().isEmpty()) {
            boolean chooses = declaration.choice().isPresent() && !(isRollback() && isFull(declaration));
            if (chooses && journal.selectionAttempts() < Timing.MOST_CHOICES) {
                return Optional.of(choosingAgain(change));
            }
            if (!chooses && isRollback() && !mayHaveBeenReleased(declaration, change)) {
                return Optional.of(withoutLost(change));
            }
        }
        return Optional.of(
                isTolerable(change)
                        ? journal.with(draft -> {
                            draft.notUnassigned.addAll(change.addresses());
                            draft.rejectedCall = null;
                        })
                        : givingUp(why(rejected)));
    }

    private String why(Journal.RejectedCall rejected) {
        return request instanceof Request.CreateOrUpdate declaration
                        && rejected.change().assigns()
                ? onAnotherGateway(declaration, rejected.change())
                        .orElseGet(() -> Messages.refused(request, journal, rejected, seen))
                : Messages.refused(request, journal, rejected, seen);
    }

    /** The stack's own record says where a rejected address is: on the gateway that it had before. */
    private Optional<String> onAnotherGateway(Request.CreateOrUpdate declaration, AddressChange change) {
        for (StackResources.Entry entry : seen.resources().entries()) {
            Optional<AddressRecord> other = AddressRecord.parse(entry.physicalId())
                    .filter(kept -> !entry.isDeleting() && !kept.isOn(request.gatewayId()));
            SortedSet<Ipv4> both = new TreeSet<>(change.addresses());
            both.retainAll(other.map(AddressRecord::addresses).orElse(new TreeSet<>()));
            if (!both.isEmpty()) {
                return Optional.of(new CreateOrUpdateMessages(declaration, journal, seen)
                        .onAnotherGateway(both, other.get().gatewayId(), entry.logicalId()));
            }
        }
        return Optional.empty();
    }

    /** The journal of a request that EC2 denies a call: who sees to a right may do so after the answer. */
    public Journal denied(String reason) {
        return request instanceof Request.Delete delete
                ? new DeletePlanner(delete, journal, seen).denied(reason)
                : givingUp(reason);
    }

    /** The journal of a request that EC2 has stopped: a Create or Update undoes itself, what is undone stays, a Delete says so. */
    private Journal givingUp(String reason) {
        return journal.with(draft -> {
            draft.pendingChange = null;
            draft.rejectedCall = null;
            draft.since.remove(Journal.Fact.DENIED);
            if (request instanceof Request.Delete delete) {
                draft.response = Response.failed(delete.physicalId(), reason);
            } else if (draft.failureReason == null) {
                draft.failureReason = reason;
            } else {
                draft.notUnassigned.addAll(draft.assigned);
            }
        });
    }

    /** What EC2 will not unassign and does not show is gone: its refusal is newer than any page. */
    private boolean isAbsent(AddressChange change) {
        return !change.assigns()
                && seen.gateway()
                        .filter(gateway -> change.addresses().stream().noneMatch(gateway::has))
                        .isPresent();
    }

    /** A page may be from before the record, or from before this request's own call: then EC2 refuses what is there already. */
    private boolean mayBeOurs(AddressChange change) {
        Instant last = journal.lastCall().map(Journal.LastCall::at).orElse(start());
        return request instanceof Request.CreateOrUpdate declaration
                && change.assigns()
                && now().isBefore(last.plus(Timing.OLDEST_GATEWAY))
                && change.addresses().stream()
                        .anyMatch(address -> journal.assigned().contains(address)
                                || declaration
                                        .eventRecord()
                                        .filter(kept -> kept.lists(address))
                                        .isPresent());
    }

    private boolean isFull(Request.CreateOrUpdate declaration) {
        return seen.gateway()
                .filter(gateway -> gateway.addresses().size() >= declaration.addressLimit())
                .isPresent();
    }

    /** A rollback ends without what was lost before the deployment; what the deployment may have released it restores or fails. */
    private boolean mayHaveBeenReleased(Request.CreateOrUpdate declaration, AddressChange change) {
        return Planner.mayHaveReleased(declaration, journal, seen).stream().anyMatch(change.addresses()::contains);
    }

    private Journal withoutLost(AddressChange rejected) {
        return journal.with(draft -> {
            draft.rejectedCall = null;
            draft.selectionAttempts++;
            if (rejected.addresses().size() == 1) {
                draft.notUnassigned.addAll(rejected.addresses());
            }
        });
    }

    /**
     * Which code EC2 has for an address that is taken is not known, so any final refusal of chosen addresses may mean that. From now on
     * one address is assigned at a time, so that a refusal says which one is not free.
     */
    private Journal choosingAgain(AddressChange rejected) {
        return journal.with(draft -> {
            draft.rejectedCall = null;
            draft.selectionAttempts++;
            draft.chosen.removeAll(rejected.addresses());
            if (rejected.addresses().size() == 1) {
                draft.unavailable.addAll(rejected.addresses());
            }
        });
    }

    /** An undo must not fail for what EC2 will not take back, nor a Delete for addresses that never worked. */
    private boolean isTolerable(AddressChange change) {
        return !change.assigns()
                && (journal.failureReason().isPresent()
                        || journal.responded()
                        || seen.gateway()
                                .filter(gateway -> change.addresses().stream()
                                        .allMatch(address -> isGoneOrFailed(gateway, address)))
                                .isPresent());
    }

    private static boolean isGoneOrFailed(Gateway gateway, Ipv4 address) {
        return !gateway.has(address) || gateway.status(address) == AddressStatus.FAILED;
    }
}

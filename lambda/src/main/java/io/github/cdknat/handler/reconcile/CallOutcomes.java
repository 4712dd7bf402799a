package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import java.time.Instant;

/** What EC2's reply to a mutating call does to the journal. */
final class CallOutcomes {
    private static final int SOON = 2;
    private static final int LATER = 5;

    private CallOutcomes() {}

    /** The journal when the call was accepted, or may have been. */
    static Journal mayHaveTakenEffect(Journal journal, AddressChange change, Instant now) {
        return journal.with(draft -> {
            if (change.assigns()) {
                draft.assigned.addAll(change.addresses());
                draft.drained.removeAll(change.addresses());
                draft.since.remove(Journal.Fact.ASSIGNING);
            } else {
                draft.unassigned.addAll(change.addresses());
            }
            draft.lastCall = new Journal.LastCall(change, now);
            draft.rejectedCall = null;
            draft.since.keySet().removeIf(fact -> !fact.isLasting());
        });
    }

    /** The next step after a call that was pending; denials and throttling are the caller's matter. */
    static NextState after(Reply<Boolean> reply, Journal journal, AddressChange change, Instant now) {
        if (reply instanceof Reply.Answer<Boolean>) {
            Journal taken = mayHaveTakenEffect(journal, change, now);
            return NextState.pause(done(change.assigns() ? taken : draining(taken, change, now)), SOON);
        }
        if (reply instanceof Reply.OutcomeUnknown<Boolean>) {
            return NextState.pause(done(mayHaveTakenEffect(journal, change, now)), LATER);
        }
        Reply.Rejected<Boolean> refusal = (Reply.Rejected<Boolean>) reply;
        return switch (refusal.kind()) {
            case BUSY, THROTTLED, NOT_FOUND, DENIED -> NextState.pause(journal, LATER);
            case FINAL -> NextState.pause(refused(journal, change, refusal, now), LATER);
        };
    }

    /** Nothing cancels a drain that EC2 has accepted, whatever the next look shows: an old view, or what was assigned since. */
    private static Journal draining(Journal journal, AddressChange unassign, Instant now) {
        return journal.with(draft -> unassign.addresses().forEach(address -> draft.draining.putIfAbsent(address, now)));
    }

    static boolean isDenied(Reply<?> reply) {
        return reply instanceof Reply.Rejected<?> refusal && refusal.kind() == ErrorKind.DENIED;
    }

    static boolean isThrottled(Reply<?> reply) {
        return reply instanceof Reply.Rejected<?> refusal && refusal.kind() == ErrorKind.THROTTLED;
    }

    private static Journal refused(
            Journal journal, AddressChange change, Reply.Rejected<Boolean> refusal, Instant now) {
        return journal.with(draft -> {
            draft.pendingChange = null;
            draft.rejectedCall = new Journal.RejectedCall(change, refusal.code(), refusal.message(), now);
        });
    }

    private static Journal done(Journal journal) {
        return journal.with(draft -> {
            draft.pendingChange = null;
            draft.rejectedCall = null;
            draft.since.remove(Journal.Fact.DENIED);
        });
    }
}
